#include "transport/unit_cell/cell_view.hpp"

#include "transport/unit_cell/tensor_basis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace percuta {
namespace {

/// Values of a solute anywhere in its cell.
class sampler {
public:
  sampler(const cell_system& s, const cell_moment& at)
      : s_(s), m_(*s.mesh), b_(tensor_basis_of(m_.degree)), at_(at) {}

  /// w of an element's tissue, or u of its fluid, at a place within it.
  double operator()(int i, int j, const Eigen::RowVectorXd& across,
                    const Eigen::RowVectorXd& down) const {
    const int n = b_.size();
    double sum = 0.0;
    for (int r = 0; r < n; ++r) {
      for (int q = 0; q < n; ++q) {
        sum += across[q] * down[r] * value_of(i, j, q, r);
      }
    }
    return sum;
  }

private:
  double value_of(int i, int j, int q, int r) const {
    const int across = i * m_.degree + q, down = j * m_.degree + r;
    const int id = s_.nodes.at(across, down);
    if (id == numbering::sink) return 0.0;
    const double x = id == numbering::fixed ? at_.u_fixed : at_.x[id];
    return x * s_.factor_at(i, j, across, down);
  }

  const cell_system& s_;
  const cell_mesh& m_;
  const tensor_basis& b_;
  const cell_moment& at_;
};

/// Averages over the tissue at each of a few depths in every row.
depth_profile profile_of(const cell_system& s, const cell_moment& at) {
  const cell_mesh& m = *s.mesh;
  const tensor_basis& b = tensor_basis_of(m.degree);
  const sampler sample(s, at);
  const Eigen::RowVectorXd axis = values_at(b, 0.0);
  depth_profile out;
  out.time_s = at.time_s;
  out.channel_kg_m3.resize(s.source->channels.size());
  for (int j = 0; j < m.rows(); ++j) {
    const int parts = m.degree;
    const double height = (m.depth_m[j + 1] - m.depth_m[j]) / parts;
    for (int k = 0; k < parts; ++k) {
      const double eta = (k + 0.5) / parts;
      const Eigen::RowVectorXd down = values_at(b, eta);
      double sum = 0.0, area = 0.0;
      for (int i = m.has_inner(j) ? 0 : m.inner; i < m.columns(); ++i) {
        if (m.is_fluid(i, j)) continue;
        const double r0 = (1.0 - eta) * m.radius(i, j) + eta * m.radius(i, j + 1);
        const double r1 = (1.0 - eta) * m.radius(i + 1, j) + eta * m.radius(i + 1, j + 1);
        for (Eigen::Index q = 0; q < b.points.size(); ++q) {
          const double ring = b.weights[q] * (r1 - r0) * (r0 + b.points[q] * (r1 - r0));
          area += ring;
          sum += ring * sample(i, j, b.values.row(q), down);
        }
      }
      const double unbound = sum / area;
      out.depth_m.push_back(m.depth_m[j] + (k + 0.5) * height);
      out.width_m.push_back(height);
      out.unbound_kg_m3.push_back(unbound);
      out.tissue_kg_m3.push_back(s.what->layers[m.layer[j]].partition * unbound);
      const double on_axis = sample(m.has_inner(j) ? 0 : m.inner, j, axis, down);
      out.axis_kg_m3.push_back(on_axis);
      for (std::size_t c = 0; c < out.channel_kg_m3.size(); ++c) {
        const bool fluid = j < m.rows_to_tip && static_cast<int>(c) == s.population;
        out.channel_kg_m3[c].push_back(fluid ? on_axis : std::numeric_limits<double>::quiet_NaN());
      }
    }
  }
  return out;
}

std::vector<int> all_solutes(const problem& p) {
  std::vector<int> all(p.solutes.size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

/// The mesh on which fields are shown; every solute's own has the same wall and the same faces of
/// layers, and places in it are found by depth and by the coordinate across.
cell_mesh shown_mesh(const problem& p) {
  return make_cell_mesh(p, all_solutes(p), {1.0, 3});
}

/// Calls visit(column, row, xi, eta, point) for every point, element by element.
template <class Visit>
void each_point(const cell_mesh& m, Visit&& visit) {
  const int n = m.degree + 1;
  for (int j = 0; j < m.rows(); ++j) {
    for (int i = m.has_inner(j) ? 0 : m.inner; i < m.columns(); ++i) {
      for (int r = 0; r < n; ++r) {
        for (int q = 0; q < n; ++q)
          visit(i, j, static_cast<double>(q) / m.degree, static_cast<double>(r) / m.degree);
      }
    }
  }
}

/// The element of a sorted list of faces in which x lies, and where in it.
std::pair<int, double> within(const std::vector<double>& faces, int first, int last, double x) {
  const auto begin = faces.begin() + first, end = faces.begin() + last;
  const auto above = std::upper_bound(begin + 1, end, x);
  const auto i = static_cast<int>(above - faces.begin()) - 1;
  const double low = faces[i], high = faces[i + 1];
  return {i, std::clamp((x - low) / (high - low), 0.0, 1.0)};
}

std::vector<double> field_of(const cell_system& s, const cell_moment& at) {
  const cell_mesh shown = shown_mesh(*s.source);
  const cell_mesh& m = *s.mesh;
  const tensor_basis& b = tensor_basis_of(m.degree);
  const sampler sample(s, at);
  std::vector<double> values;
  // Outside the wall the coordinate starts anew at zero.
  std::vector<double> outside(m.column.begin() + m.inner, m.column.end());
  outside[0] = 0.0;
  each_point(shown, [&](int i, int j, double xi, double eta) {
    const double z = shown.depth_m[j] + eta * (shown.depth_m[j + 1] - shown.depth_m[j]);
    const bool above_tip = j < shown.rows_to_tip;
    const int layer = shown.layer[j];
    // Only rows of the same layer, and on the same side of the tip.
    int first = m.first_row[layer], last = m.first_row[layer + 1];
    if (above_tip) last = std::min(last, m.rows_to_tip);
    if (!above_tip) first = std::max(first, m.rows_to_tip);
    const auto [row, down] = within(m.depth_m, first, last, z);
    const bool inside = i < shown.inner;
    const double low = i == shown.inner ? 0.0 : shown.column[i];
    const double coordinate = low + xi * (shown.column[i + 1] - low);
    auto [column, across] = inside ? within(m.column, 0, m.inner, coordinate)
                                   : within(outside, 0, m.columns() - m.inner, coordinate);
    if (!inside) column += m.inner;
    values.push_back(sample(column, row, values_at(b, across), values_at(b, down)));
  });
  return values;
}

}  // namespace

Eigen::VectorXd initial_values(const cell_system& s) {
  const cell_mesh& m = *s.mesh;
  Eigen::VectorXd x = Eigen::VectorXd::Zero(s.unknowns());
  for (int j = 0; j < m.rows(); ++j) {
    for (int i = m.has_inner(j) ? 0 : m.inner; i < m.columns(); ++i) {
      const medium& in =
          m.is_fluid(i, j) ? s.what->fluid[s.population] : s.what->layers[m.layer[j]];
      for (int a = 0; a < (m.degree + 1) * (m.degree + 1); ++a) {
        const int across = i * m.degree + a % (m.degree + 1);
        const int down = j * m.degree + a / (m.degree + 1);
        const int id = s.nodes.at(across, down);
        if (id >= 0) x[id] = in.initial_kg_m3 / s.factor_at(i, j, across, down);
      }
    }
  }
  return x;
}

void look(const cell_system& s, const cell_moment& at, solute_solution& out) {
  if (s.source->wanted.profiles) out.profiles.push_back(profile_of(s, at));
  if (s.source->wanted.fields) out.fields_kg_m3.push_back(field_of(s, at));
}

field_grid field_grid_of(const problem& p) {
  const cell_mesh m = shown_mesh(p);
  field_grid g;
  g.radius_m = m.radius_m;
  each_point(m, [&](int i, int j, double xi, double eta) {
    const auto along = [&](int face) {
      return (1.0 - eta) * m.radius(face, j) + eta * m.radius(face, j + 1);
    };
    g.r_m.push_back((1.0 - xi) * along(i) + xi * along(i + 1));
    g.z_m.push_back(m.depth_m[j] + eta * (m.depth_m[j + 1] - m.depth_m[j]));
  });
  int first = 0;
  const int n = m.degree + 1;
  for (int j = 0; j < m.rows(); ++j) {
    for (int i = m.has_inner(j) ? 0 : m.inner; i < m.columns(); ++i, first += n * n) {
      for (int r = 0; r < m.degree; ++r) {
        for (int q = 0; q < m.degree; ++q) {
          const int corner = first + r * n + q;
          g.quads.push_back({corner, corner + 1, corner + n + 1, corner + n});
          g.region.push_back(m.is_fluid(i, j) ? field_grid::fluid_region : m.layer[j]);
        }
      }
    }
  }
  return g;
}

}  // namespace percuta

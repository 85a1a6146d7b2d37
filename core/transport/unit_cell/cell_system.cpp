#include "transport/unit_cell/cell_system.hpp"

#include "transport/unit_cell/element.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace percuta {
namespace {

bool same_gates(const gates& g) {
  return g.top == g.bottom && g.top == g.wall;
}

class builder {
public:
  builder(cell_system& s) : s_(s), m_(*s.mesh), b_(tensor_basis_of(m_.degree)), e_(b_) {
    per_area_ = 1.0 / (std::numbers::pi * m_.radius_m * m_.radius_m);
    ids_.resize(static_cast<std::size_t>(b_.size()) * b_.size());
    factor_.resize(ids_.size());
  }

  void run() {
    make_pattern();
    size_everything();
    for (int j = 0; j < m_.rows(); ++j) {
      for (int i = m_.has_inner(j) ? 0 : m_.inner; i < m_.columns(); ++i)
        add(i, j);
    }
    make_film();
  }

private:
  int id(int a, int i, int j) const {
    return s_.nodes.at(i * m_.degree + a % b_.size(), j * m_.degree + a / b_.size());
  }

  /// Unknowns that share an element, each list ascending: unsorted lists of neighbours transposed.
  void make_pattern() {
    const int n = s_.unknowns();
    std::vector<std::vector<std::pair<int, int>>> elements(n);
    std::vector<int> seen(n, -1);
    // Elements of each unknown.
    for (int j = 0; j < m_.rows(); ++j) {
      for (int i = m_.has_inner(j) ? 0 : m_.inner; i < m_.columns(); ++i) {
        for (std::size_t a = 0; a < ids_.size(); ++a) {
          const int k = id(static_cast<int>(a), i, j);
          if (k >= 0 && (elements[k].empty() || elements[k].back() != std::pair(i, j)))
            elements[k].emplace_back(i, j);
        }
      }
    }
    std::vector<int> start(n + 1, 0), flat;
    for (int k = 0; k < n; ++k) {
      for (const auto& [i, j] : elements[k]) {
        for (std::size_t a = 0; a < ids_.size(); ++a) {
          const int other = id(static_cast<int>(a), i, j);
          if (other < 0 || seen[other] == k) continue;
          seen[other] = k;
          flat.push_back(other);
        }
      }
      start[k + 1] = static_cast<int>(flat.size());
    }
    s_.pattern.resize(n, n);
    s_.pattern.resizeNonZeros(static_cast<Eigen::Index>(flat.size()));
    int* const outer = s_.pattern.outerIndexPtr();
    int* const inner = s_.pattern.innerIndexPtr();
    std::copy(start.begin(), start.end(), outer);  // symmetric: columns are as long as rows
    std::vector<int> at(start.begin(), start.end() - 1);
    for (int k = 0; k < n; ++k) {
      for (int e = start[k]; e < start[k + 1]; ++e)
        inner[at[flat[e]]++] = k;
    }
    std::fill_n(s_.pattern.valuePtr(), flat.size(), 0.0);
  }

  void size_everything() {
    const Eigen::Index entries = s_.pattern.nonZeros();
    const int n = s_.unknowns();
    const auto layers = s_.what->layers.size();
    s_.conduct.setZero(entries);
    s_.conduct_open.setZero(entries);
    s_.fluid_mass.setZero(entries);
    s_.layer_mass.assign(layers, Eigen::VectorXd::Zero(entries));
    const bool fixed = s_.source->top == top_boundary::fixed;
    for (auto* v :
         {&s_.fixed_mass, &s_.fixed_conduct, &s_.fixed_conduct_open, &s_.fixed_fluid_mass})
      v->setZero(fixed ? n : 0);
    s_.fixed_layer_mass.assign(layers, Eigen::VectorXd::Zero(fixed ? n : 0));
    s_.lumped.setZero(n);
    s_.initial_load.setZero(n);
    s_.initial_layer.assign(layers, 0.0);
    s_.initial_fluid.assign(layers, 0.0);
    s_.initial_at_face.assign(layers, 0.0);
    s_.measured = observables(static_cast<int>(layers));
    s_.observe.setZero(s_.measured.count(), n);
    s_.observe_fixed.setZero(s_.measured.count());
    position_.resize(ids_.size());
  }

  void put(int what, std::size_t b, double v) {
    if (ids_[b] >= 0) s_.observe(what, ids_[b]) += v;
    if (ids_[b] == numbering::fixed) s_.observe_fixed[what] += v;
  }

  void add(int i, int j) {
    const int layer = m_.layer[j];
    const bool fluid = m_.is_fluid(i, j);
    const medium& host = s_.what->layers[layer];
    const medium& holds = fluid ? s_.what->fluid[s_.population] : host;
    e_.set(m_, i, j, per_area_);
    for (std::size_t a = 0; a < ids_.size(); ++a) {
      ids_[a] = id(static_cast<int>(a), i, j);
      factor_[a] = s_.factor_at(i, j, i * m_.degree + static_cast<int>(a) % b_.size(),
                                j * m_.degree + static_cast<int>(a) / b_.size());
    }
    const double held = holds.partition;
    const double open = fluid ? holds.partition * holds.diffusivity_m2_s : 0.0;
    const double shut = host.partition * host.diffusivity_m2_s * (fluid ? host.gate.wall : 1.0);
    const observables& of = s_.measured;
    const int content = fluid ? of.fluid(layer) : of.tissue(layer);
    const std::size_t edge = static_cast<std::size_t>(b_.size());
    const bool at_sink = j + 1 == m_.rows() && s_.source->bottom == bottom_boundary::sink;
    const bool at_top = j == 0 && s_.source->top == top_boundary::fixed;
    double* const mass = s_.pattern.valuePtr();
    for (std::size_t b = 0; b < ids_.size(); ++b) {
      const double g = factor_[b];
      put(content, b, held * g * e_.mass.col(b).sum());
      if (at_sink) {
        const double m = held * g * e_.mass.col(b).tail(edge).sum();
        put(of.sink_mass(), b, m);
        put(of.sink_conduct(), b, shut * g * e_.stiffness.col(b).tail(edge).sum());
      }
      if (at_top) {
        const double k = g * e_.stiffness.col(b).head(edge).sum();
        put(fluid ? of.top_fluid_mass() : of.top_tissue_mass(), b,
            held * g * e_.mass.col(b).head(edge).sum());
        put(of.top_conduct(), b, shut * k);
        if (fluid) put(of.top_conduct_open(), b, (open - shut) * k);
      }
      if (ids_[b] == numbering::sink) continue;
      if (ids_[b] == numbering::fixed) {
        for (std::size_t a = 0; a < ids_.size(); ++a) {
          if (ids_[a] < 0) continue;
          const double m = held * g * e_.mass(a, b), k = g * e_.stiffness(a, b);
          s_.fixed_mass[ids_[a]] += m;
          (fluid ? s_.fixed_fluid_mass : s_.fixed_layer_mass[layer])[ids_[a]] += m;
          s_.fixed_conduct[ids_[a]] += shut * k;
          if (fluid) s_.fixed_conduct_open[ids_[a]] += (open - shut) * k;
        }
        continue;
      }
      locate(ids_[b]);
      for (std::size_t a = 0; a < ids_.size(); ++a) {
        if (ids_[a] < 0) continue;
        const int at = position_[a];
        const double m = held * g * e_.mass(a, b), k = g * e_.stiffness(a, b);
        mass[at] += m;
        (fluid ? s_.fluid_mass : s_.layer_mass[layer])[at] += m;
        s_.conduct[at] += shut * k;
        if (fluid) s_.conduct_open[at] += (open - shut) * k;
      }
    }
    for (std::size_t a = 0; a < ids_.size(); ++a) {
      const double area = e_.mass.row(a).sum();
      if (ids_[a] >= 0) s_.lumped[ids_[a]] += held * factor_[a] * area;
      const double load = held * holds.initial_kg_m3 * area;
      if (load == 0.0) continue;
      (fluid ? s_.initial_fluid : s_.initial_layer)[layer] += load;
      if (ids_[a] >= 0) s_.initial_load[ids_[a]] += load;
      if (ids_[a] == numbering::sink) s_.initial_at_sink += load;
      if (ids_[a] == numbering::fixed) s_.initial_at_top += load;
    }
    if (fluid) add_faces(i, j, holds, shut, open);
    if (!fluid && i == m_.inner && j < m_.rows_to_tip && wall_from_tissue(j)) add_wall(j, shut);
    add_fluxes(j, fluid, shut);
  }

  /// Where the element's unknowns stand in a column of the pattern.
  void locate(int column) {
    const int* const inner = s_.pattern.innerIndexPtr();
    const int first = s_.pattern.outerIndexPtr()[column];
    const int last = s_.pattern.outerIndexPtr()[column + 1];
    for (std::size_t a = 0; a < ids_.size(); ++a) {
      if (ids_[a] < 0) continue;
      position_[a] =
          static_cast<int>(std::lower_bound(inner + first, inner + last, ids_[a]) - inner);
    }
  }

  /// What enters the fluid through an edge is what its rows there hold and conduct on, but for what
  /// the outermost of them lose through the wall; downwards it counts positive.
  void add_faces(int i, int j, const medium& holds, double shut, double open) {
    const observables& of = s_.measured;
    const auto rows_of = [&](int first_node, int face, double sign) {
      const auto sum = [&](const Eigen::MatrixXd& m, std::size_t b) {
        return sign * m.col(static_cast<Eigen::Index>(b)).segment(first_node, b_.size()).sum();
      };
      for (std::size_t b = 0; b < ids_.size(); ++b) {
        const double k = sum(e_.stiffness, b);
        put(of.face_mass(face), b, holds.partition * sum(e_.mass, b));
        put(of.face_conduct(face), b, shut * k);
        put(of.face_conduct_open(face), b, (open - shut) * k);
      }
      if (i + 1 == m_.inner && !wall_from_tissue(j)) {
        const Eigen::VectorXd& lost = e_.flux_out(true, first_node > 0);
        for (std::size_t b = 0; b < ids_.size(); ++b) {
          const double k = sign * lost[static_cast<Eigen::Index>(b)];
          put(of.face_conduct(face), b, shut * k);
          put(of.face_conduct_open(face), b, (open - shut) * k);
        }
      }
      s_.initial_at_face[face] += sign * holds.partition * holds.initial_kg_m3 *
                                  e_.mass.middleRows(first_node, b_.size()).sum();
    };
    if (j == 0) rows_of(0, 0, 1.0);
    if (j + 1 < m_.rows() && m_.layer[j + 1] != m_.layer[j])
      rows_of(static_cast<int>(ids_.size()) - b_.size(), m_.layer[j + 1], -1.0);
  }

  /// The flux through the wall is told from the side that conducts less, where slopes are steep and
  /// small errors in them weigh little.
  bool wall_from_tissue(int j) const {
    const medium& host = s_.what->layers[m_.layer[j]];
    const medium& in = s_.what->fluid[s_.population];
    return host.partition * host.diffusivity_m2_s * host.gate.wall <=
           in.partition * in.diffusivity_m2_s;
  }

  /// What the outermost rows of the fluid's faces lose through the wall, from the tissue's side.
  void add_wall(int j, double conductivity) {
    const auto at = [&](bool lower_end, int face, double sign) {
      const Eigen::VectorXd& lost = e_.flux_out(false, lower_end);
      for (std::size_t b = 0; b < ids_.size(); ++b) {
        put(s_.measured.face_conduct(face), b,
            sign * conductivity * factor_[b] * lost[static_cast<Eigen::Index>(b)]);
      }
    };
    if (j == 0) at(false, 0, 1.0);
    if (j + 1 < m_.rows() && m_.layer[j + 1] != m_.layer[j]) at(true, m_.layer[j + 1], -1.0);
  }

  void add_fluxes(int j, bool fluid, double conductivity) {
    const auto through = [&](bool lower, double scale, int what) {
      const Eigen::VectorXd& gradient = e_.flux_down(lower);
      for (std::size_t b = 0; b < ids_.size(); ++b)
        put(what, b, scale * factor_[b] * gradient[static_cast<Eigen::Index>(b)]);
    };
    const observables& of = s_.measured;
    if (j == 0)
      through(false, fluid ? 1.0 : conductivity, fluid ? of.mouth_down() : of.surface_down());
    if (j + 1 == m_.rows()) through(true, conductivity, of.bottom_down());
  }

  /// Lobatto quadrature along the surface, and conduction along it.
  void make_film() {
    const int n = s_.nodes.film;
    s_.film.share.setZero(n);
    if (n == 0) return;
    const bool mixed = n == 1;
    if (!mixed) s_.film.spreading.setZero(n, n);
    const double area = std::numbers::pi * m_.radius_m * m_.radius_m;
    for (int i = 0; i < m_.columns(); ++i) {
      const double r0 = m_.radius(i, 0), r1 = m_.radius(i + 1, 0), w = r1 - r0;
      if (w <= 0.0) continue;
      const auto at = [&](int a) {
        return s_.nodes.at(i * m_.degree + a, 0) - s_.nodes.first_film();
      };
      for (int a = 0; a < b_.size(); ++a) {
        const double r = r0 + w * b_.nodes[a];
        s_.film.share[at(a)] += 2.0 * std::numbers::pi * r * w * b_.lobatto_weights[a] / area;
        for (int b = 0; b < b_.size() && !mixed; ++b) {
          s_.film.spreading(at(a), at(b)) +=
              2.0 * std::numbers::pi * (r0 / w * b_.stiffness[0](a, b) + b_.stiffness[1](a, b)) /
              area;
        }
      }
    }
    s_.film.share /= s_.film.share.sum();  // one but for rounding
    for (int j = 0; j < n && !mixed; ++j)  // and what spreads is only moved
      s_.film.spreading(j, j) -= s_.film.spreading.col(j).sum();
    s_.observe.row(s_.measured.film_u()).tail(n) = s_.film.share;
  }

  cell_system& s_;
  const cell_mesh& m_;
  const tensor_basis& b_;
  element e_;
  double per_area_ = 0.0;
  std::vector<int> ids_, position_;
  std::vector<double> factor_;
};

}  // namespace

cell_system::cell_system(const problem& p, int index, const cell_mesh& cells)
    : source(&p),
      what(&p.solutes[index]),
      mesh(&cells),
      population(channel_population(p)),
      nodes(number_nodes(cells, p.top, !what->top.sheet_conductance_m3_s.has_value(), p.bottom)) {
  for (const medium& m : what->layers)
    symmetric = symmetric && same_gates(m.gate);
  builder(*this).run();
}

double cell_system::factor_at(int column, int row, int across, int down) const {
  const cell_mesh& m = *mesh;
  if (m.is_fluid(column, row)) return 1.0;
  const gates& g = what->layers[m.layer[row]].gate;
  if (across <= m.degree * m.inner && down <= m.degree * m.rows_to_tip) return g.wall;
  return down == m.degree * m.first_row[m.layer[row] + 1] ? g.bottom : g.top;
}

double cell_system::fluid_conductivity(int layer, double openness) const {
  const medium& host = what->layers[layer];
  const medium& in = what->fluid[population];
  const double fluid = in.partition * in.diffusivity_m2_s;
  return openness * fluid +
         (1.0 - openness) * host.partition * host.diffusivity_m2_s * host.gate.wall;
}

double flood_load(const cell_system& s, const Eigen::VectorXd& x, double u, Eigen::VectorXd& load) {
  Eigen::VectorXd lacking = (u - x.array()).max(0.0);
  Eigen::SparseMatrix<double> fluid = s.pattern;
  std::copy(s.fluid_mass.data(), s.fluid_mass.data() + s.fluid_mass.size(), fluid.valuePtr());
  load = fluid * lacking;
  double needed = 0.0;
  for (int l = 0; l < s.layers(); ++l)
    needed += s.observe.row(s.measured.fluid(l)).dot(lacking);
  return needed;
}

}  // namespace percuta

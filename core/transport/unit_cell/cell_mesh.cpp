#include "transport/unit_cell/cell_mesh.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <numbers>

namespace percuta {
namespace {

/// Elements grow by this much of the distance from what they are graded to.
constexpr double growth = 1.0;

/// Smallest elements: of the channel's radius at the wall, of the diffusion length up to the first
/// output, of the length sqrt(D/k) over which a loss acts, of the distance between faces.
constexpr double wall_share = 0.2, length_share = 1.2, interval_share = 0.34;

/// Widest elements under a film that spreads, of the cell: it is far from even, and where it is
/// saturated ends anywhere.
constexpr double film_share = 0.15;

bool takes_part(const channel& c) {
  return c.density_1_m2 * c.wetted_fraction > 0.0 &&
         *std::max_element(c.radius_m.begin(), c.radius_m.end()) > 0.0;
}

/// How large elements may be: `smallest` at either end, growing with the distance from it, and
/// nowhere more than `largest`.
struct sizes {
  double from_m, to_m, smallest_from_m, smallest_to_m, largest_m;

  double operator()(double x) const {
    // Neighbours are in the ratio 1 + growth: sizes for the sum of lengths over them.
    const double slope = std::log1p(growth), share = slope / growth;
    return std::min({share * smallest_from_m + slope * (x - from_m),
                     share * smallest_to_m + slope * (to_m - x), largest_m});
  }
};

/// Adds the faces after `from_m`, up to `to_m`, so that every element takes as much of the sum of
/// lengths over sizes.
void subdivide(const sizes& size, double elements, std::vector<double>& faces) {
  constexpr double part = 0.1;  // of an element, from sample to sample
  std::vector<double> place{size.from_m}, sum{0.0};
  while (place.back() < size.to_m) {
    const double here = place.back(), step = part * size(here);
    const double there = here + 1.001 * step < size.to_m ? here + step : size.to_m;
    sum.push_back(sum.back() + (there - here) / size(0.5 * (here + there)));
    place.push_back(there);
  }
  const int n = std::max(1, static_cast<int>(std::ceil(elements * sum.back() - 1e-9)));
  std::size_t at = 0;
  for (int i = 1; i < n; ++i) {
    const double wanted = sum.back() * i / n;
    while (sum[at + 1] < wanted)
      ++at;
    const double share = (wanted - sum[at]) / (sum[at + 1] - sum[at]);
    faces.push_back(place[at] + share * (place[at + 1] - place[at]));
  }
  faces.push_back(size.to_m);
}

/// True where a film spreads over the cell rather than being mixed.
bool film_varies(const problem& p, const std::vector<int>& group) {
  return p.top == top_boundary::film && std::any_of(group.begin(), group.end(), [&p](int s) {
           return p.solutes[s].top.sheet_conductance_m3_s.has_value();
         });
}

/// Lengths over which a layer's concentrations change soon.
double shortest_length(const problem& p, const std::vector<int>& group, std::size_t layer) {
  double first = p.wanted.time_s.back();
  for (const double t : p.wanted.time_s) {
    if (t > 0.0) {
      first = t;
      break;
    }
  }
  first = std::max(first, 1e-3 * p.wanted.time_s.back());
  double shortest = HUGE_VAL;
  for (const int s : group) {
    const medium& m = p.solutes[s].layers[layer];
    shortest = std::min(shortest, std::sqrt(m.diffusivity_m2_s * first));
    const double loss = range_of(m.loss_1_s, 0.0, p.wanted.time_s.back()).high;
    if (loss > 0.0) shortest = std::min(shortest, std::sqrt(m.diffusivity_m2_s / loss));
  }
  return shortest;
}

/// A depth that must be a face, and how small the elements above and below it begin.
struct mark {
  double depth_m, above_m, below_m;
};

class mesher {
public:
  mesher(const problem& p, const std::vector<int>& group, const fineness& wanted)
      : p_(p),
        group_(group),
        c_(p.channels.at(static_cast<std::size_t>(channel_population(p)))),
        elements_(wanted.elements),
        widest_m_(*std::max_element(c_.radius_m.begin(), c_.radius_m.end())),
        at_wall_m_(wall_share * widest_m_ / wanted.elements) {
    m_.degree = wanted.degree;
    m_.radius_m = 1.0 / std::sqrt(std::numbers::pi * c_.density_1_m2 * c_.wetted_fraction);
    m_.tip_m = c_.depth_m.back();
    m_.point_tip = c_.radius_m.back() <= 1e-6 * m_.radius_m;
  }

  cell_mesh make() {
    make_rows();
    make_wall();
    make_columns();
    return std::move(m_);
  }

private:
  std::vector<mark> marks() {
    std::vector<mark> all;
    double from_above = HUGE_VAL;
    for (std::size_t l = 0; l < p_.thickness_m.size(); ++l) {
      const double here = std::min(length_share * shortest_length(p_, group_, l),
                                   interval_share * p_.thickness_m[l]);
      // Finer where the channel's wall meets the face.
      const auto beside = [&](double face_m) {
        return m_.tip_m > face_m * (1.0 - 1e-9) ? std::min(here, 2.0 * at_wall_m_) : here;
      };
      const double top = layer_faces_.back(), bottom = top + p_.thickness_m[l];
      all.push_back({top, from_above, beside(top)});
      from_above = beside(bottom);
      layer_faces_.push_back(bottom);
    }
    all.push_back({layer_faces_.back(), from_above, HUGE_VAL});
    for (std::size_t i = 1; i < c_.depth_m.size(); ++i) {
      const bool tip = i + 1 == c_.depth_m.size();
      const double size = tip ? at_wall_m_ : HUGE_VAL;
      all.push_back({c_.depth_m[i], size, size});
    }
    std::stable_sort(all.begin(), all.end(),
                     [](const mark& a, const mark& b) { return a.depth_m < b.depth_m; });
    return all;
  }

  void make_rows() {
    std::vector<mark> faces;
    for (const mark& x : marks()) {
      if (!faces.empty() && x.depth_m - faces.back().depth_m < 1e-9 * layer_faces_.back()) {
        faces.back().above_m = std::min(faces.back().above_m, x.above_m);
        faces.back().below_m = std::min(faces.back().below_m, x.below_m);
      } else {
        faces.push_back(x);
      }
    }
    m_.depth_m = {0.0};
    for (std::size_t i = 1; i < faces.size(); ++i) {
      const double from = faces[i - 1].depth_m, to = faces[i].depth_m;
      const auto begins = [&](double size) { return std::min(size, interval_share * (to - from)); };
      subdivide({from, to, begins(faces[i - 1].below_m), begins(faces[i].above_m), HUGE_VAL},
                elements_, m_.depth_m);
    }
    std::size_t layer = 0;
    m_.first_row = {0};
    for (std::size_t j = 0; j + 1 < m_.depth_m.size(); ++j) {
      const double middle = 0.5 * (m_.depth_m[j] + m_.depth_m[j + 1]);
      while (middle > layer_faces_[layer + 1]) {
        ++layer;
        m_.first_row.push_back(static_cast<int>(j));
      }
      m_.layer.push_back(static_cast<int>(layer));
      if (middle < m_.tip_m) m_.rows_to_tip = static_cast<int>(j) + 1;
    }
    m_.first_row.push_back(m_.rows());
  }

  void make_wall() {
    for (const double z : m_.depth_m) {
      const double depth = std::min(z, m_.tip_m);
      const auto above = std::lower_bound(c_.depth_m.begin(), c_.depth_m.end(), depth);
      const auto i = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
          above - c_.depth_m.begin(), 1, static_cast<std::ptrdiff_t>(c_.depth_m.size()) - 1));
      const double share =
          std::clamp((depth - c_.depth_m[i - 1]) / (c_.depth_m[i] - c_.depth_m[i - 1]), 0.0, 1.0);
      m_.wall_m.push_back(c_.radius_m[i - 1] + share * (c_.radius_m[i] - c_.radius_m[i - 1]));
    }
    for (int j = m_.rows_to_tip; j <= m_.rows() && m_.point_tip; ++j)
      m_.wall_m[j] = 0.0;
  }

  /// By distances at the widest place, from the axis to the wall and from there outwards.
  void make_columns() {
    m_.column = {0.0};
    std::vector<double> inside, outside;
    subdivide({0.0, widest_m_, 0.5 * widest_m_, 2.0 * at_wall_m_, HUGE_VAL}, elements_, inside);
    for (const double r : inside)
      m_.column.push_back(r / widest_m_);
    m_.inner = static_cast<int>(inside.size());
    const double width = m_.radius_m - widest_m_;
    double sleeve = HUGE_VAL;  // what diffuses from the wall into the layers soon
    for (std::size_t l = 0; l < p_.thickness_m.size() && layer_faces_[l] < m_.tip_m; ++l)
      sleeve = std::min(sleeve, length_share * shortest_length(p_, group_, l));
    subdivide({0.0, width, std::min({at_wall_m_, sleeve, interval_share * width}), width,
               film_varies(p_, group_) ? film_share * width : HUGE_VAL},
              elements_, outside);
    for (const double r : outside)
      m_.column.push_back(r / width);
  }

  const problem& p_;
  const std::vector<int>& group_;
  const channel& c_;
  double elements_, widest_m_, at_wall_m_;
  std::vector<double> layer_faces_{0.0};
  cell_mesh m_;
};

}  // namespace

int channel_population(const problem& p) {
  const auto found = std::find_if(p.channels.begin(), p.channels.end(), takes_part);
  return found == p.channels.end() ? -1 : static_cast<int>(found - p.channels.begin());
}

std::string why_not_unit_cell(const problem& p) {
  if (std::count_if(p.channels.begin(), p.channels.end(), takes_part) > 1)
    return "there is more than one needling, and a cell has one channel";
  const int c = channel_population(p);
  if (c >= 0) {
    const std::vector<double>& radius = p.channels[static_cast<std::size_t>(c)].radius_m;
    if (std::any_of(radius.begin(), radius.end() - 1, [](double a) { return a <= 0.0; }))
      return "the channel's radius is 0 above its tip";
  }
  if (!p.shunts.empty()) return "shunts have no place in a cell";
  if (!p.reactions.empty()) return "conversions are not computed in a cell";
  return {};
}

cell_mesh make_cell_mesh(const problem& p, const std::vector<int>& group, const fineness& wanted) {
  return mesher(p, group, wanted).make();
}

}  // namespace percuta

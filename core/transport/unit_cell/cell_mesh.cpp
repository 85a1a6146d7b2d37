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
  const int n = std::max(1, static_cast<int>(std::lround(elements * sum.back())));
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

}  // namespace

int channel_population(const problem& p) {
  const auto found = std::find_if(p.channels.begin(), p.channels.end(), takes_part);
  return found == p.channels.end() ? -1 : static_cast<int>(found - p.channels.begin());
}

std::string why_not_unit_cell(const problem& p) {
  if (std::count_if(p.channels.begin(), p.channels.end(), takes_part) > 1)
    return "there is more than one needling, and a cell has one channel";
  if (!p.shunts.empty()) return "shunts have no place in a cell";
  if (!p.reactions.empty()) return "conversions are not computed in a cell";
  return {};
}

cell_mesh make_cell_mesh(const problem& p, const std::vector<int>& group, const fineness& wanted) {
  const channel& c = p.channels.at(static_cast<std::size_t>(channel_population(p)));
  cell_mesh m;
  m.degree = wanted.degree;
  m.radius_m = 1.0 / std::sqrt(std::numbers::pi * c.density_1_m2 * c.wetted_fraction);
  m.tip_m = c.depth_m.back();
  m.point_tip = c.radius_m.back() <= 1e-6 * m.radius_m;
  const double widest = *std::max_element(c.radius_m.begin(), c.radius_m.end());
  const double f = wanted.elements;

  // Depths that must be faces, and how small the elements beside them begin, above and below.
  struct mark {
    double depth_m, above_m, below_m;
  };
  std::vector<mark> marks;
  const double at_wall = wall_share * widest / f;
  double bottom = 0.0, from_above = HUGE_VAL;
  std::vector<double> layer_faces{0.0};
  for (std::size_t l = 0; l < p.thickness_m.size(); ++l) {
    const double soon = length_share * shortest_length(p, group, l);
    const double here = std::min(soon, std::max(interval_share * p.thickness_m[l], 0.0));
    const bool crossed = m.tip_m > bottom * (1.0 - 1e-9);
    const double fine = crossed ? std::min(here, 2.0 * at_wall) : here;
    marks.push_back({bottom, from_above, fine});
    from_above =
        m.tip_m > (bottom + p.thickness_m[l]) * (1.0 - 1e-9) ? std::min(here, 2.0 * at_wall) : here;
    bottom += p.thickness_m[l];
    layer_faces.push_back(bottom);
  }
  marks.push_back({bottom, from_above, HUGE_VAL});
  for (std::size_t i = 1; i < c.depth_m.size(); ++i) {
    const bool tip = i + 1 == c.depth_m.size();
    const double size = tip ? at_wall : HUGE_VAL;
    marks.push_back({c.depth_m[i], size, size});
  }
  std::stable_sort(marks.begin(), marks.end(),
                   [](const mark& a, const mark& b) { return a.depth_m < b.depth_m; });
  // Marks as good as one are one.
  std::vector<mark> faces;
  for (const mark& x : marks) {
    if (!faces.empty() && x.depth_m - faces.back().depth_m < 1e-9 * bottom) {
      faces.back().above_m = std::min(faces.back().above_m, x.above_m);
      faces.back().below_m = std::min(faces.back().below_m, x.below_m);
    } else {
      faces.push_back(x);
    }
  }
  m.depth_m = {0.0};
  for (std::size_t i = 1; i < faces.size(); ++i) {
    const double length = faces[i].depth_m - faces[i - 1].depth_m;
    const auto begins = [&](double size) { return std::min(size, interval_share * length); };
    subdivide({faces[i - 1].depth_m, faces[i].depth_m, begins(faces[i - 1].below_m),
               begins(faces[i].above_m), HUGE_VAL},
              f, m.depth_m);
  }
  std::size_t layer = 0;
  m.first_row = {0};
  for (std::size_t j = 0; j + 1 < m.depth_m.size(); ++j) {
    const double middle = 0.5 * (m.depth_m[j] + m.depth_m[j + 1]);
    while (middle > layer_faces[layer + 1]) {
      ++layer;
      m.first_row.push_back(static_cast<int>(j));
    }
    m.layer.push_back(static_cast<int>(layer));
    if (middle < m.tip_m) m.rows_to_tip = static_cast<int>(j) + 1;
  }
  m.first_row.push_back(m.rows());
  for (const double z : m.depth_m) {
    const double depth = std::min(z, m.tip_m);
    const auto above = std::lower_bound(c.depth_m.begin(), c.depth_m.end(), depth);
    const auto i = static_cast<std::size_t>(std::clamp<std::ptrdiff_t>(
        above - c.depth_m.begin(), 1, static_cast<std::ptrdiff_t>(c.depth_m.size()) - 1));
    const double share =
        std::clamp((depth - c.depth_m[i - 1]) / (c.depth_m[i] - c.depth_m[i - 1]), 0.0, 1.0);
    m.wall_m.push_back(c.radius_m[i - 1] + share * (c.radius_m[i] - c.radius_m[i - 1]));
  }
  for (int j = m.rows_to_tip; j <= m.rows() && m.point_tip; ++j)
    m.wall_m[j] = 0.0;

  // Columns, by distances at the widest place. From the axis to the wall, finest at the wall.
  m.column = {0.0};
  std::vector<double> inside;
  subdivide({0.0, widest, 0.5 * widest, 2.0 * at_wall, HUGE_VAL}, f, inside);
  for (const double r : inside)
    m.column.push_back(r / widest);
  m.inner = static_cast<int>(inside.size());
  std::vector<double> outside;
  const double width = m.radius_m - widest;
  subdivide({0.0, width, std::min(at_wall, interval_share * width), width,
             film_varies(p, group) ? film_share * width : HUGE_VAL},
            f, outside);
  for (const double r : outside)
    m.column.push_back(r / width);
  return m;
}

}  // namespace percuta

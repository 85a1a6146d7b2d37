#include "transport/cells/mesh.hpp"

#include <algorithm>
#include <boost/math/tools/roots.hpp>
#include <cmath>

namespace percuta {
namespace {

/// The middle of a segment may starve this much (cells there are beta times the even width).
constexpr double strongest_stretch = 7.0;

/// Even cells are the most accurate; they are drawn together only where the solution varies over
/// less than a segment by this factor.
constexpr double even_down_to = 6.0;

/// beta of x = (1 + tanh(beta (2 xi - 1)) / tanh(beta)) / 2, whose end cells are `finest` times the
/// even width: 2 beta / sinh(2 beta) = finest.
double stretch(double finest) {
  if (finest >= 0.95) return 0.0;
  const auto excess = [finest](double beta) { return 2.0 * beta - finest * std::sinh(2.0 * beta); };
  if (excess(strongest_stretch) > 0.0) return strongest_stretch;
  const auto root = boost::math::tools::bisect(excess, 1e-3, strongest_stretch,
                                               boost::math::tools::eps_tolerance<double>(20));
  return 0.5 * (root.first + root.second);
}

/// Shortest length over which a solute varies in a layer at the first output.
double finest_length(const problem& p, const std::vector<int>& solutes, std::size_t layer) {
  const auto& t = p.wanted.time_s;
  const auto first = std::upper_bound(t.begin(), t.end(), 0.0);
  const double first_s = first == t.end() ? t.back() : *first;
  double shortest = p.thickness_m[layer];
  for (const int s : solutes) {
    const medium& m = p.solutes[s].layers[layer];
    shortest = std::min(shortest, std::sqrt(m.diffusivity_m2_s * first_s));
    const double loss = range_of(m.loss_1_s, 0.0, t.back()).high;
    if (loss > 0.0) shortest = std::min(shortest, std::sqrt(m.diffusivity_m2_s / loss));
  }
  return shortest;
}

}  // namespace

mesh make_mesh(const problem& p, const std::vector<int>& solutes, int cells_per_segment) {
  mesh made;
  made.face_m.push_back(0.0);
  double top = 0.0;
  for (std::size_t layer = 0; layer < p.thickness_m.size(); ++layer) {
    const double bottom = top + p.thickness_m[layer];
    std::vector<double> ends{top, bottom};
    for (const channel& c : p.channels) {
      const double tip = c.depth_m.back();
      const double close = 1e-9 * bottom;
      if (tip > top + close && tip < bottom - close) ends.push_back(tip);
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    made.first_cell.push_back(made.cells());
    const double finest = finest_length(p, solutes, layer);
    for (std::size_t i = 0; i + 1 < ends.size(); ++i) {
      const double length = ends[i + 1] - ends[i];
      const double beta = stretch(even_down_to * finest / length);
      for (int k = 1; k <= cells_per_segment; ++k) {
        const double even = static_cast<double>(k) / cells_per_segment;
        const double x = beta == 0.0
                             ? even
                             : 0.5 * (1.0 + std::tanh(beta * (2.0 * even - 1.0)) / std::tanh(beta));
        made.face_m.push_back(k == cells_per_segment ? ends[i + 1] : ends[i] + length * x);
        made.layer.push_back(static_cast<int>(layer));
      }
    }
    top = bottom;
  }
  made.first_cell.push_back(made.cells());
  return made;
}

}  // namespace percuta

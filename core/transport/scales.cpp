#include "transport/scales.hpp"

#include <cmath>
#include <limits>

namespace percuta {

double worse(double a, double b) {
  if (!std::isfinite(a) || !std::isfinite(b)) return std::numeric_limits<double>::infinity();
  return a > b ? a : b;
}

std::vector<double> amount_scales(const problem& p, const std::vector<std::vector<int>>& groups) {
  std::vector<double> scale(p.solutes.size());
  for (std::size_t i = 0; i < scale.size(); ++i) {
    const solute& s = p.solutes[i];
    scale[i] = dose_kg_m2(p, i);
    if (p.top != top_boundary::fixed) continue;
    const double u = range_of(s.top.fixed_kg_m3, 0.0, p.wanted.time_s.back()).high;
    for (std::size_t l = 0; l < p.thickness_m.size(); ++l) {
      scale[i] += u * s.layers[l].partition * s.layers[l].gate.top * p.thickness_m[l];
    }
  }
  for (const std::vector<int>& group : groups) {
    for (const int maker : group) {  // before what it makes
      for (const reaction& r : p.reactions) {
        if (r.from == maker) scale[r.to] += r.mass_yield * scale[maker];
      }
    }
  }
  for (double& x : scale) {
    if (x == 0.0) x = 1.0;
  }
  return scale;
}

}  // namespace percuta

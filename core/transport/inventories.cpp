#include "transport/inventories.hpp"

#include "transport/scales.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace percuta {

void raise_negative_inventories(solute_solution& s, std::size_t i) {
  double missing = 0.0;
  double* largest = nullptr;
  each_inventory(s, s, [&](series& y, const series&) {
    if (y[i] < 0.0) {
      missing -= y[i];
      y[i] = 0.0;
    }
    if (largest == nullptr || y[i] > *largest) largest = &y[i];
  });
  for (layer_series& layer : s.layers) {  // stands on the other side of the balance
    missing += std::min(layer.formed_kg_m2[i], 0.0);
    layer.formed_kg_m2[i] = std::max(layer.formed_kg_m2[i], 0.0);
  }
  *largest = std::max(0.0, *largest - missing);
  s.undissolved_kg_m2[i] = std::clamp(s.undissolved_kg_m2[i], 0.0, s.film_kg_m2[i]);
  double& below = s.channels_below_first_layer_kg_m2[i];
  below = std::clamp(below, 0.0, s.channels_kg_m2[i]);
  s.delivered_kg_m2[i] = std::max(0.0, s.delivered_kg_m2[i]);
}

void raise_peaks(const outputs& wanted, solute_solution& s) {
  const bool whole = wanted.window_s[1] <= wanted.window_s[0];
  for (std::size_t i = 0; i < wanted.time_s.size(); ++i) {
    const double t = wanted.time_s[i];
    if (!whole && (t < wanted.window_s[0] || t > wanted.window_s[1])) continue;
    for (layer_series& layer : s.layers) {
      if (layer.amount_kg_m2[i] <= layer.peak_kg_m2) continue;
      layer.peak_kg_m2 = layer.amount_kg_m2[i];
      layer.peak_time_s = t;
    }
  }
}

double imbalance(const solute_solution& s, double given_kg_m2) {
  double worst = 0.0, supplied = std::max(given_kg_m2, std::numeric_limits<double>::min());
  for (std::size_t i = 0; i < s.film_kg_m2.size(); ++i) {
    double given = s.supplied_kg_m2[i];
    for (const layer_series& layer : s.layers)
      given += layer.formed_kg_m2[i];
    double held = 0.0;
    each_inventory(s, s, [&](const series& y, const series&) { held += y[i]; });
    worst = worse(worst, std::abs(given - held));
    supplied = std::max(supplied, given);
  }
  return worst / supplied;
}

double largest_difference(const solute_solution& a, const solute_solution& b) {
  double worst = 0.0;
  each_inventory(a, b, [&worst](const series& u, const series& v) {
    for (std::size_t i = 0; i < u.size(); ++i)
      worst = worse(worst, std::abs(u[i] - v[i]));
  });
  return worst;
}

}  // namespace percuta

#include "transport/extrapolate.hpp"

#include "transport/scales.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace percuta {
namespace {

using series = std::vector<double>;

/// Amounts that sum to what was supplied and formed, and are never negative.
constexpr series solute_solution::*inventories[] = {&solute_solution::film_kg_m2,
                                                    &solute_solution::channels_kg_m2,
                                                    &solute_solution::channels_cleared_kg_m2,
                                                    &solute_solution::receptor_kg_m2,
                                                    &solute_solution::evaporated_kg_m2,
                                                    &solute_solution::removed_kg_m2};
constexpr series layer_series::*layer_inventories[] = {
    &layer_series::amount_kg_m2, &layer_series::cleared_kg_m2, &layer_series::converted_kg_m2};

/// Everything else that is smooth in the mesh.
constexpr series solute_solution::*others[] = {
    &solute_solution::undissolved_kg_m2, &solute_solution::channels_below_first_layer_kg_m2,
    &solute_solution::supplied_kg_m2,    &solute_solution::via_channels_kg_m2,
    &solute_solution::flux_in_kg_m2_s,   &solute_solution::flux_out_kg_m2_s,
    &solute_solution::delivered_kg_m2};
constexpr series layer_series::*layer_others[] = {
    &layer_series::integral_kg_s_m2, &layer_series::entered_kg_m2, &layer_series::formed_kg_m2};

/// Calls visit(a's series, b's series) for every inventory.
template <class A, class B, class Visit>
void each_inventory(A& a, B& b, Visit&& visit) {
  for (const auto member : inventories)
    visit(a.*member, b.*member);
  for (std::size_t l = 0; l < a.layers.size(); ++l) {
    for (const auto member : layer_inventories)
      visit(a.layers[l].*member, b.layers[l].*member);
  }
}

template <class A, class B, class Visit>
void each_other(A& a, B& b, Visit&& visit) {
  for (const auto member : others)
    visit(a.*member, b.*member);
  for (std::size_t l = 0; l < a.layers.size(); ++l) {
    for (const auto member : layer_others)
      visit(a.layers[l].*member, b.layers[l].*member);
  }
}

/// Zeroes negative inventories at output i; the largest one gives the difference.
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
  *largest -= missing;
}

}  // namespace

solute_solution extrapolate(const solute_solution& coarse, int n_coarse,
                            const solute_solution& fine, int n_fine) {
  const double ratio = static_cast<double>(n_fine) / n_coarse;
  const double gain = 1.0 / (ratio * ratio - 1.0);
  solute_solution out = fine;
  const auto sharpen = [gain](series& y, const series& c) {
    for (std::size_t i = 0; i < y.size(); ++i)
      y[i] += gain * (y[i] - c[i]);
  };
  each_inventory(out, coarse, sharpen);
  each_other(out, coarse, sharpen);
  for (std::size_t l = 0; l < out.layers.size(); ++l) {
    double& peak = out.layers[l].peak_kg_m2;
    peak = std::max(0.0, peak + gain * (peak - coarse.layers[l].peak_kg_m2));
  }
  const std::size_t times = out.film_kg_m2.size();
  for (std::size_t i = 0; i < times; ++i) {
    raise_negative_inventories(out, i);
    out.undissolved_kg_m2[i] = std::clamp(out.undissolved_kg_m2[i], 0.0, out.film_kg_m2[i]);
    double& below = out.channels_below_first_layer_kg_m2[i];
    below = std::clamp(below, 0.0, out.channels_kg_m2[i]);
    out.delivered_kg_m2[i] = std::max(0.0, out.delivered_kg_m2[i]);
  }
  out.balance_error = std::max(coarse.balance_error, fine.balance_error);
  return out;
}

double largest_difference(const solute_solution& a, const solute_solution& b) {
  double worst = 0.0;
  const auto compare = [&worst](const series& u, const series& v) {
    for (std::size_t i = 0; i < u.size(); ++i)
      worst = worse(worst, std::abs(u[i] - v[i]));
  };
  each_inventory(a, b, compare);
  return worst;
}

}  // namespace percuta

#include "transport/cells/extrapolate.hpp"

#include "transport/inventories.hpp"

#include <algorithm>

namespace percuta {
namespace {

/// Everything but inventories that is smooth in the mesh.
constexpr series solute_solution::*others[] = {
    &solute_solution::undissolved_kg_m2, &solute_solution::channels_below_first_layer_kg_m2,
    &solute_solution::supplied_kg_m2,    &solute_solution::via_channels_kg_m2,
    &solute_solution::flux_in_kg_m2_s,   &solute_solution::flux_out_kg_m2_s,
    &solute_solution::delivered_kg_m2};
constexpr series layer_series::*layer_others[] = {
    &layer_series::integral_kg_s_m2, &layer_series::entered_kg_m2, &layer_series::formed_kg_m2};

template <class Visit>
void each_other(solute_solution& a, const solute_solution& b, Visit&& visit) {
  for (const auto member : others)
    visit(a.*member, b.*member);
  for (std::size_t l = 0; l < a.layers.size(); ++l) {
    for (const auto member : layer_others)
      visit(a.layers[l].*member, b.layers[l].*member);
  }
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
    peak += gain * (peak - coarse.layers[l].peak_kg_m2);
  }
  out.balance_error = std::max(coarse.balance_error, fine.balance_error);
  return out;
}

}  // namespace percuta

#pragma once

#include "percuta/problem.hpp"
#include "percuta/solution.hpp"

#include <cstddef>

namespace percuta {

using series = std::vector<double>;

/// Amounts that sum to what was supplied and formed, and are never negative.
inline constexpr series solute_solution::*inventories[] = {&solute_solution::film_kg_m2,
                                                           &solute_solution::channels_kg_m2,
                                                           &solute_solution::channels_cleared_kg_m2,
                                                           &solute_solution::receptor_kg_m2,
                                                           &solute_solution::evaporated_kg_m2,
                                                           &solute_solution::removed_kg_m2};
inline constexpr series layer_series::*layer_inventories[] = {
    &layer_series::amount_kg_m2, &layer_series::cleared_kg_m2, &layer_series::converted_kg_m2};

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

/// Zeroes negative inventories at output i, and what would follow from them; the largest inventory
/// gives the difference.
void raise_negative_inventories(solute_solution& s, std::size_t i);

/// No peak is below an output within the window.
void raise_peaks(const outputs& wanted, solute_solution& s);

/// Largest |supplied + formed - all inventories| of all outputs over what was supplied and formed,
/// at least `given_kg_m2`.
double imbalance(const solute_solution& s, double given_kg_m2);

/// Largest difference in any inventory at any output time [kg/m2].
double largest_difference(const solute_solution& a, const solute_solution& b);

}  // namespace percuta

#pragma once

#include "percuta/batch.hpp"
#include "percuta/solution.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace percuta {

/// What became of one solute in layers that nothing crosses, as plain rows of numbers: one row for
/// each output time, so that one problem and many are written the same way.
struct solute_rows {
  enum value {
    film,
    undissolved,
    receptor,
    evaporated,
    removed,
    supplied,
    via_channels,
    flux_in,
    flux_out,
    delivered,
    first
  };
  enum layer { amount, integral, entered, cleared, each };
  static int of(int layer_index, layer what) { return first + layer_index * each + what; }
  static int count(int layers) { return first + layers * each; }

  int layers = 0;
  std::vector<double> rows;
  std::vector<double> peak_kg_m2, peak_time_s;  ///< per layer
  double peak_film_kg_m3 = 0.0;
  double given_kg_m2 = 0.0;  ///< initial contents and all that was applied
  double balance_error = 0.0;
  long steps = 0, rejected = 0;
  std::string failure;  ///< why it could not be taken to its end; empty: it was

  std::size_t times() const { return rows.size() / static_cast<std::size_t>(count(layers)); }
  double at(std::size_t time, int index) const {
    return rows[time * static_cast<std::size_t>(count(layers)) + static_cast<std::size_t>(index)];
  }
  double& at(std::size_t time, int index) {
    return rows[time * static_cast<std::size_t>(count(layers)) + static_cast<std::size_t>(index)];
  }
};

/// Largest difference in any inventory at any output time [kg/m2]; infinite when a number is lost.
double largest_difference(const solute_rows& a, const solute_rows& b);

/// Sums what is delivered, notes the balance, and zeroes inventories that an error left below zero,
/// at the expense of the largest.
void settle(solute_rows& rows);

/// As a solution, or as variation i of a batch.
solute_solution solution_of(const solute_rows& rows);
void write(const solute_rows& rows, std::size_t i, std::size_t size, batch_solute& out);

}  // namespace percuta

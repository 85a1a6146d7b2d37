#pragma once

#include "percuta/problem.hpp"
#include "percuta/solve.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace percuta {

// Many variations of one problem, as structures of arrays: sweeps, uncertainty, calibration. Layers
// without channels are solved side by side in SIMD lanes; whatever else a problem holds is solved
// one variation at a time. Either way variation i gives the same bits as solve(variation(b, i)), on
// every processor of a kind and for any number of threads.

/// A number of the problem that a column varies; `index` counts layers or shunts.
enum class quantity {
  thickness_m,       ///< of a layer
  diffusivity_m2_s,  ///< of a layer
  partition,         ///< of a layer
  loss_1_s,          ///< of a layer *
  initial_kg_m3,     ///< of a layer
  film_initial_kg_m2,
  film_capacity_m,   ///< *
  film_loss_m_s,     ///< *
  film_saturation,   ///< * [kg/m3]; the shape's film must have one
  film_fixed_kg_m3,  ///< * of a fixed top
  shunt_conductance  ///< of a shunt * [m/s]
};
// * A signal: the value takes the place of a constant, and multiplies a signal that moves.

/// One varied number.
struct column {
  quantity what = quantity::partition;
  std::size_t index = 0;
  std::size_t solute = 0;      ///< not used for thickness and shunts
  std::vector<double> values;  ///< one for each variation
};

struct batch {
  problem shape;
  std::size_t size = 0;  ///< number of variations
  std::vector<column> columns;
};

/// What became of one solute in every variation. Series have value [time * size + variation], peaks
/// and errors one value for each variation; meanings and units as in solution.hpp.
struct batch_layer {
  std::vector<double> amount_kg_m2, integral_kg_s_m2, entered_kg_m2, cleared_kg_m2, converted_kg_m2,
      formed_kg_m2;
  std::vector<double> peak_kg_m2, peak_time_s;  ///< when peaks are wanted
};
struct batch_solute {
  std::vector<double> film_kg_m2, undissolved_kg_m2, channels_kg_m2, channels_cleared_kg_m2,
      receptor_kg_m2, evaporated_kg_m2, removed_kg_m2, supplied_kg_m2, via_channels_kg_m2,
      flux_in_kg_m2_s, flux_out_kg_m2_s, delivered_kg_m2;
  std::vector<batch_layer> layers;
  std::vector<double> balance_error, estimated_error;
};
struct batch_solution {
  std::vector<double> time_s;
  std::size_t size = 0;
  std::vector<batch_solute> solutes;
};

/// Variation i as a problem of its own.
problem variation(const batch& b, std::size_t i);

/// Throws configuration_error with every fault of the shape and of the columns.
void check(const batch& b);

/// Solves every variation to the shape's tolerance. Depth profiles are not kept. Throws what solve
/// throws; of several variations that fail, the message names the first.
batch_solution solve(const batch& b, const solve_options& options = {});

}  // namespace percuta

#pragma once

#include "percuta/solution.hpp"

#include <cstddef>
#include <vector>

namespace percuta {

/// Where and when the target is looked at.
struct target_view {
  std::size_t layer = 0;
  double thickness_m = 0.0;
  double from_s = 0.0, to_s = 0.0;
  double partition = 1.0;  ///< of the solute in the layer
};

/// The numbers that are ranked and reported for one solute of one solved problem. Fractions are of
/// the dose and stand at the end.
struct measures {
  double peak_kg_m3 = 0.0, peak_at_s = 0.0, mean_kg_m3 = 0.0;  ///< in the window, total
  double peak_unbound_kg_m3 = 0.0, mean_unbound_kg_m3 = 0.0;
  double entered_kg_m2 = 0.0;  ///< within the window
  double undissolved = 0.0, undissolved_most = 0.0;
  double delivered = 0.0, via_channels = 0.0;
  double on_surface = 0.0, evaporated = 0.0, removed = 0.0, cleared = 0.0, receptor = 0.0;
  double in_first_layer = 0.0;  ///< tissue and channel fluid
  double balance_error = 0.0;
};

/// Index of a time among output times. Throws std::logic_error when the plan did not ask for it.
std::size_t time_index(const std::vector<double>& time_s, double t_s);

/// Reduces one solute to its measures. The ends of the window, zero apart,
/// must be among time_s.
measures measure(const solute_solution& s, const std::vector<double>& time_s, double dose_kg_m2,
                 const target_view& target);

/// Amount cleared by capillaries in every layer and in the channels, at each time [kg/m2].
std::vector<double> cleared_kg_m2(const solute_solution& s);

/// Amount that reactions consumed in every layer, and the amount they formed, at each time [kg/m2].
std::vector<double> converted_kg_m2(const solute_solution& s);
std::vector<double> formed_kg_m2(const solute_solution& s);

/// The same solution at fewer times, given by their indices.
solute_solution at_times(solute_solution s, const std::vector<std::size_t>& indices);

}  // namespace percuta

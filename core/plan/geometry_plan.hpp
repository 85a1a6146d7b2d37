#pragma once

#include "plan/context.hpp"

#include <optional>
#include <string>
#include <vector>

namespace percuta {

/// Channels as a geometry model describes them.
struct channel_shape {
  double density_1_m2 = 0.0;
  double insertion_depth_m = 0.0;         ///< NaN unknown
  double wetted_fraction = 0.0;           ///< NaN: the model does not say
  std::vector<double> depth_m, radius_m;  ///< piecewise linear from the surface to the tip
};

/// Asks a geometry model for its channels. The radius is sampled until straight lines between the
/// samples are right to 1e-4 of the radius at the surface. Nothing when the input is at fault,
/// which the diagnostics then say.
std::optional<channel_shape> ask_geometry(planning& p, const model_choice& choice);

}  // namespace percuta

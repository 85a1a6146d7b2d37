#pragma once

#include "plan/context.hpp"
#include "plan/ingredient_plan.hpp"
#include "plan/skin_plan.hpp"

#include <optional>
#include <vector>

namespace percuta {

/// How one active of a serum moves through the skin.
struct active_transport {
  std::vector<medium> layers;        ///< with gates
  std::vector<double> log10_spread;  ///< of D K per layer; NaN unknown
  /// Per layer: density over solubility in water for a predicted stratum corneum, which the
  /// partition does not exceed; infinite where there is no such limit.
  std::vector<double> largest_partition;
  double intact_lag_s = 0.0;  ///< h^2 / 6 D of the stratum corneum
  medium fluid;               ///< of channels, when there are any
  std::vector<std::string> warnings;
};

struct planned_diffusion {
  std::vector<std::vector<active_transport>> serums;  ///< [serum][active]; empty when at fault
  bool has_model = false;                             ///< false: nothing else is known either
  bool given_by_user = false;                   ///< the model only passes on what the user gives
  std::optional<double> film_diffusivity_m2_s;  ///< [diffusion.film] diffusivity
};

/// Asks the diffusion model once for every active in every region. A property that the model needs
/// and nobody knows goes to the diagnostics.
planned_diffusion plan_diffusion(planning& p, const std::vector<known_layer>& skin,
                                 const std::vector<known_serum>& serums, bool has_channels);

}  // namespace percuta

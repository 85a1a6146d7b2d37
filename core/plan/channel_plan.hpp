#pragma once

#include "plan/context.hpp"
#include "plan/skin_plan.hpp"
#include "plan/uncertainty.hpp"

#include "percuta/problem.hpp"
#include "skin/needling.hpp"

#include <optional>
#include <vector>

namespace percuta {

/// One population of channels with its uncertain inputs.
struct planned_population {
  double made_at_s = 0.0;
  at_levels<channel> by_depth;  ///< shape and density; openness and wetting come from below
  at_levels<double> wetted_fraction;
  at_levels<signal> openness;
};

struct planned_channels {
  std::vector<planned_population> populations;
  int first_needled = 0;    ///< index of the population that the first needle step makes
  std::vector<knob> knobs;  ///< uncertain inputs of needling and closure

  bool any() const { return !populations.empty(); }
  double first_made_at_s() const;  ///< infinite without channels
  /// The populations as a problem takes them.
  std::vector<channel> at(const levels& l) const;
};

/// The device of a needle step; nothing where it is unknown or cannot do what the step says, which
/// the diagnostics then tell.
std::optional<needling_device> device_of(planning& p, const step& said);

/// Channels of [channels] or of the needle steps, and how they close. Also reports needling's
/// computed values and the barrier's openness at `report_s`.
planned_channels plan_channels(planning& p, const std::vector<known_layer>& skin,
                               const std::vector<double>& report_s);

}  // namespace percuta

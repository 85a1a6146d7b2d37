#pragma once

#include "plan/context.hpp"

#include <string>
#include <vector>

namespace percuta {

/// pH of interstitial fluid and of tissue that does not say otherwise.
inline constexpr double tissue_ph = 7.4;

/// A layer with everything settled.
struct known_layer {
  std::string name;
  layer_kind kind = layer_kind::other;
  double thickness_m = 0.0;
  bool fully_hydrated = false;
  double ph = tissue_ph;
  location where;  ///< of the layer, or of the site that brought it
};

/// The layers top to bottom: the site's with the user's overrides, or the user's own. Fills the
/// plan's layers and target. Faults go to the diagnostics.
std::vector<known_layer> plan_skin(planning& p);

double total_thickness_m(const std::vector<known_layer>& skin);

std::vector<std::string> names_of(const std::vector<known_layer>& skin);

}  // namespace percuta

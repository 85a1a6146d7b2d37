#pragma once

#include "plan/context.hpp"
#include "plan/ingredient_plan.hpp"

#include <vector>

namespace percuta {

/// Adds what is published on the safety of applying such serums with needling to the plan's
/// warnings, each with how strong its evidence is. Information, not medical advice.
void advise(planning& p, const std::vector<known_serum>& serums, bool has_channels);

}  // namespace percuta

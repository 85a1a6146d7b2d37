#pragma once

#include "plan/context.hpp"
#include "plan/ingredient_plan.hpp"
#include "plan/skin_plan.hpp"

#include <vector>

namespace percuta {

/// What can be said of devices, models and their parameters where the skin is unknown or values
/// could not be read: whatever needs no number. `skin` may be empty.
void check_names(planning& p, const std::vector<known_layer>& skin,
                 const std::vector<known_serum>& serums);

}  // namespace percuta

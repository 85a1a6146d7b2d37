#pragma once

#include "percuta/problem.hpp"

namespace percuta {

/// True where layers with lumped channels agree with the unit cell within the tolerance.
bool layers_suffice(const problem& p, int solute);

}  // namespace percuta

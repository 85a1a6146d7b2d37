#pragma once

#include "percuta/problem.hpp"

#include <vector>

namespace percuta {

/// The larger of two errors; infinite when either is not a number, so that a lost number is never
/// taken for a small error.
double worse(double a, double b);

/// Scale of each solute's errors [kg/m2]: its dose, what reactions can make of it, and, under a
/// fixed top, what fills the skin. 1 for a solute of which there is never any. `groups` are those
/// of reaction_groups.
std::vector<double> amount_scales(const problem& p, const std::vector<std::vector<int>>& groups);

}  // namespace percuta

#pragma once

#include "percuta/solution.hpp"

namespace percuta {

/// Removes the leading error of two second-order solutions on meshes with n_coarse < n_fine cells
/// per segment: y = fine + (fine - coarse) / ((n_fine / n_coarse)^2 - 1). Both balance, so the
/// result does. Small amounts may come out below zero, and stay so: two that were cut off at zero
/// would seem to agree. Depth profiles and the film's highest u are those of the fine mesh.
solute_solution extrapolate(const solute_solution& coarse, int n_coarse,
                            const solute_solution& fine, int n_fine);

}  // namespace percuta

#pragma once

#include "percuta/solution.hpp"

namespace percuta {

/// Removes the leading error of two second-order solutions on meshes with n_coarse < n_fine cells
/// per segment: y = fine + (fine - coarse) / ((n_fine / n_coarse)^2 - 1). Both balance, so the
/// result does. An amount that this would push below zero is set to zero, and the largest inventory
/// of that time gives what is missing. Depth profiles and the film's highest u are those of the
/// fine mesh.
solute_solution extrapolate(const solute_solution& coarse, int n_coarse,
                            const solute_solution& fine, int n_fine);

/// Largest difference in any inventory at any output time [kg/m2].
double largest_difference(const solute_solution& a, const solute_solution& b);

}  // namespace percuta

#pragma once

#include "percuta/problem.hpp"
#include "percuta/solution.hpp"
#include "percuta/solve.hpp"

namespace percuta {

/// Solves one solute in the unit cell around a channel, on two meshes or more, to the problem's
/// tolerance of `scale` [kg/m2]. `method` is krylov or stepping. Throws numerical_error where the
/// tolerance cannot be met.
solute_solution solve_in_cell(const problem& p, int solute, double scale, time_method method,
                              const solve_options& options, solve_statistics& statistics);

}  // namespace percuta

#pragma once

#include "percuta/error.hpp"
#include "percuta/problem.hpp"
#include "percuta/solution.hpp"
#include "percuta/solve.hpp"

namespace percuta {

/// No mesh within reason resolves the cell: another way through time would not either.
class unresolved_error : public numerical_error {
public:
  using numerical_error::numerical_error;
};

/// Solves one solute in the unit cell around a channel, on two meshes or more, to the problem's
/// tolerance of `scale` [kg/m2]. `method` is krylov or stepping. Throws
/// unresolved_error where the tolerance cannot be met in space, numerical_error where not in time.
solute_solution solve_in_cell(const problem& p, int solute, double scale, time_method method,
                              const solve_options& options, solve_statistics& statistics);

}  // namespace percuta

#pragma once

#include "percuta/problem.hpp"
#include "percuta/solution.hpp"

#include <string>

namespace percuta {

/// Solves one solute of a problem that is a ladder (validity.hpp) at each output time on its own,
/// by its Laplace transform; `scale` is that of its errors (scales.hpp). Throws numerical_error
/// when the tolerance is below what double precision gives.
solute_solution transform(const problem& p, int solute, double scale, solve_statistics& statistics);

/// Why no number of poles meets a tolerance with this gain (ladder_pack.hpp).
std::string beyond_poles(double gain, double tolerance);

}  // namespace percuta

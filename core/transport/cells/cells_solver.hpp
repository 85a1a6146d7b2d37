#pragma once

#include "percuta/solve.hpp"

#include <vector>

namespace percuta {

/// Solves one group of solutes (in topological order) on cells: by stepping or by transform, on
/// three meshes, two of them extrapolated, until the difference is within the tolerance. `scales`
/// has one value for each solute of the problem (scales.hpp). Throws numerical_error when the
/// tolerance is out of reach, interrupted_error when cancelled.
std::vector<solute_solution> solve_on_cells(const problem& p, const std::vector<int>& group,
                                            const std::vector<double>& scales, time_method method,
                                            const solve_options& options,
                                            solve_statistics& statistics);

}  // namespace percuta

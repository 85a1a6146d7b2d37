#pragma once

#include "percuta/problem.hpp"
#include "percuta/solution.hpp"
#include "percuta/solve.hpp"
#include "transport/cells/mesh.hpp"

#include <vector>

namespace percuta {

/// Takes one group of solutes (in topological order) through time on one mesh; the local error of
/// each step stays below step_tolerance of the solutes' scales (of scales.hpp, one for each solute
/// of the problem). Returns the group's solutes in its order. Throws numerical_error when steps
/// become too small or too many, interrupted_error when cancelled.
std::vector<solute_solution> follow(const problem& p, const std::vector<int>& group,
                                    const std::vector<double>& scales, const mesh& cells,
                                    double step_tolerance, const solve_options& options,
                                    solve_statistics& statistics);

}  // namespace percuta

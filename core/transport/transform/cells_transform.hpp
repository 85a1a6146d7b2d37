#pragma once

#include "percuta/problem.hpp"
#include "percuta/solution.hpp"
#include "transport/cells/mesh.hpp"
#include "transport/transform/exponential_poles.hpp"

#include <vector>

namespace percuta {

// The Laplace transform where layers have no closed form, crossed by channels or shunts or with
// reactions: on the cells that stepping uses, one complex system for each pole and solute.

/// Solves a group of solutes (in topological order) on a mesh at every output time. `hint` has the
/// group's solutions on another mesh, near whose peaks those of this one are sought; empty: they
/// are sought over the window.
std::vector<solute_solution> transform_on_cells(const problem& p, const std::vector<int>& group,
                                                const mesh& cells, const exponential_poles& poles,
                                                const std::vector<solute_solution>& hint);

}  // namespace percuta

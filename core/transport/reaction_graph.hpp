#pragma once

#include "percuta/problem.hpp"

#include <vector>

namespace percuta {

/// Solutes that reactions connect, each group in topological order: what a solute is made from
/// comes before it. Groups are ordered by their smallest solute. Throws configuration_error when
/// the reactions run in a circle, naming the solutes on it.
std::vector<std::vector<int>> reaction_groups(const problem& p);

}  // namespace percuta

#pragma once

#include "percuta/problem.hpp"
#include "percuta/result.hpp"

#include <cstddef>
#include <optional>
#include <vector>

namespace percuta {

/// The cell that a solute's fields were solved in; nothing where it has none.
std::optional<resolved_cell> cell_of(const problem& p, const solution& solved, std::size_t solute);

/// Total over unbound concentration in a region of the grid: a layer, or field_grid::fluid_region.
double partition_in(const resolved_cell& cell, int region);

/// The region of every point; a point belongs to quadrilaterals of one region only.
std::vector<int> region_of_points(const field_grid& grid);

}  // namespace percuta

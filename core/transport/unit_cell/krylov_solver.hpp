#pragma once

#include "percuta/solve.hpp"
#include "transport/unit_cell/cell_system.hpp"

namespace percuta {

/// One solute on one mesh by the Krylov space, with an error in time of at most `tolerance` of
/// `scale`. Throws numerical_error where the space does not suffice.
solute_solution solve_by_krylov(const cell_system& s, int solute, double scale, double tolerance,
                                const solve_options& options, solve_statistics& statistics);

}  // namespace percuta

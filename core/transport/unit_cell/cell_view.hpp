#pragma once

#include "percuta/solution.hpp"
#include "transport/unit_cell/cell_system.hpp"

namespace percuta {

/// The unknowns at an output time.
struct cell_moment {
  double time_s;
  const Eigen::VectorXd& x;
  double u_fixed;
};

/// Unknowns that show the initial contents, node by node; where two meet, either.
Eigen::VectorXd initial_values(const cell_system& s);

/// Adds the profile and the field of a moment, whichever is wanted.
void look(const cell_system& s, const cell_moment& at, solute_solution& out);

/// The grid on which the fields of all solutes are given.
field_grid field_grid_of(const problem& p);

}  // namespace percuta

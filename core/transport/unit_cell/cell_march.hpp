#pragma once

#include "percuta/solve.hpp"
#include "transport/unit_cell/cell_system.hpp"

#include <vector>

namespace percuta {

/// Ends of the steps of a run, ascending; events and outputs are among them.
using step_ends = std::vector<double>;

/// How a run chooses its steps.
struct step_choice {
  /// Each step's estimated error, of the scale; the ends are written to `ends`.
  double tolerance = 1e-4;
  /// Taken as they are, with no estimate, when not empty.
  const step_ends* given = nullptr;
};

struct march_outcome {
  solute_solution solution;
  step_ends ends;
  double estimated_error = 0.0;  ///< sum over the steps, of the scale
};

/// One solute on one mesh, step by step: a diagonally implicit Runge-Kutta method of order 4, every
/// number taken at the stage's own time. `scale` is that of errors [kg/m2].
march_outcome march(const cell_system& s, int solute, double scale, const step_choice& choice,
                    const solve_options& options, solve_statistics& statistics);

}  // namespace percuta

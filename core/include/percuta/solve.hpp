#pragma once

#include "percuta/problem.hpp"
#include "percuta/solution.hpp"

#include <atomic>

namespace percuta {

/// The way through space. `layered` averages over the area, channels lumped into lines of fluid;
/// `unit_cell` resolves the axisymmetric cell around one channel; `automatic` takes the layers
/// wherever they agree with the cell within the tolerance (docs/theory.md), and the cell elsewhere.
/// Skin without channels is layered in every case, which is exact.
enum class resolution { automatic, layered, unit_cell };

/// The way through time. `transform` (layers) evaluates each output time on its own by Laplace
/// transform and `krylov` (unit cell) projects on a few solves; both need numbers that stand still.
/// `stepping` takes everything; `automatic` takes the quicker wherever it holds.
enum class time_method { automatic, transform, krylov, stepping };

struct solve_options {
  const std::atomic<bool>* cancelled = nullptr;  ///< checked between steps; may be null
  time_method method = time_method::automatic;
  resolution space = resolution::layered;
};

/// Solves a problem. Solutes that no reaction connects are solved apart and in parallel;
/// the result does not depend on the number of threads. Throws configuration_error (from check, or
/// with the reason where the method that is insisted on does not hold), numerical_error when the
/// tolerance cannot be met or the balance does not close to 1e-8 of the dose, interrupted_error
/// when cancelled.
solution solve(const problem& p, const solve_options& options = {});

}  // namespace percuta

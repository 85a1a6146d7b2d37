#pragma once

#include "percuta/problem.hpp"
#include "percuta/solution.hpp"

#include <atomic>

namespace percuta {

/// The way through time. `transform` evaluates each output time on its own by Laplace transform and
/// needs numbers that stand still; `stepping` takes everything; `automatic` takes the transform
/// wherever it holds.
enum class time_method { automatic, transform, stepping };

struct solve_options {
  const std::atomic<bool>* cancelled = nullptr;  ///< checked between steps; may be null
  time_method method = time_method::automatic;
};

/// Solves a layered problem. Solutes that no reaction connects are solved apart and in parallel;
/// the result does not depend on the number of threads. Throws configuration_error (from check, or
/// with the reason where the method that is insisted on does not hold), numerical_error when the
/// tolerance cannot be met or the balance does not close to 1e-8 of the dose, interrupted_error
/// when cancelled.
solution solve(const problem& p, const solve_options& options = {});

}  // namespace percuta

#pragma once

#include "percuta/solve.hpp"
#include "transport/modes/modal_march.hpp"

#include <optional>
#include <string>
#include <vector>

namespace percuta {

/// How stepping a case ended.
struct modal_outcome {
  solute_rows rows;
  double estimated_error = 0.0;  ///< of the case's scale
  long steps = 0, rejected = 0, unknowns = 0;
  std::vector<depth_profile> profiles;  ///< of the first case, when asked for
};

/// Steps cases of one shape in modes. Each gets two solutions, one with more modes and shorter
/// steps, whose difference in any inventory at any output is the error; then more of either until
/// it is within the tolerance. The outcome of a case depends on nothing but the case. Throws
/// numerical_error when that is out of reach; with `numbers`, the message names the number of the
/// first such case.
std::vector<modal_outcome> step_in_modes(const lanes::kernels& kernels, const problem& shape,
                                         int solute, const std::vector<modal_case>& cases,
                                         const solve_options& options,
                                         const std::vector<std::size_t>* numbers = nullptr);

/// The same for one solute of a problem.
solute_solution solve_in_modes(const problem& p, int solute, double scale_kg_m2,
                               const solve_options& options, solve_statistics& statistics);

}  // namespace percuta

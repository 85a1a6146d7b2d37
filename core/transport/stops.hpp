#pragma once

#include "percuta/problem.hpp"

#include <vector>

namespace percuta {

/// A time that a step must end at.
struct stop {
  double time_s = 0.0;
  bool rough = false;  ///< something jumps there: the step size starts anew
};

/// Outputs, the window's ends, events, and the jumps and kinks of every signal that the solutes of
/// the group feel; ascending, each time once.
std::vector<stop> stops_of(const problem& p, const std::vector<int>& group);

}  // namespace percuta

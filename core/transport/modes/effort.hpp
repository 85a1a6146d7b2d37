#pragma once

#include "transport/modes/modal_case.hpp"

namespace percuta {

/// How finely a case is resolved in space and time.
struct effort {
  int refinement = 0;     ///< of plan_elements
  double first_s = 0.0;   ///< the same; peaks are not seen long before it
  int modes = 0;          ///< of each element
  double accuracy = 0.0;  ///< error that a step may be judged to have, of the case's scale
  /// Longest step over the time since the last start, so that two solutions with different strides
  /// never take the same steps.
  double stride = 0.0;
};

/// The first two efforts for a problem, chosen so that the coarse one usually meets its tolerance.
struct efforts {
  effort coarse, fine;
};
efforts first_efforts(const problem& p);

/// More modes, or smaller elements; shorter steps. False when there are none.
bool refine_space(effort& e);
bool refine_time(effort& e);

/// Of the tolerance, how much two solutions may differ.
inline constexpr double largest_share = 0.5;

}  // namespace percuta

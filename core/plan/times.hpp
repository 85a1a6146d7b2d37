#pragma once

#include "plan/context.hpp"

#include <vector>

namespace percuta {

/// Which times are reported and which a solver must hit.
struct planned_times {
  std::vector<double> report_s;  ///< asked for, or the default set; ends with the duration
  std::vector<double> solve_s;   ///< those and the ends of the window
};

/// Times of a duration when none are asked for: dense at first, then daily.
std::vector<double> default_times(double duration_s);

/// Also sets the plan's window: the target's, or the whole duration.
planned_times plan_times(planning& p);

}  // namespace percuta

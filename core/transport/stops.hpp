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

/// Breaks between the pieces of every signal that the solutes of the group feel; ascending.
std::vector<double> breaks_of(const problem& p, const std::vector<int>& group);

/// What a group's steps must heed.
struct course {
  std::vector<stop> stops;
  std::vector<double> breaks_s;
};
course course_of(const problem& p, const std::vector<int>& group);

/// The longest step from t_s: over as many breaks as a smooth signal may cross unseen. Steps adapt
/// to what they meet, and would not meet a pulse that they step over.
double longest_step(const std::vector<double>& breaks_s, double t_s);

}  // namespace percuta

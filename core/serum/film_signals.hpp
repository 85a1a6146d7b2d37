#pragma once

#include "percuta/signal.hpp"

#include <vector>

namespace percuta {

/// Ascending break times over [0, duration_s]: both ends, the protocol's times inside, and the
/// kinks inside that are further than a 1e-9th of the duration from all others.
std::vector<double> break_times(const std::vector<double>& protocol_s,
                                const std::vector<double>& kinks_s, double duration_s);

/// A signal that keeps value[i] from from_s[i] on; from_s ascends from 0.
signal staircase(const std::vector<double>& from_s, const std::vector<double>& value,
                 double duration_s);

}  // namespace percuta

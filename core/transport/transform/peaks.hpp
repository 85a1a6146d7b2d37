#pragma once

#include "transport/transform/ladder_pack.hpp"
#include "transport/transform/peak_search.hpp"

#include <vector>

namespace percuta {

/// Looks for the highest content of every layer in [from_s, to_s]: at times spaced evenly on a
/// logarithmic scale, then by parabolas through the best three. [layer * width + lane]
std::vector<peak> find_peaks(ladder_pack& pack, double from_s, double to_s);

/// Highest u of the film up to a time [lane]: its start, or what comes back from the skin.
std::vector<double> film_peaks(ladder_pack& pack, double to_s);

}  // namespace percuta

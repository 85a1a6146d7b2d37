#pragma once

#include "percuta/result.hpp"

#include <string>
#include <vector>

namespace percuta {

/// The total concentration around a channel as SVG, below a megabyte: the cell cut through its
/// axis, one panel for each of up to four times on one colour scale, with layers and channel. `run`
/// has a cell.
std::string field_picture(const run_result& run, const std::vector<planned_layer>& layers,
                          const std::vector<double>& time_s);

}  // namespace percuta

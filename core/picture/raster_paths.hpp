#pragma once

#include <string>
#include <vector>

namespace percuta {

/// A raster of colour numbers as SVG paths, one for each colour; equal neighbours become one
/// rectangle. Sides of a sample are 1; row by row from the top, negative numbers are left out.
/// `colour[k]` is the k-th colour, as SVG writes it.
std::string raster_paths(const std::vector<int>& numbers, int columns,
                         const std::vector<std::string>& colour);

}  // namespace percuta

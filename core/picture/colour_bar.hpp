#pragma once

#include "picture/axis.hpp"
#include "picture/svg.hpp"

#include <string>
#include <vector>

namespace percuta {

/// What colours stand for, below a picture; `scale` in the unit shown.
struct colour_bar {
  axis scale;
  std::vector<std::string> palette;
  std::string quantity;  ///< with its unit
  std::string end;       ///< what the upper end is
  /// Said below, where values lie above the scale; empty where none does.
  std::string beyond;
};

inline constexpr double colour_bar_width = 440.0;

/// Height below the bar's upper edge, labels included.
double height_of(const colour_bar& bar);

/// With the upper left corner of the bar itself; its heading stands above.
void draw(svg& out, const colour_bar& bar, double x, double y);

}  // namespace percuta

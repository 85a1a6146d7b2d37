#pragma once

#include "percuta/result.hpp"
#include "picture/axis.hpp"
#include "result/field_raster.hpp"

#include <cstddef>
#include <vector>

namespace percuta {

// What the picture of a run's fields shows, before anything is drawn.

/// The part of the cell that is shown: upper and middle.
struct field_view {
  double half_width_m = 0.0, depth_m = 0.0;
  double whole_depth_m = 0.0;
};

/// Twice the channel's depth or all of the second layer, whichever is deeper, as far as the grid
/// goes; to each side three quarters of that, or the cell.
field_view view_of(const resolved_cell& cell, const std::vector<planned_layer>& layers);

/// Up to four of the times after the start, spread over all of them.
std::vector<std::size_t> times_shown(const std::vector<double>& time_s);

/// Columns and rows of panels, and the size of one [px], true to scale.
struct panel_layout {
  int columns = 1, rows = 1;
  double half_width = 0.0, height = 0.0;
};
panel_layout arrange(const field_view& view, std::size_t panels);

/// One colour scale for all panels: linear from 0, or logarithmic over up to four decades where
/// concentrations spread wider than 10-fold. `shown` holds every value that is seen.
axis colour_scale(std::vector<double> shown);

/// Total concentration in every sample, row by row; NaN outside the grid [kg/m3].
std::vector<double> total_kg_m3(const resolved_cell& cell, const field_raster& raster,
                                const std::vector<double>& unbound_kg_m3);

}  // namespace percuta

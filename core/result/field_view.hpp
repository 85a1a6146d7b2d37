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

/// What the view holds below the first layer at each time, channel included; in units of its own.
std::vector<double> content_below_first_layer(const resolved_cell& cell, const field_view& view,
                                              const std::vector<planned_layer>& layers,
                                              const std::vector<std::vector<double>>& fields_kg_m3);

/// Times with less than this share of the highest content are not shown.
inline constexpr double least_shown = 0.02;

/// Up to four times at which something is there: that of the highest content, and others spread by
/// their ratios; the last time where there is never anything.
std::vector<std::size_t> times_shown(const std::vector<double>& time_s,
                                     const std::vector<double>& content);

/// Columns and rows of panels, and the size of one [px], true to scale.
struct panel_layout {
  int columns = 1, rows = 1;
  double half_width = 0.0, height = 0.0;
};
panel_layout arrange(const field_view& view, std::size_t panels);

/// One colour scale for all panels: linear from 0, or logarithmic over up to two and a half decades
/// where concentrations spread wider than 10-fold. `shown` holds every value that sets it.
axis colour_scale(std::vector<double> shown);

/// Total concentration in every sample, row by row; NaN outside the grid [kg/m3].
std::vector<double> total_kg_m3(const resolved_cell& cell, const field_raster& raster,
                                const std::vector<double>& unbound_kg_m3);

/// In the first layer, less than this share of the highest concentration is shown as none: on its
/// way in, the steep front of what it holds leaves ripples of that size in the numbers.
inline constexpr double least_resolved = 3e-3;

struct shown_values {
  std::vector<std::vector<double>> panels;  ///< total_kg_m3 at each time shown
  axis scale;  ///< of what lies below the first layer, which may hold a hundred times more
  double highest_kg_m3 = 0.0;
};
shown_values values_shown(const run_result& run, const field_raster& raster,
                          const std::vector<std::size_t>& times, double first_layer_m);

}  // namespace percuta

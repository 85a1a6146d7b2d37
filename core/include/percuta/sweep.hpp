#pragma once

#include "percuta/plan.hpp"
#include "percuta/solve.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace percuta {

// One plan under many densities and depths of its channels, in each resolution: what a device maker
// compares, and what the resolutions cost.

struct sweep_axes {
  /// Channels of each needling per area, wetted or not.
  std::vector<double> density_1_m2 = {5e4, 1e5, 2e5, 5e5, 1e6, 2e6, 5e6, 1e7};
  /// To which the profile of every channel is stretched, its radii kept; empty: the plan's own.
  std::vector<double> depth_m;
  std::vector<resolution> space = {resolution::layered, resolution::unit_cell};
};

/// One solve: all ingredients of a serum.
struct sweep_point {
  std::size_t serum = 0;
  double density_1_m2 = 0.0;
  double depth_m = 0.0;  ///< of the deepest channel
  resolution space = resolution::layered;
  double solve_s = 0.0;  ///< wall time of one solve on one thread, the quickest of the repeats
  std::string solved_as, time_method;  ///< as in solution::resolution and solution::method
  solve_statistics statistics;
  std::string failure;  ///< why there is no result; empty where there is one
};

/// What one ingredient did at a point. NaN where the point failed.
struct sweep_row {
  std::size_t point = 0, ingredient = 0;
  double delivered = 0.0;                    ///< share of the dose, by sweep_result::at_s
  double peak_kg_m3 = 0.0, peak_at_s = 0.0;  ///< in the target layer, within the window
};

struct sweep_result {
  plan made_from;
  double at_s = 0.0;
  std::vector<sweep_point> points;
  std::vector<sweep_row> rows;  ///< serum by serum, ingredient, resolution, depth and density
  bool any_failed() const;
};

struct sweep_options {
  double at_s = 0.0;  ///< when delivered is read; 0: at the end
  int repeat = 1;     ///< solves of each point
  time_method method = time_method::automatic;
  const std::atomic<bool>* cancelled = nullptr;
  /// Called before each point with the number of points done and of all.
  std::function<void(const sweep_point&, std::size_t done, std::size_t all)> progress = {};
};

/// Solves point after point. A point that cannot be solved is kept with the reason. Throws
/// configuration_error where the plan has no channels or at_s lies beyond its end,
/// interrupted_error when cancelled.
sweep_result sweep(const plan& p, const sweep_axes& axes, const sweep_options& options = {});

/// "auto", "layered", "unit_cell".
std::string name_of(resolution space);

/// One line for each row, units in the column names; docs/formats.md has the columns.
std::string sweep_csv(const sweep_result& r);

/// A table for each ingredient of each serum, for a terminal of `width` columns; reasons of
/// failures stand below as notes.
std::string sweep_table(const sweep_result& r, int width);

/// Delivered share, peak and cost against density as SVG: a row of charts for each ingredient, a
/// colour for each depth, a line style for each resolution.
std::string sweep_svg(const sweep_result& r);

}  // namespace percuta

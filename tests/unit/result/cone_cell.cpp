#include "cone_cell.hpp"

#include <algorithm>
#include <cmath>

namespace percuta::fake {
namespace {

constexpr double mouth_m = 35e-6;
constexpr double thickness_m[] = {13e-6, 80e-6, 870e-6};

/// Adds a patch between two depths, from `inner` to `outer` at either: n by n quadrilaterals.
struct patch_maker {
  field_grid& grid;
  int n;

  void add(double top, double bottom, const double (&inner)[2], const double (&outer)[2],
           int region) const {
    const int first = static_cast<int>(grid.r_m.size());
    for (int row = 0; row <= n; ++row) {
      const double down = static_cast<double>(row) / n;
      for (int column = 0; column <= n; ++column) {
        const double across = std::pow(static_cast<double>(column) / n, 2.0);
        const double from = inner[0] + (inner[1] - inner[0]) * down;
        const double to = outer[0] + (outer[1] - outer[0]) * down;
        grid.r_m.push_back(from + (to - from) * across);
        grid.z_m.push_back(top + (bottom - top) * down);
      }
    }
    for (int row = 0; row < n; ++row) {
      for (int column = 0; column < n; ++column) {
        const int a = first + row * (n + 1) + column;
        grid.quads.push_back({a, a + 1, a + n + 2, a + n + 1});
        grid.region.push_back(region);
      }
    }
  }
};

}  // namespace

resolved_cell cone_cell(double tip_m, double radius_m, int fine) {
  resolved_cell cell;
  cell.grid.radius_m = radius_m;
  cell.partition = {4.0, 0.7, 0.6};
  cell.channel_depth_m = {0.0, tip_m};
  cell.channel_radius_m = {mouth_m, 0.0};
  const patch_maker patches{cell.grid, fine};
  const auto wall = [&](double z) { return std::max(0.0, mouth_m * (1.0 - z / tip_m)); };
  double upper = 0.0;
  for (int layer = 0; layer < 3; ++layer) {
    const double lower = upper + thickness_m[layer];
    for (const auto& [top, bottom] :
         {std::pair{upper, std::min(lower, tip_m)}, std::pair{std::max(upper, tip_m), lower}}) {
      if (!(top < bottom)) continue;
      patches.add(top, bottom, {wall(top), wall(bottom)}, {radius_m, radius_m}, layer);
      if (wall(top) > 0.0)
        patches.add(top, bottom, {0.0, 0.0}, {wall(top), wall(bottom)}, field_grid::fluid_region);
    }
    upper = lower;
  }
  return cell;
}

std::vector<double> spreading_field(const resolved_cell& cell, double time_s) {
  const double reach = std::sqrt(4.0 * 1e-11 * std::max(time_s, 1.0));
  const double tip = cell.channel_depth_m.back();
  std::vector<double> w;
  for (std::size_t i = 0; i < cell.grid.r_m.size(); ++i) {
    const double r = cell.grid.r_m[i], z = cell.grid.z_m[i];
    const double wall = std::max(0.0, mouth_m * (1.0 - z / tip));
    const double away = std::hypot(std::max(0.0, r - wall), std::max(0.0, z - tip));
    w.push_back(8.0 * std::exp(-std::pow(away / reach, 1.3)) * std::exp(-z / (2.0 * tip)));
  }
  return w;
}

result made_up_with_fields(int fine) {
  result r = made_up();
  r.made_from.layers = {{"stratum_corneum", layer_kind::stratum_corneum, thickness_m[0]},
                        {"viable_epidermis", layer_kind::viable_epidermis, thickness_m[1]},
                        {"dermis", layer_kind::dermis, thickness_m[2]}};
  for (run_result& run : r.runs) {
    run.resolution = "unit_cell";
    run.cell = cone_cell(125e-6, 564e-6, fine);
    run.series.layers.resize(3, run.series.layers.back());
    for (const double t : r.time_s)
      run.series.fields_kg_m3.push_back(spreading_field(*run.cell, t));
  }
  return r;
}

}  // namespace percuta::fake

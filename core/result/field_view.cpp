#include "result/field_view.hpp"

#include "result/resolved_cell.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace percuta {

field_view view_of(const resolved_cell& cell, const std::vector<planned_layer>& layers) {
  constexpr double margin = 1.15;       // below the second layer
  constexpr double width_share = 0.75;  // of the depth, to each side
  constexpr double least_radii = 4.0;   // of the channel's mouth, to each side
  field_view v;
  const std::vector<double>& z = cell.grid.z_m;
  v.whole_depth_m = z.empty() ? 0.0 : *std::max_element(z.begin(), z.end());
  double second = 0.0;
  for (std::size_t i = 0; i < layers.size() && i < 2; ++i)
    second += layers[i].thickness_m;
  const double tip = cell.channel_depth_m.empty() ? 0.0 : cell.channel_depth_m.back();
  v.depth_m = std::min(v.whole_depth_m, std::max(2.0 * tip, margin * second));
  const double mouth = cell.channel_radius_m.empty() ? 0.0 : cell.channel_radius_m.front();
  v.half_width_m =
      std::min(cell.grid.radius_m, std::max(width_share * v.depth_m, least_radii * mouth));
  return v;
}

std::vector<std::size_t> times_shown(const std::vector<double>& time_s) {
  constexpr std::size_t most = 4;
  std::vector<std::size_t> after_start;
  for (std::size_t t = 0; t < time_s.size(); ++t) {
    if (time_s[t] > 0.0) after_start.push_back(t);
  }
  if (after_start.size() <= most) return after_start;
  std::vector<std::size_t> spread;
  for (std::size_t k = 0; k < most; ++k)
    spread.push_back(after_start[(k * (after_start.size() - 1) + (most - 1) / 2) / (most - 1)]);
  return spread;
}

panel_layout arrange(const field_view& view, std::size_t panels) {
  constexpr double all_width = 860.0, gap = 26.0;
  const int n = std::max(1, static_cast<int>(panels));
  panel_layout best;
  double best_scale = 0.0;
  for (int columns = n; columns >= 1; --columns) {
    const int rows = (n + columns - 1) / columns;
    if (rows > 2 || (rows > 1 && columns > 2)) continue;
    const double height = rows == 1 ? 460.0 : 330.0;
    const double width = (all_width - (columns - 1) * gap) / columns;
    const double scale = std::min(width / (2.0 * view.half_width_m), height / view.depth_m);
    if (scale <= 1.1 * best_scale) continue;  // rather in one row
    best_scale = scale;
    best = {columns, rows, std::round(scale * view.half_width_m), std::round(scale * view.depth_m)};
  }
  return best;
}

axis colour_scale(std::vector<double> shown) {
  constexpr double widest_linear = 10.0, widest = 1e3;
  std::erase_if(shown, [](double x) { return !std::isfinite(x); });
  axis scale;
  if (shown.empty()) return scale;
  const auto low = shown.begin() + static_cast<std::ptrdiff_t>(shown.size() / 20);
  std::nth_element(shown.begin(), low, shown.end());
  const double common_low = *low;  // all but a twentieth lie above
  const double high = *std::max_element(shown.begin(), shown.end());
  if (!(high > 0.0)) return scale;
  scale.high = high;
  if (common_low * widest_linear > high) return scale;
  scale.logarithmic = true;
  const double floor = std::max(common_low, scale.high / widest);
  scale.low = std::pow(10.0, std::floor(std::log10(floor) + 1e-9));
  return scale;
}

std::vector<double> total_kg_m3(const resolved_cell& cell, const field_raster& raster,
                                const std::vector<double>& unbound_kg_m3) {
  std::vector<double> total;
  for (int row = 0; row < raster.rows(); ++row) {
    for (int column = 0; column < raster.columns(); ++column) {
      const int region = raster.region(column, row);
      total.push_back(region == field_raster::outside
                          ? std::numeric_limits<double>::quiet_NaN()
                          : partition_in(cell, region) * raster.value(column, row, unbound_kg_m3));
    }
  }
  return total;
}

}  // namespace percuta

#include "result/field_view.hpp"

#include "result/resolved_cell.hpp"

#include <algorithm>
#include <array>
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

std::vector<double> content_below_first_layer(const resolved_cell& cell, const field_view& view,
                                              const std::vector<planned_layer>& layers,
                                              const std::vector<std::vector<double>>& fields) {
  constexpr double quarter = 0.25;
  const field_grid& grid = cell.grid;
  const double first = layers.empty() ? 0.0 : layers.front().thickness_m;
  std::vector<double> content(fields.size(), 0.0);
  for (std::size_t q = 0; q < grid.quads.size(); ++q) {
    std::array<std::size_t, 4> c{};
    double r = 0.0, z = 0.0;
    for (std::size_t k = 0; k < c.size(); ++k) {
      c[k] = static_cast<std::size_t>(grid.quads[q][k]);
      r += quarter * grid.r_m.at(c[k]);
      z += quarter * grid.z_m.at(c[k]);
    }
    if (z <= first || z > view.depth_m || r > view.half_width_m) continue;
    const auto cross = [&](double r1, double z1, double r2, double z2) {
      return r1 * z2 - r2 * z1;
    };
    const double area =
        0.5 * std::abs(cross(grid.r_m[c[2]] - grid.r_m[c[0]], grid.z_m[c[2]] - grid.z_m[c[0]],
                             grid.r_m[c[3]] - grid.r_m[c[1]], grid.z_m[c[3]] - grid.z_m[c[1]]));
    const double weight = quarter * area * r * partition_in(cell, grid.region.at(q));
    for (std::size_t t = 0; t < fields.size(); ++t) {
      for (const std::size_t point : c)
        content[t] += weight * fields[t].at(point);
    }
  }
  return content;
}

std::vector<std::size_t> times_shown(const std::vector<double>& time_s,
                                     const std::vector<double>& content) {
  constexpr std::size_t most = 4;
  const auto highest = std::max_element(content.begin(), content.end());
  std::vector<std::size_t> worth, chosen;
  for (std::size_t t = 0; t < time_s.size(); ++t) {
    if (time_s[t] > 0.0 && content.at(t) > least_shown * *highest) worth.push_back(t);
  }
  if (worth.empty()) return {time_s.size() - 1};
  chosen.push_back(*std::max_element(worth.begin(), worth.end(), [&](std::size_t a, std::size_t b) {
    return content[a] < content[b];
  }));
  const auto away = [&](std::size_t t) {  // from the nearest chosen, as a ratio of times
    double nearest = HUGE_VAL;
    for (const std::size_t c : chosen)
      nearest = std::min(nearest, std::abs(std::log(time_s[t] / time_s[c])));
    return nearest;
  };
  while (chosen.size() < std::min(most, worth.size())) {
    constexpr double tie = 1e-9;  // the earlier of two
    chosen.push_back(
        *std::max_element(worth.begin(), worth.end(),
                          [&](std::size_t a, std::size_t b) { return away(a) + tie < away(b); }));
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
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
  constexpr double widest_linear = 10.0, widest = 316.0;  // 2.5 decades
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
  scale.low = 1.0 / round_up(1.0 / std::max(common_low, high / widest));  // rounded down
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

shown_values values_shown(const run_result& run, const field_raster& raster,
                          const std::vector<std::size_t>& times, double first_layer_m) {
  constexpr int first_layer = 0;
  shown_values v;
  std::vector<double> below, all;
  const int first_rows = static_cast<int>(std::ceil(first_layer_m / raster.row_m()));
  for (const std::size_t t : times) {
    v.panels.push_back(total_kg_m3(*run.cell, raster, run.series.fields_kg_m3.at(t)));
    for (std::size_t i = 0; i < v.panels.back().size(); ++i) {
      const double total = v.panels.back()[i];
      v.highest_kg_m3 = std::max(v.highest_kg_m3, total);
      all.push_back(total);
      if (static_cast<int>(i) / raster.columns() >= first_rows) below.push_back(total);
    }
  }
  v.scale = colour_scale(below);
  if (!std::any_of(below.begin(), below.end(), [](double x) { return x > 0.0; }))
    v.scale = colour_scale(all);
  for (std::vector<double>& panel : v.panels) {
    for (std::size_t i = 0; i < panel.size(); ++i) {
      const int column = static_cast<int>(i) % raster.columns();
      const int row = static_cast<int>(i) / raster.columns();
      const bool noise = panel[i] < least_resolved * v.highest_kg_m3;
      if (noise && raster.region(column, row) == first_layer) panel[i] = 0.0;
    }
  }
  return v;
}

}  // namespace percuta

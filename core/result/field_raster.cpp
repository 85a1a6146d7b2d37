#include "result/field_raster.hpp"

#include <algorithm>
#include <cmath>

namespace percuta {

field_raster::field_raster(const field_grid& grid, double width_m, double depth_m, int columns,
                           int rows)
    : column_m_(width_m / columns),
      row_m_(depth_m / rows),
      columns_(columns),
      rows_(rows),
      samples_(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows)) {
  for (std::size_t q = 0; q < grid.quads.size(); ++q) {
    std::array<std::size_t, 4> c{};
    std::transform(grid.quads[q].begin(), grid.quads[q].end(), c.begin(),
                   [](int point) { return static_cast<std::size_t>(point); });
    fill(grid, {c[0], c[1], c[2]}, grid.region.at(q));
    fill(grid, {c[0], c[2], c[3]}, grid.region.at(q));
  }
}

void field_raster::fill(const field_grid& grid, const std::array<std::size_t, 3>& corner,
                        int region) {
  constexpr double tolerance = 1e-9;  // of a triangle; shared edges belong to whoever comes first
  std::array<double, 3> r{}, z{};     // in columns and rows, samples at whole numbers
  for (std::size_t k = 0; k < 3; ++k) {
    r[k] = grid.r_m.at(corner[k]) / column_m_ - 0.5;
    z[k] = grid.z_m.at(corner[k]) / row_m_ - 0.5;
  }
  const double area = (r[1] - r[0]) * (z[2] - z[0]) - (r[2] - r[0]) * (z[1] - z[0]);
  if (area == 0.0) return;
  const auto [r_low, r_high] = std::minmax_element(r.begin(), r.end());
  const auto [z_low, z_high] = std::minmax_element(z.begin(), z.end());
  const int first_column = std::max(0, static_cast<int>(std::ceil(*r_low - tolerance)));
  const int last_column = std::min(columns_ - 1, static_cast<int>(std::floor(*r_high + tolerance)));
  const int first_row = std::max(0, static_cast<int>(std::ceil(*z_low - tolerance)));
  const int last_row = std::min(rows_ - 1, static_cast<int>(std::floor(*z_high + tolerance)));
  for (int row = first_row; row <= last_row; ++row) {
    for (int column = first_column; column <= last_column; ++column) {
      sample& s = samples_[static_cast<std::size_t>(row * columns_ + column)];
      if (s.region != outside) continue;
      const double a = ((r[1] - column) * (z[2] - row) - (r[2] - column) * (z[1] - row)) / area;
      const double b = ((r[2] - column) * (z[0] - row) - (r[0] - column) * (z[2] - row)) / area;
      const double c = 1.0 - a - b;
      if (std::min({a, b, c}) < -tolerance) continue;
      s = {region, corner, {a, b, c}};
    }
  }
}

double field_raster::value(int column, int row, const std::vector<double>& field) const {
  const sample& s = at(column, row);
  double sum = 0.0;
  for (std::size_t k = 0; k < 3; ++k)
    sum += s.weight[k] * field.at(s.point[k]);
  return sum;
}

}  // namespace percuta

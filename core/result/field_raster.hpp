#pragma once

#include "percuta/solution.hpp"

#include <array>
#include <cstddef>
#include <limits>
#include <vector>

namespace percuta {

/// Where the samples of a regular raster lie in a grid: depth downwards row by row, distance from
/// the axis along a row. Fields are linear on the two triangles of each quadrilateral.
class field_raster {
public:
  field_raster(const field_grid& grid, double width_m, double depth_m, int columns, int rows);

  int columns() const { return columns_; }
  int rows() const { return rows_; }
  double row_m() const { return row_m_; }
  static constexpr int outside = std::numeric_limits<int>::min();
  /// Region of a sample; `outside` where the grid does not reach.
  int region(int column, int row) const { return at(column, row).region; }
  double value(int column, int row, const std::vector<double>& field) const;

private:
  struct sample {
    int region = outside;
    std::array<std::size_t, 3> point{};
    std::array<double, 3> weight{};
  };
  const sample& at(int column, int row) const {
    return samples_[static_cast<std::size_t>(row * columns_ + column)];
  }
  void fill(const field_grid& grid, const std::array<std::size_t, 3>& corner, int region);

  double column_m_, row_m_;
  int columns_, rows_;
  std::vector<sample> samples_;
};

}  // namespace percuta

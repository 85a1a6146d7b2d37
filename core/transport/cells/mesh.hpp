#pragma once

#include "percuta/problem.hpp"

#include <vector>

namespace percuta {

/// Cells of layered skin, top to bottom.
struct mesh {
  std::vector<double> face_m;   ///< depths of the faces, cells + 1 values from 0
  std::vector<int> layer;       ///< of each cell
  std::vector<int> first_cell;  ///< of each layer; layers + 1 values

  int cells() const { return static_cast<int>(layer.size()); }
  double width(int cell) const { return face_m[cell + 1] - face_m[cell]; }
};

/// `cells_per_segment` cells between neighbouring depths of { layer faces, channel tips }, drawn
/// together towards both ends of a segment where a solute of `solutes` (indices) enters it slowly:
/// the finest cells follow sqrt(D t) of the first output and sqrt(D / k).
mesh make_mesh(const problem& p, const std::vector<int>& solutes, int cells_per_segment);

}  // namespace percuta

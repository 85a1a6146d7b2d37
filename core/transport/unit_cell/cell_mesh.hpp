#pragma once

#include "percuta/problem.hpp"

#include <string>
#include <vector>

namespace percuta {

// The cell around one channel: r from 0 to R = 1/sqrt(pi n), n the wetted channels per area, and z
// from the surface to the bottom of the skin. Rows of elements between constant depths; columns
// that follow the wall r = a(z):
//
//     r = xi a(z)                     inside,  xi  from 0 to 1
//     r = a(z) + sigma (R - a(z))     outside, sigma from 0 to 1
//
// so that every element has straight sides and the wall, a polygon, is met exactly. Where the tip
// is a point, the columns inside end in it and those outside reach the axis below; where it is a
// disc, they go on straight to the bottom.

/// Why a unit cell cannot stand for the problem; empty: it can.
std::string why_not_unit_cell(const problem& p);

/// The first population that takes part, wetted and of some width; -1: none.
int channel_population(const problem& p);

/// How fine a mesh is made.
struct fineness {
  double elements = 1.0;  ///< factor on their number along each direction
  int degree = 3;         ///< of the polynomials in each element
};

struct cell_mesh {
  int degree = 0;
  double radius_m = 0.0;        ///< R
  double tip_m = 0.0;           ///< depth of the tip
  bool point_tip = false;       ///< else a disc
  int inner = 0;                ///< columns inside the wall
  int rows_to_tip = 0;          ///< rows above the tip
  std::vector<double> column;   ///< xi of the faces inside [0, 1], then sigma (0, 1]
  std::vector<double> depth_m;  ///< of the rows' faces
  std::vector<double> wall_m;   ///< a at the rows' faces
  std::vector<int> layer;       ///< of each row
  std::vector<int> first_row;   ///< of each layer, and one past the last
  int columns() const { return static_cast<int>(column.size()) - 1; }
  int rows() const { return static_cast<int>(layer.size()); }

  /// Radius of a column's face at a row's face [m].
  double radius(int face, int row_face) const {
    const double a = wall_m[row_face];
    return face <= inner ? column[face] * a : a + column[face] * (radius_m - a);
  }
  /// Columns inside the wall that a row has.
  bool has_inner(int row) const { return row < rows_to_tip || !point_tip; }
  bool is_fluid(int column_, int row) const { return column_ < inner && row < rows_to_tip; }
};

/// Makes the mesh for a group of solutes: graded to the wall, its rim and tip, to the faces of the
/// layers and to what diffuses in shortly (before the first output).
cell_mesh make_cell_mesh(const problem& p, const std::vector<int>& group, const fineness& wanted);

}  // namespace percuta

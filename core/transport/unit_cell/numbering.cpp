#include "transport/unit_cell/numbering.hpp"

namespace percuta {
namespace {

class dissection {
public:
  dissection(const cell_mesh& m, numbering& n) : degree_(m.degree), n_(n) {}

  /// Numbers the nodes of a box, both ends included: halves first, then the line between them.
  void number(int i0, int i1, int j0, int j1) {
    if (i0 > i1 || j0 > j1) return;
    const int column = line_within(i0, i1), row = line_within(j0, j1);
    const bool across = i1 - i0 >= j1 - j0 ? column >= 0 : row < 0 && column >= 0;
    if (across) {
      number(i0, column - 1, j0, j1);
      number(column + 1, i1, j0, j1);
      each(column, column, j0, j1);
    } else if (row >= 0) {
      number(i0, i1, j0, row - 1);
      number(i0, i1, row + 1, j1);
      each(i0, i1, row, row);
    } else {
      each(i0, i1, j0, j1);
    }
  }

private:
  /// The line between elements that is nearest the middle, or -1.
  int line_within(int first, int last) const {
    const int middle = (first + last) / 2;
    const int below = middle / degree_ * degree_, above = below + degree_;
    const bool below_fits = below >= first && below <= last;
    const bool above_fits = above >= first && above <= last;
    if (below_fits && (!above_fits || middle - below <= above - middle)) return below;
    return above_fits ? above : -1;
  }

  void each(int i0, int i1, int j0, int j1) {
    for (int j = j0; j <= j1; ++j) {
      for (int i = i0; i <= i1; ++i) {
        int& id = n_.id[static_cast<std::size_t>(j) * n_.across + i];
        if (id == unnumbered) id = n_.unknowns++;
      }
    }
  }

public:
  static constexpr int unnumbered = -3, merged = -4;

private:
  int degree_;
  numbering& n_;
};

}  // namespace

numbering number_nodes(const cell_mesh& m, top_boundary top, bool mixed_film,
                       bottom_boundary bottom) {
  numbering n;
  n.across = m.degree * m.columns() + 1;
  n.down = m.degree * m.rows() + 1;
  n.id.assign(static_cast<std::size_t>(n.across) * n.down, dissection::unnumbered);
  const int wall = m.degree * m.inner;
  // Nodes inside the wall where it has no width lie on one point with the wall's.
  const auto set = [&](int i, int j, int id) {
    n.id[static_cast<std::size_t>(j) * n.across + i] = id;
  };
  const auto on_wall = [&](int j) {
    const bool face = j % m.degree == 0;
    return (face && m.wall_m[j / m.degree] == 0.0) || (m.point_tip && j > m.degree * m.rows_to_tip);
  };
  for (int j = 0; j < n.down; ++j) {
    for (int i = 0; i < wall && on_wall(j); ++i)
      set(i, j, dissection::merged);
  }
  for (int i = 0; i < n.across; ++i) {
    if (top != top_boundary::closed)
      set(i, 0, top == top_boundary::fixed ? numbering::fixed : dissection::merged);
    if (bottom == bottom_boundary::sink) set(i, n.down - 1, numbering::sink);
  }
  dissection(m, n).number(0, n.across - 1, 0, n.down - 1);
  if (top == top_boundary::film) {
    for (int i = 0; i < n.across; ++i) {
      if (i == 0 || (!mixed_film && !(i <= wall && m.wall_m[0] == 0.0))) {
        ++n.film;
        ++n.unknowns;
      }
      set(i, 0, n.unknowns - 1);
    }
  }
  for (int j = 0; j < n.down; ++j) {
    for (int i = 0; i < wall; ++i) {
      if (n.at(i, j) == dissection::merged) set(i, j, n.at(wall, j));
    }
  }
  return n;
}

}  // namespace percuta

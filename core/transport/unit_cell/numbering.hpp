#pragma once

#include "transport/unit_cell/cell_mesh.hpp"

#include <vector>

namespace percuta {

/// Unknowns of a mesh: one for each node, (degree x columns + 1) by (degree x rows + 1) of them.
/// Nodes that lie on one point share theirs, as do those on a well-mixed film. The order is that of
/// nested dissection, so that elimination fills little; the film's come last.
struct numbering {
  static constexpr int sink = -1;   ///< u = 0 there
  static constexpr int fixed = -2;  ///< u is given there

  int across = 0, down = 0;  ///< nodes
  int unknowns = 0;
  int film = 0;         ///< how many of them, the last, are the film's
  std::vector<int> id;  ///< by at()

  int at(int i, int j) const { return id[static_cast<std::size_t>(j) * across + i]; }
  int first_film() const { return unknowns - film; }
};

numbering number_nodes(const cell_mesh& m, top_boundary top, bool mixed_film,
                       bottom_boundary bottom);

}  // namespace percuta

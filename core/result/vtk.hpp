#pragma once

#include "percuta/result.hpp"

#include <string>
#include <utility>
#include <vector>

namespace percuta {

// The fields of a run for ParaView. Lengths in micrometres: x from the channel's axis, y the depth
// below the surface, negative, z = 0; "Rotational Extrusion" about y makes the cell a solid.

/// One output time as .vtu: an unstructured grid of quadrilaterals with the points' unbound and
/// total concentration (`unbound_ug_per_cm3`, `total_ug_per_cm3`) and the cells' `region` (index of
/// the layer from the surface, -1 in channel fluid). Single precision; raw data appended.
std::string vtu(const resolved_cell& cell, const std::vector<double>& unbound_kg_m3, double time_s);

/// The collection that ties the times together: each time [s] with its file.
std::string pvd(const std::vector<std::pair<double, std::string>>& files);

}  // namespace percuta

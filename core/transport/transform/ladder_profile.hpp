#pragma once

#include "percuta/solution.hpp"
#include "transport/cells/mesh.hpp"
#include "transport/transform/exponential_poles.hpp"

namespace percuta {

/// Means over every cell of a mesh at one time, from the trace of a ladder_job: four numbers for
/// each layer of each pole pair. Never negative.
depth_profile ladder_profile(const solute& s, const mesh& cells, const exponential_poles& poles,
                             double time_s, const double* trace);

/// The same at time zero, from the initial contents.
depth_profile initial_profile(const solute& s, const mesh& cells);

}  // namespace percuta

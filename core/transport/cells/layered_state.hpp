#pragma once

#include "percuta/solution.hpp"
#include "transport/cells/layered_operator.hpp"

#include <vector>

namespace percuta {

/// The unknowns of one solute at an instant.
struct layered_state {
  std::vector<double> w;      ///< by layered_operator::at
  double film = 0.0;          ///< m [kg/m2]
  std::vector<double> shunt;  ///< fluxes [kg/m2/s]
};

/// Film and contents together [kg/m2].
double total(const layered_operator& op, const layered_state& s);

/// Raises negative contents to zero by taking from the neighbours, nearest above first, then below;
/// the total stays.
void raise_negative(const layered_operator& op, layered_state& s);

/// Concentrations against depth.
depth_profile profile_of(const layered_operator& op, double time_s, const layered_state& s);

}  // namespace percuta

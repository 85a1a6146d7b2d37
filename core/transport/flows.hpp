#pragma once

#include "transport/layered_operator.hpp"

#include <vector>

namespace percuta {

/// The unknowns of one solute at an instant.
struct layered_state {
  std::vector<double> w;      ///< cell by cell: tissue, then each population's fluid
  double film = 0.0;          ///< m [kg/m2]
  std::vector<double> shunt;  ///< fluxes [kg/m2/s]
};

/// Where mass is and how it moves between the reported compartments at an instant [kg/m2(/s)].
struct flows {
  double evaporation = 0.0, into_tissue = 0.0, into_channels = 0.0, shunted = 0.0, receptor = 0.0;
  double gross = 0.0;  ///< what crosses all faces, either way added: the scale of rounding errors
  double channels = 0.0, channels_below_first = 0.0;
  double channels_cleared = 0.0, channels_cleared_below_first = 0.0;
  std::vector<double> content, entered, cleared, converted, formed;  ///< per layer
};

/// Computes the flows of a state. `formed` is set to zero; add_formed fills it.
void measure(const layered_operator& op, const instant& at, const layered_state& s, flows& out);

/// Adds what reactions from `parent` make per layer and, where `source` is not null, per cell.
void add_formed(const problem& p, int parent, int product, const layered_operator& parent_op,
                const layered_state& parent_state, std::vector<double>& per_layer,
                std::vector<double>* per_cell);

/// d(content)/dt of every unknown of w (same order) and of the film; without reactions' products.
void rates(const layered_operator& op, const instant& at, const layered_state& s,
           std::vector<double>& content_rate, double& film_rate);

/// Unknowns per cell.
inline int nodes(const layered_operator& op) {
  return 1 + op.populations();
}

}  // namespace percuta

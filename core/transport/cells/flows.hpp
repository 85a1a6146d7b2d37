#pragma once

#include "transport/cells/layered_operator.hpp"
#include "transport/cells/layered_state.hpp"

#include <vector>

namespace percuta {

/// Where mass is and how it moves between the reported compartments at an instant [kg/m2(/s)].
struct flows {
  double evaporation = 0.0, into_tissue = 0.0, into_channels = 0.0, shunted = 0.0, receptor = 0.0;
  double gross = 0.0;  ///< what crosses all faces, either way added: the scale of rounding errors
  double channels = 0.0, channels_below_first = 0.0;
  double channels_cleared = 0.0, channels_cleared_below_first = 0.0;
  std::vector<double> content, entered, cleared, converted, formed;  ///< per layer
};

/// Computes the flows of a state; `formed` is left to add_formed.
void measure(const layered_operator& op, const instant& at, const layered_state& s, flows& out);

/// Adds what reactions make of `product` out of `maker` [kg/m2/s], per layer and per cell; leaves
/// per_cell empty where there is no such reaction.
void add_formed(const problem& p, int maker, int product, const layered_operator& maker_op,
                const layered_state& maker_state, std::vector<double>& per_layer,
                std::vector<double>& per_cell);

/// d(content)/dt of every unknown of w (same order) and of the film; without reactions' products.
void rates(const layered_operator& op, const instant& at, const layered_state& s,
           std::vector<double>& content_rate, double& film_rate);

}  // namespace percuta

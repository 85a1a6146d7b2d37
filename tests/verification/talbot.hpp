#pragma once

#include "percuta/problem.hpp"

#include <vector>

/// A problem of constant numbers without channels, shunts and reactions, solved a second way: waves
/// down and up in every layer, their strengths from a dense system of the interfaces' equations,
/// and the fixed Talbot contour of Abate & Valko (2004, Int. J. Numer. Meth. Engng 60:979,
/// 10.1002/nme.995) in long double. For the first solute; events at the start are not known.
struct talbot_answer {
  double film = 0.0, evaporated = 0.0, receptor = 0.0, flux_in = 0.0, flux_out = 0.0;
  std::vector<double> amount, integral, entered;  ///< of each layer
};
talbot_answer talbot(const percuta::problem& p, double time_s);

#pragma once

#include "serum/film.hpp"

#include <string>
#include <vector>

namespace percuta {

/// How much of an active dissolves in water at skin temperature.
struct solubility {
  bool miscible = false;       ///< a liquid that mixes with water: no limit
  double neutral_kg_m3 = 0.0;  ///< S_0, of the neutral species; of a miscible liquid its density
  double limit_kg_m3 = 0.0;    ///< of the substance itself: its density, else 1000
  double neutral_share = 1.0;  ///< at the film's pH
  /// Largest u: S_0 / neutral share, at most ten times S_0 and at most `limit`.
  double saturation_kg_m3 = 0.0;
  std::vector<std::string> warnings;
};

/// S_0 = value * 10^(0.01 (T_skin - T_value)), at most the density (Dancik et al. 2013,
/// 10.1016/j.addr.2012.01.006). Where no solubility is known, the general solubility equation
/// log10 S[mol/L] = 0.5 - logKow - 0.01 max(0, Tm - 25 degC) (Jain & Yalkowsky 2001, J. Pharm. Sci.
/// 90:234), with a warning.
/// Throws configuration_error naming ingredient and property where neither can be had.
solubility water_solubility(const film_substance& active, double ph, double skin_temperature_K);

}  // namespace percuta

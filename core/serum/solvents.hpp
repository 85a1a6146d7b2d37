#pragma once

#include "serum/film.hpp"

#include <string>
#include <vector>

namespace percuta {

/// A liquid of the film: a substance of role `solvent` with every number that drying needs.
struct solvent {
  std::string name;
  bool is_water = false;
  double fraction = 0.0;  ///< by weight of the serum
  double molar_mass_kg_mol = 0.0;
  double density_kg_m3 = 0.0;
  double transfer_m_s = 0.0;        ///< gas-phase velocity; 0: non-volatile
  double vapour_pressure_Pa = 0.0;  ///< over the pure liquid, at skin temperature
  double air_pressure_Pa = 0.0;     ///< in the air
  double viscosity_Pa_s = 0.0;      ///< at 25 degC; NaN unknown
  double cosolvency_sigma = 0.0;    ///< at logKow 0; NaN unknown
  double cosolvency_slope = 0.0;    ///< per unit of logKow; NaN unknown
  bool mixes_with_water = true;     ///< see mixes_with_water(), below
};

/// A serum, split into what may evaporate and what stays.
struct mixture {
  std::vector<solvent> solvents;
  double residue_m3_kg = 0.0;  ///< volume of all else, per mass of serum
  /// Share of the residue that is no active: inert ingredients and what the serum does not list.
  double base_share = 0.0;
  double skin_temperature_K = 0.0;
  std::vector<std::string> warnings;
};

/// True for a substance called Aqua, Water or Eau, or with water's molar mass.
bool is_water(const film_substance& s);

/// True for a liquid known to mix with water: of logKow up to 1.5, or, where that is unknown, of
/// which water takes up 500 g/L and more. The limits are judged: glycols, glycol ethers and
/// alcohols lie well within, oils and esters well outside.
bool mixes_with_water(const film_substance& s);

/// Completes the solvents by the stated rules and converts the air's humidity to a pressure.
/// Throws configuration_error naming every solvent whose molar mass is unknown.
mixture mix(const film_recipe& recipe, const environment_section& environment);

/// "the film needs the molar mass of 'X' ...": what is missing and how a user supplies it.
std::string missing_property(const std::string& ingredient, const std::string& words,
                             const std::string& example);

}  // namespace percuta

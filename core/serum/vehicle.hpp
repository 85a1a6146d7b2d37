#pragma once

#include "serum/drying.hpp"
#include "serum/solubility.hpp"

#include <vector>

namespace percuta {

/// What a film is to a solute at an instant.
struct vehicle_state {
  double thickness_m = 0.0;             ///< liquid and residue, for display
  double liquid_m = 0.0;                ///< never below the residual film
  double solvent_m = 0.0;               ///< liquid and inert base: what the actives dissolve in
  std::vector<double> volume_fraction;  ///< of the liquid, per solvent
  double from_skin = 0.0;           ///< volume fraction of the liquid that is the skin's own water
  double relative_viscosity = 1.0;  ///< over water
};

/// Thickness and composition. Volumes add. Where the solvents make less than the residual film,
/// water of the skin fills it up. Viscosity mixes log-linearly over mole fractions (Arrhenius); a
/// solvent of unknown viscosity counts as water.
vehicle_state describe(const mixture& m, const film_state& s);

/// Log-linear cosolvency (Yalkowsky) of one active:
///     log10 K = sum over solvents of (sigma + slope logKow) phi,
/// K the film's solubility over water's; phi are volume fractions of the liquid. An unknown sigma
/// or slope counts as 0. A liquid that mixes with water has K = 1.
struct cosolvency {
  std::vector<double> power;  ///< one for each solvent
  double largest = 1.0;       ///< K at which the solubility reaches the pure substance

  double unlimited(const vehicle_state& v) const;
  double partition(const vehicle_state& v) const;
};
cosolvency cosolvency_of(const mixture& m, const film_substance& active, const solubility& s);

/// Diffusivity of an active in water [m2/s] from its molar volume, or from its molar mass with a
/// warning. Throws configuration_error when neither is known.
double diffusivity_in_water_m2_s(const film_substance& active, std::vector<std::string>& warnings);

/// Diffusivity in a film falls no further than this: a stated rule.
inline constexpr double least_film_diffusivity_m2_s = 1e-11;

/// Diffusivity in the film: that in water over the relative viscosity.
double diffusivity_in_film_m2_s(double in_water_m2_s, const vehicle_state& v);

}  // namespace percuta

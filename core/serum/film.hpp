#pragma once

#include "percuta/plan.hpp"
#include "percuta/scenario.hpp"
#include "percuta/signal.hpp"

#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace percuta {

/// An ingredient as the film sees it. SI; NaN is unknown.
struct film_substance {
  std::string name;
  ingredient_role role = ingredient_role::active;
  double fraction = 0.0;  ///< by weight of the serum as it comes out of the bottle
  double molar_mass, log_kow, molar_volume, pka_acid, pka_base;
  double density;
  double water_solubility, water_solubility_temperature;
  double melting_point, boiling_point;
  double vapour_pressure, vapour_pressure_temperature, vaporisation_enthalpy;
  double viscosity, cosolvency_sigma;
  /// Gain of cosolvency_sigma per unit of the solute's logKow; sigma itself is then that at logKow
  /// 0.
  double cosolvency_slope = std::numeric_limits<double>::quiet_NaN();
};

/// A serum, its actives first or anywhere; what the fractions leave is an inert, non-volatile base.
struct film_recipe {
  std::vector<film_substance> substances;
  double density_kg_m3 = 1000.0;
  double ph = 5.5;
  /// Sideways diffusivity given by the user ([diffusion.film]); without it the film's own rule
  /// applies when `spreads`, and the film is well mixed when not.
  std::optional<double> diffusivity_m2_s;
  bool spreads = true;
  /// With a model whose coefficients the user specifies, the film is taken as water at constant
  /// thickness where no substance is looked up (nothing evaporates, nothing saturates).
  bool inert = false;
};

/// What happens to the film, ascending in time.
struct film_step {
  double at_s = 0.0;
  step_kind kind = step_kind::apply;  ///< apply, remove, cover, uncover
  double amount_kg_m2 = 0.0;          ///< of serum, apply
  double efficiency = 1.0;            ///< remove: share of everything that goes
};

/// What transport needs to know of the film for one active.
struct film_of_active {
  signal capacity_m;                       ///< solvent's thickness times partition over water
  signal loss_m_s;                         ///< evaporation velocity over u
  std::optional<signal> saturation_kg_m3;  ///< of u; none for a miscible liquid
  std::optional<signal> sheet_conductance_m3_s;
  std::vector<std::string> warnings;  ///< which rules and assumptions acted
};

struct film_answer {
  std::vector<film_of_active> actives;  ///< one for each active of the recipe, in its order
  film_history history;
  std::vector<computed_value> computed;  ///< e.g. time until the water has gone
};

/// Dries the film: solvents leave by Raoult's law, actives count as residue, which takes room but
/// dissolves nothing; an inert base dissolves as the liquid does. The signals are fitted
/// over [0, duration_s] with a break at every step; before the first application the capacity is
/// that of the residual film. Throws configuration_error naming ingredient and property where
/// something needed is unknown and no rule fills it: so for a solvent that is not known to mix with
/// water and has no cosolvency_sigma.
film_answer dry_film(const film_recipe& recipe, const std::vector<film_step>& steps,
                     const environment_section& environment, double duration_s);

}  // namespace percuta

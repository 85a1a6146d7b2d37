#include "substances.hpp"

#include <limits>
#include <utility>

namespace percuta::testing {

film_substance unknown_substance(const std::string& name, ingredient_role role, double fraction) {
  constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
  film_substance s{};
  s.name = name;
  s.role = role;
  s.fraction = fraction;
  for (double* value :
       {&s.molar_mass, &s.log_kow, &s.molar_volume, &s.pka_acid, &s.pka_base, &s.density,
        &s.water_solubility, &s.water_solubility_temperature, &s.melting_point, &s.boiling_point,
        &s.vapour_pressure, &s.vapour_pressure_temperature, &s.vaporisation_enthalpy, &s.viscosity,
        &s.cosolvency_sigma, &s.cosolvency_slope}) {
    *value = unknown;
  }
  return s;
}

film_substance water(double fraction) {
  return unknown_substance("Aqua", ingredient_role::solvent, fraction);
}

film_substance glycerin(double fraction) {
  film_substance s = unknown_substance("Glycerin", ingredient_role::solvent, fraction);
  s.molar_mass = 0.092094;
  s.log_kow = -1.76;
  s.density = 1261.3;
  s.vapour_pressure = 0.0224;
  s.vaporisation_enthalpy = 91700;
  s.viscosity = 0.934;
  s.cosolvency_sigma = 0.26;
  s.cosolvency_slope = 0.35;
  return s;
}

film_substance propylene_glycol(double fraction) {
  film_substance s = unknown_substance("Propylene Glycol", ingredient_role::solvent, fraction);
  s.molar_mass = 0.076095;
  s.log_kow = -0.92;
  s.density = 1036.1;
  s.vapour_pressure = 17.2;
  s.boiling_point = 460.75;
  s.viscosity = 0.0404;
  s.cosolvency_sigma = 0.58;
  s.cosolvency_slope = 0.77;
  return s;
}

film_substance ethanol(double fraction) {
  film_substance s = unknown_substance("Alcohol", ingredient_role::solvent, fraction);
  s.molar_mass = 0.046069;
  s.log_kow = -0.31;
  s.density = 789.3;
  s.vapour_pressure = 7901;
  s.vaporisation_enthalpy = 42300;
  s.viscosity = 1.07e-3;
  s.cosolvency_sigma = 0.40;
  s.cosolvency_slope = 0.93;
  return s;
}

film_substance niacinamide(double fraction) {
  film_substance s = unknown_substance("Niacinamide", ingredient_role::active, fraction);
  s.molar_mass = 0.122127;
  s.log_kow = -0.37;
  s.molar_volume = 126e-6;
  s.pka_base = 3.32;
  s.water_solubility = 500;
  s.melting_point = 403.15;
  s.density = 1400;
  return s;
}

film_substance salicylic_acid(double fraction) {
  film_substance s = unknown_substance("Salicylic Acid", ingredient_role::active, fraction);
  s.molar_mass = 0.138122;
  s.log_kow = 2.26;
  s.molar_volume = 133e-6;
  s.pka_acid = 2.99;
  s.water_solubility = 2.24;
  s.melting_point = 431.15;
  s.density = 1443;
  s.vapour_pressure = 0.01093;
  return s;
}

film_substance benzyl_alcohol(double fraction) {
  film_substance s = unknown_substance("Benzyl Alcohol", ingredient_role::active, fraction);
  s.molar_mass = 0.10814;
  s.log_kow = 1.1;
  s.molar_volume = 126e-6;
  s.water_solubility = 40;
  s.melting_point = 257.95;
  s.boiling_point = 478.45;
  s.density = 1041.9;
  s.vapour_pressure = 12.53;
  return s;
}

film_recipe serum_of(std::vector<film_substance> substances) {
  film_recipe recipe;
  recipe.substances = std::move(substances);
  recipe.spreads = false;
  return recipe;
}

film_step apply(double at_s) {
  return {at_s, step_kind::apply, 0.02, 1.0};
}
film_step remove(double at_s, double efficiency) {
  return {at_s, step_kind::remove, 0.0, efficiency};
}
film_step cover(double at_s) {
  return {at_s, step_kind::cover, 0.0, 1.0};
}
film_step uncover(double at_s) {
  return {at_s, step_kind::uncover, 0.0, 1.0};
}

environment_section isothermal(double humidity) {
  environment_section e;
  e.skin_temperature_K = e.air_temperature_K = 305.15;
  e.humidity = humidity;
  return e;
}

}  // namespace percuta::testing

#include "serum/solvents.hpp"

#include "percuta/ascii.hpp"
#include "percuta/error.hpp"
#include "serum/constants.hpp"
#include "serum/evaporation.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace percuta {
namespace {

double known_or(double value, double otherwise) {
  return std::isfinite(value) ? value : otherwise;
}

/// Water's own values where the user or the database gave none.
film_substance completed_water(film_substance s) {
  s.molar_mass = known_or(s.molar_mass, constants::water_molar_mass_kg_mol);
  s.density = known_or(s.density, constants::water_density_kg_m3);
  if (!std::isfinite(s.vapour_pressure)) {
    s.vapour_pressure = constants::water_vapour_pressure_Pa;
    s.vapour_pressure_temperature = constants::water_vapour_pressure_at_K;
  }
  s.vaporisation_enthalpy = known_or(s.vaporisation_enthalpy, constants::water_vaporisation_J_mol);
  s.viscosity = known_or(s.viscosity, constants::water_viscosity_Pa_s);
  s.cosolvency_sigma = 0.0;
  s.cosolvency_slope = 0.0;
  return s;
}

solvent described(const film_substance& s, const environment_section& air,
                  std::vector<std::string>& warnings) {
  solvent made;
  made.name = s.name;
  made.is_water = is_water(s);
  made.fraction = s.fraction;
  made.molar_mass_kg_mol = s.molar_mass;
  made.density_kg_m3 = s.density;
  made.viscosity_Pa_s = s.viscosity;
  made.cosolvency_sigma = s.cosolvency_sigma;
  made.cosolvency_slope = s.cosolvency_slope;
  made.mixes_with_water = made.is_water || mixes_with_water(s);
  if (!std::isfinite(s.density)) {
    made.density_kg_m3 = 1000.0;
    warnings.push_back(
        fmt::format("density of {} is unknown: taken as 1000 kg/m^3 in the film", s.name));
  }
  const double pressure = vapour_pressure_Pa(s, air.skin_temperature_K);
  if (!std::isfinite(pressure)) {
    warnings.push_back(
        fmt::format("vapour pressure of {} is unknown: it is taken not to evaporate", s.name));
    return made;
  }
  made.transfer_m_s = gas_transfer_m_s(air.wind_m_s, s.molar_mass);
  made.vapour_pressure_Pa = pressure;
  if (made.is_water) {
    made.air_pressure_Pa = air.humidity * vapour_pressure_Pa(s, air.air_temperature_K);
  }
  return made;
}

}  // namespace

bool is_water(const film_substance& s) {
  const std::string name = lower_case(s.name);
  constexpr std::array<std::string_view, 3> names{"aqua", "water", "eau"};
  return std::find(names.begin(), names.end(), name) != names.end() ||
         std::abs(s.molar_mass - constants::water_molar_mass_kg_mol) < 2e-6;
}

bool mixes_with_water(const film_substance& s) {
  constexpr double largest_log_kow = 1.5, least_solubility_kg_m3 = 500.0;
  if (std::isfinite(s.log_kow)) return s.log_kow <= largest_log_kow;
  return s.water_solubility >= least_solubility_kg_m3;
}

std::string missing_property(const std::string& ingredient, const std::string& words,
                             const std::string& example) {
  return fmt::format(
      "the film needs the {} of '{}', which nobody knows; give it to the ingredient: properties = "
      "{{ {} }}",
      words, ingredient, example);
}

mixture mix(const film_recipe& recipe, const environment_section& environment) {
  mixture made;
  made.skin_temperature_K = environment.skin_temperature_K;
  std::string faults, at_serum_density;
  double base_fraction = 1.0, inert_m3_kg = 0.0;
  for (const film_substance& given : recipe.substances) {
    base_fraction -= given.fraction;
    if (given.role == ingredient_role::solvent) {
      const film_substance s = is_water(given) ? completed_water(given) : given;
      if (!std::isfinite(s.molar_mass)) {
        if (!faults.empty()) faults += '\n';
        faults += missing_property(s.name, "molar mass", "molar_mass = \"100 g/mol\"");
        continue;
      }
      made.solvents.push_back(described(s, environment, made.warnings));
      continue;
    }
    if (!std::isfinite(given.density)) {
      at_serum_density += (at_serum_density.empty() ? "" : ", ") + given.name;
    }
    const double m3_kg = given.fraction / known_or(given.density, recipe.density_kg_m3);
    made.residue_m3_kg += m3_kg;
    if (given.role == ingredient_role::inert) inert_m3_kg += m3_kg;
  }
  if (!faults.empty()) throw configuration_error(faults);
  const double unlisted_m3_kg = std::max(0.0, base_fraction) / recipe.density_kg_m3;
  made.residue_m3_kg += unlisted_m3_kg;
  if (made.residue_m3_kg > 0.0) {
    made.base_share = (inert_m3_kg + unlisted_m3_kg) / made.residue_m3_kg;
  }
  if (!at_serum_density.empty()) {
    made.warnings.push_back(fmt::format(
        "density unknown, taken as the serum's for the film's thickness: {}", at_serum_density));
  }
  const bool any_volatile =
      std::any_of(made.solvents.begin(), made.solvents.end(),
                  [](const solvent& s) { return s.vapour_pressure_Pa > 0.0; });
  if (any_volatile && environment.wind_m_s == 0.0) {
    made.warnings.push_back(
        "no wind: the evaporation rule has forced convection only, so nothing evaporates; a still "
        "room has about 0.17 m/s");
  }
  return made;
}

}  // namespace percuta

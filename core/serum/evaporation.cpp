#include "serum/evaporation.hpp"

#include "serum/constants.hpp"

#include <cmath>

namespace percuta {
namespace {

/// Heat of vaporisation [J/mol]; see vapour_pressure_Pa.
double vaporisation_J_mol(const film_substance& s, double known_at_K) {
  if (std::isfinite(s.vaporisation_enthalpy)) return s.vaporisation_enthalpy;
  if (s.boiling_point > known_at_K && s.vapour_pressure > 0.0 &&
      s.vapour_pressure < constants::atmosphere_Pa) {
    return constants::gas_J_mol_K * std::log(constants::atmosphere_Pa / s.vapour_pressure) /
           (1.0 / known_at_K - 1.0 / s.boiling_point);
  }
  return 0.0;
}

}  // namespace

double gas_transfer_m_s(double wind_m_s, double molar_mass_kg_mol) {
  constexpr double cm_per_h = 0.01 / 3600.0;
  return 6320.0 * std::pow(wind_m_s, 0.78) / std::cbrt(1e3 * molar_mass_kg_mol) * cm_per_h;
}

double vapour_pressure_Pa(const film_substance& s, double temperature_K) {
  const double known_at_K = std::isfinite(s.vapour_pressure_temperature)
                                ? s.vapour_pressure_temperature
                                : constants::room_temperature_K;
  const double heat = vaporisation_J_mol(s, known_at_K);
  return s.vapour_pressure *
         std::exp(-heat / constants::gas_J_mol_K * (1.0 / temperature_K - 1.0 / known_at_K));
}

double vapour_density_kg_m3(double pressure_Pa, double molar_mass_kg_mol, double temperature_K) {
  return pressure_Pa * molar_mass_kg_mol / (constants::gas_J_mol_K * temperature_K);
}

}  // namespace percuta

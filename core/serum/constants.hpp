#pragma once

namespace percuta::constants {

inline constexpr double gas_J_mol_K = 8.314462618;    // CODATA 2018
inline constexpr double atmosphere_Pa = 101325.0;     // standard atmosphere
inline constexpr double room_temperature_K = 298.15;  // of a value that states none

/// A film never dries to nothing: skin keeps water of this thickness, in which what is left is
/// dissolved. A stated rule of ours, not a measurement.
inline constexpr double residual_film_m = 1e-6;

// Water, for a serum that names it without a look-up.
inline constexpr double water_molar_mass_kg_mol = 0.018015;
inline constexpr double water_density_kg_m3 = 997.0;        // at 25 degC
inline constexpr double water_vapour_pressure_Pa = 4757.8;  // at 32 degC, CRC Handbook 1992-93
inline constexpr double water_vapour_pressure_at_K = 305.15;
inline constexpr double water_vaporisation_J_mol = 43780.0;  // 2.43e6 J/kg at 32 degC, steam tables
inline constexpr double water_viscosity_Pa_s = 0.89e-3;      // at 25 degC

}  // namespace percuta::constants

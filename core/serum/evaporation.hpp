#pragma once

#include "serum/film.hpp"

namespace percuta {

/// Gas-phase transfer velocity over skin [m/s] for a vapour of molar mass M [kg/mol] in wind u
/// [m/s]: k_g[cm/h] = 6320 u^0.78 M^(-1/3), M in g/mol (EPA pool evaporation, as used by Dancik et
/// al. 2013, 10.1016/j.addr.2012.01.006). Forced convection only: 0 without wind.
double gas_transfer_m_s(double wind_m_s, double molar_mass_kg_mol);

/// Vapour pressure of the pure substance [Pa] at a temperature, by Clausius and Clapeyron from its
/// one tabulated point. The heat of vaporisation is the tabulated one, else that of the line from
/// the point to the boiling point, else 0 (the pressure stays). NaN when no pressure is known.
double vapour_pressure_Pa(const film_substance& s, double temperature_K);

/// Mass concentration of a vapour [kg/m3] at a partial pressure.
double vapour_density_kg_m3(double pressure_Pa, double molar_mass_kg_mol, double temperature_K);

}  // namespace percuta

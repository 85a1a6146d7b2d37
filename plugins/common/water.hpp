#pragma once

#include <cmath>

namespace percuta::skin_models {

/// Diffusivity in water [cm2/s] from the molar volume at the boiling point [cm3/mol], with the
/// radius of the solute [angstrom]; Wang, Kasting & Nitsche 2007, 10.1002/jps.20883, as in the
/// Open Systems Pharmacology skin model. The two forms meet at 445 cm3/mol.
inline double diffusivity_in_water_cm2_s(double molar_volume_cm3_mol) {
  return molar_volume_cm3_mol < 445.2 ? 1.92e-4 * std::pow(molar_volume_cm3_mol, -0.6)
                                      : 3.78e-5 / std::cbrt(molar_volume_cm3_mol);
}

inline double radius_angstrom(double molar_volume_cm3_mol) {
  return molar_volume_cm3_mol < 445.0 ? 0.145 * std::pow(molar_volume_cm3_mol, 0.6)
                                      : 0.735 * std::cbrt(molar_volume_cm3_mol);
}

}  // namespace percuta::skin_models

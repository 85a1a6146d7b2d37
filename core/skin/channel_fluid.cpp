#include "skin/channel_fluid.hpp"

#include <cmath>

namespace percuta {

double water_diffusivity_m2_s(double molar_volume_m3_mol) {
  const double v_cm3_mol = molar_volume_m3_mol * 1e6;
  const double cm2_s =
      v_cm3_mol < 445.2 ? 1.92e-4 * std::pow(v_cm3_mol, -0.6) : 3.78e-5 / std::cbrt(v_cm3_mol);
  return cm2_s * 1e-4;
}

double estimated_molar_volume_m3_mol(double molar_mass_kg_mol) {
  return 1.18e-3 * molar_mass_kg_mol;
}

channel_fluid channel_fluid_of(double molar_volume_m3_mol, double molar_mass_kg_mol) {
  channel_fluid f;
  f.volume_estimated = std::isnan(molar_volume_m3_mol);
  const double v =
      f.volume_estimated ? estimated_molar_volume_m3_mol(molar_mass_kg_mol) : molar_volume_m3_mol;
  f.diffusivity_m2_s = channel_hindrance * water_diffusivity_m2_s(v);
  return f;
}

}  // namespace percuta

#pragma once

namespace percuta {

/// Diffusivity in water [m2/s] from the molar volume at the boiling point [m3/mol]: 1.92e-4 V^-0.6
/// cm2/s below 445 cm3/mol and 3.78e-5 V^(-1/3) above, V in cm3/mol, as in Wang, Kasting & Nitsche
/// 2007, 10.1002/jps.20883. NaN in, NaN out.
///
/// The prefactor is Wilke and Chang's at 30 degC. It is not moved with temperature: D follows
/// T / viscosity, about 2.4 % per kelvin, so it errs by less than a fifth between 25 and 37 degC.
double water_diffusivity_m2_s(double molar_volume_m3_mol);

/// Fluid that stands in a needle's channel, for diffusion models that say nothing of it.
struct channel_fluid {
  double diffusivity_m2_s = 0.0;  ///< NaN: neither molar volume nor molar mass is known
  double partition = 1.0;         ///< it is water: nothing binds
  double loss_1_s = 0.0;          ///< no capillaries
  bool volume_estimated = false;  ///< molar volume taken from the molar mass
};

/// Hindrance by fibrin and interstitium: half of the diffusivity in water (common judgement; no
/// measurement in such channels was found).
inline constexpr double channel_hindrance = 0.5;

/// Molar volume at the boiling point [m3/mol] where it is not known: 1.18 cm3 per g of molar mass.
/// For 143 cosmetic ingredients of known structure it errs by -23 to +59 % of Schroeder's count
/// (computed for this project), hence the diffusivity in water by +17 to -24 %.
double estimated_molar_volume_m3_mol(double molar_mass_kg_mol);

/// The host's rule for channel fluid. A molar volume that is NaN is estimated.
channel_fluid channel_fluid_of(double molar_volume_m3_mol, double molar_mass_kg_mol);

}  // namespace percuta

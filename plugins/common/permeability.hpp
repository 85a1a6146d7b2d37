#pragma once

#include <cmath>

// Permeabilities that need only molar mass [g/mol] and logKow; all in cm/h, over un-ionised
// concentration in water.

namespace percuta::skin_models {

/// Whole skin, Potts & Guy 1992, 10.1023/A:1015810312465, written in cm/h: -2.7437 is -6.30 of the
/// cm/s form plus log10 3600, as in the Open Systems Pharmacology skin model.
inline double potts_guy_cm_h(double molar_mass_g_mol, double log_kow) {
  return std::pow(10.0, -2.7437 + 0.71 * log_kow - 0.0061 * molar_mass_g_mol);
}

/// Lipid path of the stratum corneum alone: Robinson's modified model with the constants of
/// Wilschut et al. 1995, 10.1016/0045-6535(95)00023-2 (constants in common use; the paper was not
/// seen).
inline double robinson_lipid_cm_h(double molar_mass_g_mol, double log_kow) {
  return std::pow(10.0, -1.326 + 0.6097 * log_kow - 0.1786 * std::sqrt(molar_mass_g_mol));
}

/// Polar path of the stratum corneum, the same source and status.
inline double robinson_polar_cm_h(double molar_mass_g_mol) {
  return 0.0001519 / std::sqrt(molar_mass_g_mol);
}

/// What Robinson puts in series for the watery layers below. Not part of the `robinson` model here,
/// where those layers stand in the skin themselves; for comparison with measured whole-skin values.
inline double robinson_aqueous_cm_h(double molar_mass_g_mol) {
  return 2.5 / std::sqrt(molar_mass_g_mol);
}

/// Walls of dermal capillaries, between the cells: 0.036 sqrt(180 / MW) (common knowledge of the
/// field: small hydrophiles such as glucose leave capillaries this way; no single source seen).
inline double capillary_paracellular_cm_h(double molar_mass_g_mol) {
  return 0.036 * std::sqrt(180.0 / molar_mass_g_mol);
}

inline constexpr double m_s_per_cm_h = 0.01 / 3600.0;

}  // namespace percuta::skin_models

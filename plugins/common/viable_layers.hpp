#pragma once

#include "common/albumin.hpp"
#include "common/ionisation.hpp"
#include "common/molecule.hpp"
#include "common/permeability.hpp"

#include <cmath>

// Viable epidermis and dermis: Dancik et al. 2013, 10.1016/j.addr.2012.01.006, with the capillaries
// of Kretsos et al. 2008, 10.1016/j.ijpharm.2007.06.020; constants as in the Open Systems
// Pharmacology skin model.

namespace percuta::skin_models {

struct viable_options {
  bool paracellular_clearance = true;
  double perfusion = 1.0;  ///< multiplies the dermal blood flow
  bool choose_albumin_class = true;
  albumin_class albumin = albumin_class::neutral_or_base;  ///< used when not chosen
};

/// A viable layer for one solute. The published K = 0.6 BF / f_non is over un-ionised solute; here
/// K is over all unbound solute in water, ionised or not, hence 0.6 BF.
struct viable_layer {
  double fraction_unbound;
  double binding_factor;     ///< BF, total over unbound in the watery part
  double partition;          ///< K
  double diffusivity_cm2_s;  ///< effective, of the total concentration
};

inline viable_layer describe_viable(const molecule& m, double ph, const viable_options& options) {
  constexpr double aqueous_share = 0.6;  // of viable tissue
  constexpr double extravascular_protein = 0.32;
  constexpr double bound_diffusivity_cm2_s = 1e-7;
  viable_layer v{};
  v.fraction_unbound =
      fraction_unbound(m, options.choose_albumin_class ? albumin_class_of(m) : options.albumin);
  const double fu = v.fraction_unbound;
  const double neutral_kow = neutral_share(ph, m.pka_acid, m.pka_base) * m.kow;
  v.binding_factor =
      (1.0 - extravascular_protein) + extravascular_protein / fu + 0.001 * neutral_kow;
  v.partition = aqueous_share * v.binding_factor;
  const double free_cm2_s = std::pow(10.0, -4.15 - 0.6555 * std::log10(m.molar_mass_g_mol));
  v.diffusivity_cm2_s =
      (free_cm2_s + extravascular_protein * bound_diffusivity_cm2_s * (1.0 - fu) / fu) /
      v.binding_factor;
  return v;
}

/// Clearance by dermal capillaries of the unbound solute [1/s]: their walls, 100 cm2/cm3 of them,
/// in series with a blood flow of 0.132 /min. The wall is Potts & Guy's membrane a hundred times
/// over, beside it the gaps between its cells.
inline double capillary_clearance_1_s(const molecule& m, const viable_options& options) {
  constexpr double wall_area_cm2_cm3 = 100.0;
  constexpr double flow_1_h = 0.132 * 60.0;
  double wall_cm_h = 100.0 * potts_guy_cm_h(m.molar_mass_g_mol, m.log_kow);
  if (options.paracellular_clearance) wall_cm_h += capillary_paracellular_cm_h(m.molar_mass_g_mol);
  const double wall_1_h = wall_cm_h * wall_area_cm2_cm3;
  const double blood_1_h = flow_1_h * options.perfusion;
  return 1.0 / (1.0 / wall_1_h + 1.0 / blood_1_h) / 3600.0;  // none where either is zero
}

}  // namespace percuta::skin_models

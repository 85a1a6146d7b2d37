#pragma once

#include "common/molecule.hpp"

#include <algorithm>
#include <cmath>

// Partition into the stratum corneum: Wang, Kasting & Nitsche 2006 and 2007, 10.1002/jps.20509 and
// 10.1002/jps.20883, constants as in the Open Systems Pharmacology skin model.

namespace percuta::skin_models {

/// The stratum corneum's make-up in one state of hydration.
struct barrier_state {
  double corneocyte_volume_share;  ///< phi_cor
  double water_over_dry_mass;      ///< nu, in the corneocytes
  double fibre_share;              ///< phi_f, keratin fibres in the corneocytes
  double slowing;                  ///< of lipid diffusion and of bilayer crossing
  double period_um;                ///< l_x, length of the brick's period
};

inline constexpr barrier_state fully_hydrated{0.9684, 2.75, 0.1928, 1.0, 31.319};
inline constexpr barrier_state partially_hydrated{0.9073, 0.43, 0.6044, 3.0, 30.266};

/// Lipid over water, un-ionised.
inline double lipid_partition(double kow) {
  return 0.43 * std::pow(kow, 0.81);
}

/// Corneocyte over water, un-ionised: protein binding and water, by mass.
inline double corneocyte_partition(double kow, const barrier_state& b) {
  constexpr double protein_share = 0.9;  // of the dry mass; lipid is the rest
  constexpr double water_over_protein_density = 1.0 / 1.37;
  const double protein = 5.4 * std::pow(kow, 0.27);
  return (protein * protein_share + b.water_over_dry_mass) /
         (protein_share * water_over_protein_density + b.water_over_dry_mass);
}

/// Whole stratum corneum over water, un-ionised: K_sc.
inline double stratum_corneum_partition(double kow, const barrier_state& b) {
  return (1.0 - b.corneocyte_volume_share) * lipid_partition(kow) +
         b.corneocyte_volume_share * corneocyte_partition(kow, b);
}

/// D_sc = P h / K [m2/s], the diffusivity with which a layer of thickness h has permeability P. Not
/// below 1e-30, at which 10 um take longer than any run: a solver needs D above zero.
inline double diffusivity_of_permeability_m2_s(double permeability_m_s, double thickness_m,
                                               double partition) {
  return std::max(permeability_m_s * thickness_m / partition, 1e-30);
}

}  // namespace percuta::skin_models

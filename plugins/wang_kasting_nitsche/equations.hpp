#pragma once

#include "common/molecule.hpp"
#include "common/stratum_corneum.hpp"
#include "common/water.hpp"

#include <array>
#include <cmath>

// Lipid-corneocyte path of the stratum corneum: Wang, Kasting & Nitsche 2006 and 2007,
// 10.1002/jps.20509 and 10.1002/jps.20883. Constants read in the Open Systems Pharmacology skin
// model, whose file held the set of 2007 until 2019 and holds another since 2020.

namespace percuta::wang_kasting_nitsche {

using skin_models::barrier_state;
using skin_models::molecule;

enum class constant_set { of_2019, of_2020 };

/// Regression of the normalised permeability in one state of hydration.
struct regression {
  double sigma_factor, crossing;  ///< a, b of the form for R > 100
  double floor_2020;              ///< c0 of the 2020 set; the 2019 set has none
  double hindrance[4];            ///< H(lambda), ascending powers
  double coefficients[5][5];      ///< c_ij of the form for R <= 100
};

inline constexpr regression fully_hydrated{
    0.9685,
    1.827e5,
    7.611e-4,
    {0.9999, -1.2762, 0.0718, 0.1195},
    {{-4.48116, 0.823855, -0.200615, 0.0874482, -0.00969133},
     {0.00388257, 0.000726031, -0.0163362, 0.0115681, -0.00217086},
     {0.0000834108, -0.000956469, -0.000716288, 0.00195218, -0.000707896},
     {-0.00094815, -0.000809313, 0.0037365, -0.00169451, 0.0000924718},
     {-0.000209213, -0.000142974, 0.000835781, -0.000433507, 0.000043709}}};

inline constexpr regression partially_hydrated{
    0.8979,
    5.536e5,
    2.935e-4,
    {1.0001, -2.4497, 1.1410, 0.5432},
    {{-4.95725, 0.838263, -0.207133, 0.0837613, -0.00861439},
     {0.00187015, -0.000105288, -0.00849198, 0.00666713, -0.00119412},
     {0.000745813, -0.00018624, -0.00360234, 0.00343394, -0.000768073},
     {0.000182904, -0.0000828876, -0.000526007, 0.00071352, -0.000213017},
     {0.0000283838, -0.0000198892, -0.00000605354, 0.0000484676, -0.000021566}}};

/// Where the polynomial for R <= 100 is used. The published fit states no range; inside this one
/// the polynomial behaves as the physics must (level in sigma, rising with R; it meets the low-R
/// asymptote, in proportion to R, at its lower end), outside it leaves it, by up to a hundred
/// orders of magnitude.
inline constexpr double lowest_r = 0.3, polynomial_r = 100.0;
inline constexpr double lowest_log10_sigma = -4.0, highest_log10_sigma = 3.0;

struct normalised_permeability {
  double value;       ///< P h_sc / (D_lip K_lip)
  bool extrapolated;  ///< an asymptote took the place of the polynomial
};

/// R: bilayer crossing against lateral diffusion in lipid. sigma: lipid against corneocytes.
/// Outside its range the polynomial gives way to its asymptotes: sigma stays at the end of the
/// range and P falls in proportion to R.
inline normalised_permeability normalised(double sigma, double r, const regression& g,
                                          constant_set set) {
  if (r > polynomial_r) {
    const double floor = set == constant_set::of_2020 ? g.floor_2020 : 0.0;
    return {floor + 1.0 / (g.sigma_factor * sigma + g.crossing / r), false};
  }
  const double wanted_sigma = std::log10(sigma);
  const double log_sigma =
      std::fmin(std::fmax(wanted_sigma, lowest_log10_sigma), highest_log10_sigma);
  const double log_r = std::log10(std::fmax(r, lowest_r));
  double log_p = 0.0;
  for (int i = 4; i >= 0; --i) {
    double in_r = 0.0;
    for (int j = 4; j >= 0; --j)
      in_r = in_r * log_r + g.coefficients[i][j];
    log_p = log_p * log_sigma + in_r;
  }
  const double falling = r < lowest_r ? r / lowest_r : 1.0;
  return {falling * std::pow(10.0, log_p), r < lowest_r || log_sigma != wanted_sigma};
}

/// Solute in lipid, sideways [cm2/s].
inline double lipid_diffusivity_cm2_s(const molecule& m, const barrier_state& b) {
  return (1.24e-7 * std::pow(100.0 / m.molar_mass_g_mol, 2.43) + 2.34e-9) / b.slowing;
}

/// Solute across one bilayer [cm/s].
inline double bilayer_crossing_cm_s(const molecule& m, const barrier_state& b, constant_set set) {
  const double root = std::cbrt(m.molar_mass_g_mol);
  const double log10_k =
      set == constant_set::of_2019 ? -0.725 - 0.792 * root : -0.570 - 0.840 * root;
  return std::pow(10.0, log10_k) / b.slowing;
}

struct corneocyte_path {
  double transmission_cm2_s;  ///< D_cor times the free share of their water
  bool closed;                ///< the solute is too large for the gaps between the fibres
};

/// Solute between the keratin fibres (radius 35 angstrom) of the corneocytes. A solute that finds
/// no room there is given a millionth of its transmission in water, which closes the path.
inline corneocyte_path between_fibres(const molecule& m, const barrier_state& b,
                                      const regression& g) {
  constexpr double fibre_radius_angstrom = 35.0, closed = 1e-6;
  const double lambda =
      skin_models::radius_angstrom(m.molar_volume_cm3_mol) / fibre_radius_angstrom;
  const double room = 1.0 - b.fibre_share * (1.0 + lambda) * (1.0 + lambda);
  const double hindrance =
      g.hindrance[0] +
      lambda * (g.hindrance[1] + lambda * (g.hindrance[2] + lambda * g.hindrance[3]));
  const double share = room > 0.0 && hindrance > 0.0 ? room * room * hindrance : 0.0;
  return {
      skin_models::diffusivity_in_water_cm2_s(m.molar_volume_cm3_mol) * std::fmax(share, closed),
      share < closed};
}

struct barrier_permeability {
  double cm_s;  ///< over un-ionised concentration in water
  bool extrapolated;
};

/// Permeability of a stratum corneum of the given thickness, polar path not included.
inline barrier_permeability permeability(const molecule& m, bool is_fully_hydrated,
                                         constant_set set, double thickness_cm) {
  constexpr double bilayer_cm = 13e-7;  // delta
  const barrier_state& b =
      is_fully_hydrated ? skin_models::fully_hydrated : skin_models::partially_hydrated;
  const regression& g = is_fully_hydrated ? fully_hydrated : partially_hydrated;
  const double period_cm = b.period_um * 1e-4;
  const double lipid_cm2_s = lipid_diffusivity_cm2_s(m, b);
  const double k_lip = skin_models::lipid_partition(m.kow);
  const corneocyte_path corneocytes = between_fibres(m, b, g);
  const double r =
      bilayer_crossing_cm_s(m, b, set) * period_cm * period_cm / (bilayer_cm * lipid_cm2_s);
  const double sigma = lipid_cm2_s * k_lip / corneocytes.transmission_cm2_s;
  const normalised_permeability p = normalised(sigma, r, g, set);
  return {p.value * lipid_cm2_s * k_lip / thickness_cm, p.extrapolated || corneocytes.closed};
}

}  // namespace percuta::wang_kasting_nitsche

#include "serum/vehicle.hpp"

#include "percuta/error.hpp"
#include "serum/constants.hpp"
#include "skin/channel_fluid.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace percuta {

vehicle_state describe(const mixture& m, const film_state& s) {
  const std::size_t n = m.solvents.size();
  vehicle_state v;
  v.volume_fraction.resize(n);
  const double own_m = liquid_thickness_m(m, s);
  double mol = 0.0, log_viscosity = 0.0;
  for (std::size_t i = 0; i < n; ++i) {
    const solvent& one = m.solvents[i];
    const double mol_i = s.mol_m2[static_cast<Eigen::Index>(i)];
    v.volume_fraction[i] = mol_i * one.molar_mass_kg_mol / one.density_kg_m3;
    mol += mol_i;
    if (std::isfinite(one.viscosity_Pa_s)) {
      log_viscosity += mol_i * std::log(one.viscosity_Pa_s / constants::water_viscosity_Pa_s);
    }
  }
  const double from_skin_m = std::max(0.0, constants::residual_film_m - own_m);
  v.liquid_m = own_m + from_skin_m;
  v.thickness_m = v.liquid_m + s.residue_m;
  v.solvent_m = v.liquid_m + m.base_share * s.residue_m;
  v.from_skin = from_skin_m / v.liquid_m;
  for (double& fraction : v.volume_fraction)
    fraction /= v.liquid_m;
  mol += from_skin_m * constants::water_density_kg_m3 / constants::water_molar_mass_kg_mol;
  v.relative_viscosity = std::exp(log_viscosity / mol);
  return v;
}

cosolvency cosolvency_of(const mixture& m, const film_substance& active, const solubility& s) {
  cosolvency made;
  made.power.assign(m.solvents.size(), 0.0);
  if (s.miscible) return made;
  made.largest = std::max(1.0, s.limit_kg_m3 / s.neutral_kg_m3);
  for (std::size_t i = 0; i < m.solvents.size(); ++i) {
    const solvent& one = m.solvents[i];
    if (!std::isfinite(one.cosolvency_sigma)) continue;
    made.power[i] = one.cosolvency_sigma;
    if (std::isfinite(one.cosolvency_slope) && std::isfinite(active.log_kow)) {
      made.power[i] += one.cosolvency_slope * active.log_kow;
    }
  }
  return made;
}

double cosolvency::unlimited(const vehicle_state& v) const {
  double log10_K = 0.0;
  for (std::size_t i = 0; i < power.size(); ++i)
    log10_K += power[i] * v.volume_fraction[i];
  return std::pow(10.0, log10_K);
}

double cosolvency::partition(const vehicle_state& v) const {
  return std::min(unlimited(v), largest);
}

double diffusivity_in_water_m2_s(const film_substance& active, std::vector<std::string>& warnings) {
  double volume_m3_mol = active.molar_volume;
  if (!std::isfinite(volume_m3_mol)) {
    if (!std::isfinite(active.molar_mass)) {
      throw configuration_error(missing_property(active.name, "molar volume (or molar mass)",
                                                 "molar_volume = \"120 cm^3/mol\""));
    }
    volume_m3_mol = 1.18e-3 * active.molar_mass;  // 1.18 cm3/g, as for channel fluid
    warnings.push_back(fmt::format(
        "molar volume is unknown: diffusion in the film takes {:.3g} cm^3/mol from the molar mass",
        1e6 * volume_m3_mol));
  }
  return water_diffusivity_m2_s(volume_m3_mol);
}

double diffusivity_in_film_m2_s(double in_water_m2_s, const vehicle_state& v) {
  return std::max(least_film_diffusivity_m2_s, in_water_m2_s / v.relative_viscosity);
}

}  // namespace percuta

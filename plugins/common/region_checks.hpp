#pragma once

#include "common/molecule.hpp"
#include "percuta/plugin.hpp"

#include <cmath>
#include <cstdint>
#include <string>

// What a diffusion model refuses, and what it answers with a warning.

namespace percuta::skin_models {

/// Throws sdk::fail(PERCUTA_OUT_OF_RANGE) for a region that cannot be described.
inline void check_region(const percuta_region& region) {
  const std::string layer = "layer '" + std::string(region.name) + "'";
  if (region.kind < PERCUTA_STRATUM_CORNEUM || region.kind > PERCUTA_SUBCUTIS) {
    throw sdk::fail(PERCUTA_OUT_OF_RANGE, "kind",
                    layer +
                        " is of no kind that this model knows; give it kind = "
                        "\"stratum_corneum\", \"viable_epidermis\", \"dermis\" or \"subcutis\"");
  }
  if (!(region.thickness > 0.0)) {
    throw sdk::fail(PERCUTA_OUT_OF_RANGE, "thickness", layer + " must have a thickness above 0");
  }
  if (!std::isfinite(region.ph)) {
    throw sdk::fail(PERCUTA_OUT_OF_RANGE, "ph", layer + " must have a pH");
  }
}

/// The ingredient in the units of the papers. Throws sdk::fail for a property that is missing or
/// makes no sense.
inline molecule molecule_of(const percuta_ingredient& i) {
  const std::string who = "ingredient '" + std::string(i.name) + "'";
  const auto required = [&](double value, const char* key) {
    if (std::isnan(value)) {
      throw sdk::fail(PERCUTA_MISSING_PROPERTY, key,
                      who + " has no " + key + "; give it under properties");
    }
    return value;
  };
  const auto refused = [&](const char* key, const char* range) {
    return sdk::fail(PERCUTA_OUT_OF_RANGE, key, who + " must have a " + key + " " + range);
  };
  molecule m{};
  m.molar_mass_g_mol = required(i.molar_mass, "molar_mass") * 1e3;
  m.log_kow = required(i.log_kow, "log_kow");
  if (!(m.molar_mass_g_mol > 0.0)) throw refused("molar_mass", "above 0");
  if (!(std::fabs(m.log_kow) <= 30.0)) throw refused("log_kow", "between -30 and 30");
  m.kow = std::pow(10.0, m.log_kow);
  m.molar_volume_estimated = std::isnan(i.molar_volume);
  m.molar_volume_cm3_mol = m.molar_volume_estimated
                               ? estimated_molar_volume_cm3_mol(m.molar_mass_g_mol)
                               : i.molar_volume * 1e6;
  if (!(m.molar_volume_cm3_mol > 0.0)) throw refused("molar_volume", "above 0");
  m.pka_acid = i.pka_acid;
  m.pka_base = i.pka_base;
  m.fraction_unbound = i.fraction_unbound;
  if (i.fraction_unbound <= 0.0 || i.fraction_unbound > 1.0) {
    throw refused("fraction_unbound", "above 0 and at most 1");
  }
  return m;
}

/// True outside the measurements that stand behind the equations: for the permeabilities of barrier
/// and capillary walls the span of 208 aqueous permeabilities of human skin (supporting table of
/// Chen et al. 2010, 10.1002/aic.12048), for diffusion in viable epidermis dextrans up to 500 kDa
/// (10.1038/s41598-018-36009-8); for all of them 25 to 37 degC, since nothing here moves with
/// temperature.
inline bool is_beyond(const molecule& m, const percuta_region& region) {
  if (!(region.temperature >= 298.15 && region.temperature <= 310.15)) return true;
  if (region.kind == PERCUTA_VIABLE_EPIDERMIS) return m.molar_mass_g_mol > 500e3;
  return m.molar_mass_g_mol < 18.0 || m.molar_mass_g_mol > 765.0 || m.log_kow < -3.7 ||
         m.log_kow > 5.5;
}

/// The flag for a condition.
constexpr std::uint32_t extrapolated_if(bool condition) {
  return condition ? static_cast<std::uint32_t>(PERCUTA_FLAG_EXTRAPOLATED) : 0u;
}

}  // namespace percuta::skin_models

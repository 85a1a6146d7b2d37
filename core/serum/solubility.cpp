#include "serum/solubility.hpp"

#include "percuta/error.hpp"
#include "serum/constants.hpp"
#include "serum/ionisation.hpp"
#include "serum/solvents.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

/// A solubility of the whole water, as compilations write that a liquid mixes with it.
constexpr double miscible_kg_m3 = 999.0;
/// u_sat of an ionised active is at most this many times S_0, since salts fall out too.
constexpr double largest_gain_of_ions = 10.0;

/// General solubility equation [kg/m3] at 25 degC; see water_solubility.
double general_solubility_kg_m3(const film_substance& s) {
  constexpr double twenty_five_degC = 298.15;
  const double log_mol_L =
      0.5 - s.log_kow - 0.01 * std::max(0.0, s.melting_point - twenty_five_degC);
  return std::pow(10.0, log_mol_L) * 1e3 * s.molar_mass;
}

bool can_estimate(const film_substance& s) {
  return std::isfinite(s.log_kow) && std::isfinite(s.melting_point) && std::isfinite(s.molar_mass);
}

}  // namespace

solubility water_solubility(const film_substance& active, double ph, double skin_temperature_K) {
  solubility made;
  made.limit_kg_m3 = std::isfinite(active.density) ? active.density : 1000.0;
  made.neutral_share = neutral_share(ph, active.pka_acid, active.pka_base);

  double known = active.water_solubility, known_at_K = active.water_solubility_temperature;
  if (!std::isfinite(known_at_K)) known_at_K = constants::room_temperature_K;
  const bool solid = active.melting_point > skin_temperature_K;
  if (!solid && known >= std::min(miscible_kg_m3, made.limit_kg_m3)) {
    made.miscible = true;
    made.neutral_kg_m3 = made.limit_kg_m3;
    return made;
  }
  if (!std::isfinite(known)) {
    if (!can_estimate(active)) {
      throw configuration_error(missing_property(
          active.name, "solubility in water (or logKow and melting point, to estimate it)",
          "water_solubility = \"10 g/L\""));
    }
    known = general_solubility_kg_m3(active);
    known_at_K = constants::room_temperature_K;
    made.warnings.push_back(fmt::format(
        "solubility in water is unknown: the general solubility equation gives {:.3g} g/L (low "
        "confidence)",
        known));
  }
  // A solid may dissolve in less than its own volume of water, but never beyond its own density.
  const double cap = std::isfinite(active.density) || !solid ? made.limit_kg_m3
                                                             : std::max(made.limit_kg_m3, known);
  made.limit_kg_m3 = cap;
  made.neutral_kg_m3 =
      std::min(cap, known * std::pow(10.0, 0.01 * (skin_temperature_K - known_at_K)));
  const double gain = std::min(1.0 / made.neutral_share, largest_gain_of_ions);
  made.saturation_kg_m3 = std::min(cap, gain * made.neutral_kg_m3);
  if (made.neutral_share < 0.9) {
    made.warnings.push_back(fmt::format(
        "{:.3g} % is ionised at pH {:.3g}: it saturates at {:.3g} times the solubility of the "
        "neutral form{}; a measured solubility is taken as that of the neutral form",
        100.0 * (1.0 - made.neutral_share), ph, made.saturation_kg_m3 / made.neutral_kg_m3,
        1.0 / made.neutral_share > largest_gain_of_ions ? " (the rule's cap)" : ""));
  }
  return made;
}

}  // namespace percuta

#include "plan/ingredient_plan.hpp"
#include "scenario/properties.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <limits>

namespace percuta {
namespace {

/// A property by name and its place in the structs that take it (null where they do not).
struct property_row {
  const char* key;
  double percuta_ingredient::*diffusion;
  double film_substance::*film;
};

using in_diffusion = percuta_ingredient;
using in_film = film_substance;

constexpr property_row rows[] = {
    {"molar_mass", &in_diffusion::molar_mass, &in_film::molar_mass},
    {"log_kow", &in_diffusion::log_kow, &in_film::log_kow},
    {"molar_volume", &in_diffusion::molar_volume, &in_film::molar_volume},
    {"pka_acid", &in_diffusion::pka_acid, &in_film::pka_acid},
    {"pka_base", &in_diffusion::pka_base, &in_film::pka_base},
    {"water_solubility", &in_diffusion::water_solubility, &in_film::water_solubility},
    {"water_solubility_temperature", &in_diffusion::water_solubility_temperature,
     &in_film::water_solubility_temperature},
    {"melting_point", &in_diffusion::melting_point, &in_film::melting_point},
    {"boiling_point", &in_diffusion::boiling_point, &in_film::boiling_point},
    {"density", &in_diffusion::density, &in_film::density},
    {"fraction_unbound", &in_diffusion::fraction_unbound, nullptr},
    {"vapour_pressure", nullptr, &in_film::vapour_pressure},
    {"vapour_pressure_temperature", nullptr, &in_film::vapour_pressure_temperature},
    {"vaporisation_enthalpy", nullptr, &in_film::vaporisation_enthalpy},
    {"viscosity", nullptr, &in_film::viscosity},
    {"cosolvency_sigma", nullptr, &in_film::cosolvency_sigma},
    {"cosolvency_slope", nullptr, &in_film::cosolvency_slope},
};

}  // namespace

double substance::property(const std::string& key) const {
  const auto entry = properties.find(key);
  return entry == properties.end() ? std::numeric_limits<double>::quiet_NaN() : entry->second.value;
}

percuta_ingredient for_diffusion(const substance& s) {
  percuta_ingredient answer{};
  answer.struct_size = sizeof answer;
  answer.name = s.name.c_str();
  for (const property_row& row : rows) {
    if (row.diffusion != nullptr) answer.*row.diffusion = s.property(row.key);
  }
  return answer;
}

film_substance for_film(const substance& s) {
  film_substance answer{};
  answer.name = s.name;
  answer.role = s.role;
  answer.fraction = s.fraction;
  for (const property_row& row : rows) {
    if (row.film != nullptr) answer.*row.film = s.property(row.key);
  }
  return answer;
}

void report_properties(planning& p, const std::vector<known_serum>& serums) {
  for (const known_serum& serum : serums) {
    for (const substance& s : serum.substances) {
      for (const property_row& row : rows) {
        const auto known = s.properties.find(row.key);
        if (known == s.properties.end() || known->second.given) continue;
        std::string words = row.key;
        std::replace(words.begin(), words.end(), '_', ' ');
        note_computed(p,
                      {fmt::format("{}: {}", s.name, words),
                       snake_case(s.name) + "_" + row.key,
                       find_property(row.key)->unit,
                       known->second.value,
                       {},
                       {},
                       known->second.source},
                      serum.said->name);
      }
    }
  }
}

std::string property_to_fill(const std::string& key) {
  const ingredient_property* known = find_property(key);
  if (known == nullptr || known->unit == "1") return fmt::format("{} = ...", key);
  return fmt::format("{} = \"... {}\"", key, known->unit);
}

}  // namespace percuta

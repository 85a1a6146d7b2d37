#include "catch.hpp"

#include <toml++/toml.h>
#include <cctype>
#include <map>
#include <string>

namespace {

/// Atoms of "C6H8O6".
std::map<std::string, int> atoms_of(const std::string& formula) {
  std::map<std::string, int> atoms;
  for (std::size_t i = 0; i < formula.size();) {
    std::string element(1, formula[i++]);
    while (i < formula.size() && std::islower(static_cast<unsigned char>(formula[i]))) {
      element += formula[i++];
    }
    int n = 0;
    while (i < formula.size() && std::isdigit(static_cast<unsigned char>(formula[i]))) {
      n = 10 * n + (formula[i++] - '0');
    }
    atoms[element] += n == 0 ? 1 : n;
  }
  return atoms;
}

// IUPAC standard atomic weights, abridged.
const std::map<std::string, double> weight{{"C", 12.011}, {"H", 1.008},   {"N", 14.007},
                                           {"O", 15.999}, {"S", 32.06},   {"P", 30.974},
                                           {"Cl", 35.45}, {"Na", 22.990}, {"Co", 58.933}};

// Schroeder's increments, cm3/mol.
const std::map<std::string, double> increment{{"C", 7.0}, {"H", 7.0},  {"N", 7.0},
                                              {"O", 7.0}, {"S", 21.0}, {"Cl", 24.5}};

template <class Check>
void for_each_structure(const Check& check) {
  const toml::table file = toml::parse_file(PERCUTA_SOURCE_DIR "/plugins/builtin/ingredients.toml");
  int n = 0;
  for (const auto& entry : *file["ingredient"].as_array()) {
    const toml::table& t = *entry.as_table();
    if (!t.contains("formula")) continue;
    CAPTURE(t["inci"].value_or(std::string{}));
    check(t, atoms_of(t["formula"].value_or(std::string{})));
    ++n;
  }
  CHECK(n > 100);
}

}  // namespace

TEST_CASE("molar masses follow from the formulae") {
  for_each_structure([](const toml::table& t, const std::map<std::string, int>& atoms) {
    double mass = 0.0;
    for (const auto& [element, n] : atoms)
      mass += n * weight.at(element);
    CHECK(t["molar_mass_g_mol"]["value"].value_or(0.0) == Approx(mass).epsilon(1e-4));
  });
}

TEST_CASE("molar volumes are Schroeder's sum over atoms, rings and multiple bonds") {
  for_each_structure([](const toml::table& t, const std::map<std::string, int>& atoms) {
    if (!t.contains("molar_volume_cm3_mol")) return;
    double volume = -7.0 * t["rings"].value_or(0) + 7.0 * t["double_bonds"].value_or(0) +
                    14.0 * t["triple_bonds"].value_or(0);
    for (const auto& [element, n] : atoms)
      volume += n * increment.at(element);
    CHECK(t["molar_volume_cm3_mol"]["value"].value_or(0.0) == Approx(volume));
  });
}

TEST_CASE("rings and double bonds make up the formula's degree of unsaturation") {
  for_each_structure([](const toml::table& t, const std::map<std::string, int>& atoms) {
    if (!t.contains("rings")) return;
    const auto count = [&](const char* element) {
      const auto found = atoms.find(element);
      return found == atoms.end() ? 0 : found->second;
    };
    if (count("P") + count("Co") + count("Na") > 0) return;
    const int hydrogen_like = count("H") + count("Cl");
    const int unsaturation = (2 * count("C") + 2 + count("N") - hydrogen_like) / 2;
    // A sulfonic acid's two S=O bonds are not in the count of carbon's bonds.
    const int sulfonic = t["inci"].value_or(std::string{}) == "Taurine" ? 2 : 0;
    CHECK(t["rings"].value_or(0) + t["double_bonds"].value_or(0) - sulfonic == unsaturation);
  });
}

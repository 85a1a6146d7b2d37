#include "catch.hpp"
#include "database.hpp"

#include <cmath>
#include <set>

using namespace percuta::testing;

namespace {

struct bounds {
  double low, high;
};

const std::map<std::string, bounds>& plausible() {
  static const std::map<std::string, bounds> table{
      {"molar_mass", {0.018, 1.4}},
      {"molar_volume", {20e-6, 1500e-6}},
      {"log_kow", {-5.0, 9.0}},
      {"pka_acid", {1.0, 11.0}},
      {"pka_base", {0.0, 13.0}},
      {"water_solubility", {1e-6, 2000.0}},
      {"water_solubility_temperature", {288.15, 310.15}},
      {"melting_point", {150.0, 650.0}},
      {"boiling_point", {350.0, 680.0}},
      {"density", {780.0, 1700.0}},
      {"vapour_pressure", {1e-7, 1e4}},
      {"vapour_pressure_temperature", {288.15, 310.15}},
      {"vaporisation_enthalpy", {3e4, 1e5}},
      {"viscosity", {0.8e-3, 1.0}},
      {"cosolvency_sigma", {0.0, 5.0}},
      {"cosolvency_slope", {0.0, 1.5}}};
  return table;
}

}  // namespace

TEST_CASE("every value is finite, within plausible bounds, and has a source") {
  const database d;
  for (const std::string& name : all_names()) {
    for (const auto& [key, p] : d.get(name)) {
      CAPTURE(name, key, p.value, p.text);
      CHECK_FALSE(p.source.empty());
      if (p.grade == PERCUTA_DOUBTFUL && key != "cas") CHECK_FALSE(p.method.empty());
      if (!p.text.empty()) {
        CHECK((key == "name" || key == "cas" || key == "role"));
        CHECK(std::isnan(p.value));
        continue;
      }
      REQUIRE(plausible().count(key) == 1);
      CHECK(std::isfinite(p.value));
      CHECK(p.value >= plausible().at(key).low);
      CHECK(p.value <= plausible().at(key).high);
    }
  }
}

TEST_CASE("temperatures and pressures of an ingredient agree with each other") {
  const database d;
  for (const std::string& name : all_names()) {
    const auto p = d.get(name);
    CAPTURE(name);
    if (p.count("melting_point") && p.count("boiling_point")) {
      CHECK(p.at("melting_point").value < p.at("boiling_point").value);
    }
    if (p.count("vapour_pressure") && p.count("boiling_point")) {
      const double boiling = p.at("boiling_point").value;
      // Heat of vaporisation of the line to one atmosphere: 30 to 120 kJ/mol for these liquids.
      const double heat = 8.314 * std::log(101325.0 / p.at("vapour_pressure").value) /
                          (1.0 / p.at("vapour_pressure_temperature").value - 1.0 / boiling);
      CHECK(heat > 3e4);
      CHECK(heat < 1.2e5);
    }
    CHECK(p.count("vapour_pressure") == p.count("vapour_pressure_temperature"));
  }
}

TEST_CASE("a CAS number has the right check digit and stands once") {
  const database d;
  std::set<std::string> seen;
  for (const std::string& name : all_names()) {
    const auto p = d.get(name);
    if (p.count("cas") == 0) continue;
    const std::string cas = p.at("cas").text;
    CAPTURE(name, cas);
    CHECK(seen.insert(cas).second);
    std::string digits;
    for (const char c : cas) {
      if (c != '-') digits += c;
    }
    REQUIRE(digits.size() >= 5);
    int sum = 0;
    for (std::size_t i = 0; i + 1 < digits.size(); ++i) {
      sum += static_cast<int>(digits.size() - 1 - i) * (digits[i] - '0');
    }
    CHECK(sum % 10 == digits.back() - '0');
  }
}

TEST_CASE("solvents have what drying needs") {
  const database d;
  int solvents = 0;
  for (const std::string& name : all_names()) {
    const auto p = d.get(name);
    if (p.count("role") == 0 || p.at("role").text != "solvent") continue;
    CAPTURE(name);
    ++solvents;
    CHECK(p.count("molar_mass") == 1);
    CHECK(p.count("density") == 1);
  }
  CHECK(solvents >= 12);
}

TEST_CASE("at least sixty ingredients have all that diffusion and the film need") {
  const database d;
  int complete = 0;
  for (const std::string& name : all_names()) {
    const auto p = d.get(name);
    const bool dissolves = p.count("water_solubility") || p.count("melting_point");
    complete += p.count("molar_mass") && p.count("log_kow") && p.count("molar_volume") && dissolves;
  }
  CHECK(complete >= 60);
}

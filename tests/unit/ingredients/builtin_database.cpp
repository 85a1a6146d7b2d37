#include "catch.hpp"
#include "database.hpp"

#include <cmath>

using namespace percuta::testing;

TEST_CASE("a name is found in any case, by its INCI name or a synonym") {
  const database d;
  const auto same = {std::pair{"niacinamide", "Niacinamide"},
                     {"NICOTINAMIDE", "Niacinamide"},
                     {"Aqua", "Water"},
                     {"  aqua ", "Water"},
                     {"Ethanol", "Alcohol"},
                     {"vitamin  c", "Ascorbic Acid"},
                     {"GHK", "Tripeptide-1"},
                     {"1,3-Propanediol", "Propanediol"}};
  for (const auto& [asked, name] : same) {
    CAPTURE(asked);
    const auto got = d.get(asked);
    REQUIRE(got.count("name") == 1);
    CHECK(got.at("name").text == name);
    const auto found = d.find(asked, 3);
    REQUIRE_FALSE(found.empty());
    CHECK(found[0] == std::pair<std::string, double>(name, 0.0));
  }
}

TEST_CASE("a typo finds the nearest name") {
  const database d;
  for (const auto& [typo, name] : {std::pair{"Niacinamid", "Niacinamide"},
                                   {"Ascorbic Acd", "Ascorbic Acid"},
                                   {"Caffiene", "Caffeine"},
                                   {"Glycerine ", "Glycerin"},
                                   {"hyaluronic", "Hyaluronic Acid"}}) {
    CAPTURE(typo);
    const auto found = d.find(typo, 3);
    REQUIRE_FALSE(found.empty());
    CHECK(found[0].first == name);
    CHECK(found.size() <= 3);
  }
}

TEST_CASE("nearest names come best first, and no further than a third of the word") {
  const database d;
  const auto found = d.find("ascorbyl", 50);
  REQUIRE(found.size() >= 3);
  for (std::size_t i = 1; i < found.size(); ++i)
    CHECK(found[i - 1].second <= found[i].second);
  CHECK(d.find("qqqqqqqqqqqq", 5).empty());
  CHECK(d.find("Niacinamide", 0).empty());
}

TEST_CASE("what is not there is not found") {
  CHECK(database().get("Unobtainium").empty());
}

TEST_CASE("values are in SI") {
  const database d;
  const auto water = d.get("Aqua");
  CHECK(water.at("molar_mass").value == Approx(0.018015));
  CHECK(water.at("vapour_pressure").value == Approx(4757.8));
  CHECK(water.at("vapour_pressure_temperature").value == Approx(305.15));
  CHECK(water.at("vaporisation_enthalpy").value == Approx(43780.0));
  CHECK(water.at("viscosity").value == Approx(0.89e-3));
  CHECK(water.at("role").text == "solvent");
  const auto niacinamide = d.get("Niacinamide");
  CHECK(niacinamide.at("molar_volume").value == Approx(126e-6));
  CHECK(niacinamide.at("water_solubility").value == Approx(500.0));
  CHECK(niacinamide.at("melting_point").value == Approx(403.15));
  CHECK(niacinamide.at("pka_base").value == Approx(3.32));
}

TEST_CASE("the unknown stays unknown") {
  const database d;
  CHECK(d.get("Niacinamide").count("pka_acid") == 0);
  CHECK(d.get("Alpha-Arbutin").count("log_kow") == 0);
  CHECK(d.get("Hyaluronic Acid").count("molar_mass") == 0);
}

TEST_CASE("doubtful values say why") {
  const auto ascorbic = database().get("Ascorbic Acid");
  CHECK(ascorbic.at("water_solubility").grade == PERCUTA_DOUBTFUL);
  CHECK(ascorbic.at("water_solubility").method.find("scatter") != std::string::npos);
  CHECK(ascorbic.at("pka_acid").value == Approx(4.1));
}

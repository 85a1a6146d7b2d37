#include "serum/solubility.hpp"

#include "catch.hpp"
#include "percuta/error.hpp"
#include "substances.hpp"

#include <cmath>

using namespace percuta;
using namespace percuta::testing;

TEST_CASE("solubility rises by 10^0.01 per kelvin above the temperature it was measured at") {
  film_substance s = salicylic_acid(0.02);
  s.pka_acid = std::nan("");
  const solubility at_25 = water_solubility(s, 5.5, 298.15);
  CHECK(at_25.neutral_kg_m3 == Approx(2.24));
  const solubility at_35 = water_solubility(s, 5.5, 308.15);
  CHECK(at_35.neutral_kg_m3 == Approx(2.24 * std::pow(10.0, 0.1)));
  CHECK(at_35.saturation_kg_m3 == Approx(at_35.neutral_kg_m3));
}

TEST_CASE("ions raise the saturation of an acid, at most tenfold") {
  const film_substance s = salicylic_acid(0.02);
  const solubility near_pka = water_solubility(s, 2.99, 298.15);
  CHECK(near_pka.saturation_kg_m3 == Approx(2.0 * 2.24));
  const solubility far = water_solubility(s, 6.0, 298.15);
  CHECK(far.saturation_kg_m3 == Approx(10.0 * 2.24));
  REQUIRE(far.warnings.size() == 1);
  CHECK(far.warnings[0].find("cap") != std::string::npos);
}

TEST_CASE("nothing dissolves beyond its own density") {
  film_substance s = niacinamide(0.1);
  s.water_solubility = 5000.0;
  CHECK(water_solubility(s, 6.0, 305.15).saturation_kg_m3 == Approx(1400.0));
}

TEST_CASE("a liquid that mixes with water has no saturation") {
  film_substance s = benzyl_alcohol(0.01);
  CHECK_FALSE(water_solubility(s, 6.0, 305.15).miscible);
  s.water_solubility = 1000.0;
  CHECK(water_solubility(s, 6.0, 305.15).miscible);
  s.melting_point = 400.0;  // a solid of the same solubility still saturates
  CHECK_FALSE(water_solubility(s, 6.0, 305.15).miscible);
}

TEST_CASE("the general solubility equation fills an unknown solubility, with a warning") {
  film_substance s = niacinamide(0.1);
  s.water_solubility = std::nan("");
  const solubility estimated = water_solubility(s, 6.0, 298.15);
  CHECK(estimated.neutral_kg_m3 == Approx(std::pow(10.0, 0.5 + 0.37 - 1.05) * 122.127));
  REQUIRE(estimated.warnings.size() == 1);
  CHECK(estimated.warnings[0].find("general solubility equation") != std::string::npos);
}

TEST_CASE("what nobody knows is asked for by name") {
  film_substance s = niacinamide(0.1);
  s.water_solubility = std::nan("");
  s.melting_point = std::nan("");
  try {
    water_solubility(s, 6.0, 305.15);
    FAIL("no error");
  } catch (const configuration_error& e) {
    const std::string what = e.what();
    CHECK(what.find("Niacinamide") != std::string::npos);
    CHECK(what.find("solubility in water") != std::string::npos);
    CHECK(what.find("properties = { water_solubility") != std::string::npos);
  }
}

#include "catch.hpp"
#include "percuta/error.hpp"
#include "serum/film_signals.hpp"
#include "serum/solvents.hpp"
#include "substances.hpp"

#include <algorithm>
#include <cmath>

using namespace percuta;
using namespace percuta::testing;

namespace {

constexpr double hour = 3600.0;
constexpr double residual = 1e-6;

film_answer dry(const film_recipe& recipe, const std::vector<film_step>& steps) {
  return dry_film(recipe, steps, environment_section{}, 24 * hour);
}

}  // namespace

TEST_CASE("the capacity starts at the residual film and jumps at the application") {
  const signal H =
      dry(serum_of({niacinamide(0.1), water(0.9)}), {apply(hour)}).actives[0].capacity_m;
  CHECK(value(H, 0.0) == Approx(residual));
  CHECK(value(H, hour, side::left) == Approx(residual));
  CHECK(value(H, hour, side::right) == Approx(0.02 * 0.9 / 997.0).epsilon(1e-6));
}

TEST_CASE("the capacity is continuous between steps") {
  const film_answer a = dry(
      serum_of({niacinamide(0.1), propylene_glycol(0.1), ethanol(0.1), glycerin(0.02), water(0.6)}),
      {apply(0.0), remove(8 * hour, 0.95), apply(12 * hour)});
  const signal& H = a.actives[0].capacity_m;
  for (std::size_t i = 1; i + 1 < H.breaks_s.size(); ++i) {
    const double t = H.breaks_s[i];
    if (t == 8 * hour || t == 12 * hour) continue;
    CHECK(value(H, t, side::left) == Approx(value(H, t, side::right)).margin(1e-12));
  }
}

TEST_CASE("the capacity follows the closed form of a drying film of pure water to 1e-7") {
  environment_section air;
  const film_recipe recipe = serum_of({niacinamide(0.1), water(0.9)});
  const signal H = dry_film(recipe, {apply(0.0)}, air, hour).actives[0].capacity_m;
  const double wet = value(H, 0.0);
  const double later = value(H, 100.0);
  const double speed = (wet - later) / 100.0;
  for (double t = 0.0; t < hour; t += 7.3) {
    const double expected = std::max(residual, wet - speed * t);
    CHECK(value(H, t) == Approx(expected).margin(2e-12));
  }
}

TEST_CASE("the capacity never falls below the residual film") {
  film_substance active = niacinamide(0.001);
  active.log_kow = -3.0;  // a glycol dissolves it a hundred times worse than water does
  const film_answer a = dry(serum_of({active, propylene_glycol(0.2), water(0.799)}), {apply(0.0)});
  for (double t = 0.0; t < 24 * hour; t += 97.0) {
    CHECK(value(a.actives[0].capacity_m, t) > residual * (1.0 - 1e-5));
  }
}

TEST_CASE("removal divides the capacity until the residual film is reached") {
  film_recipe recipe = serum_of({niacinamide(0.1), glycerin(0.9)});
  recipe.substances[1].vapour_pressure = 0.0;
  const signal H =
      dry(recipe, {apply(0.0), remove(hour, 0.5), remove(2 * hour, 1.0)}).actives[0].capacity_m;
  CHECK(value(H, 1.5 * hour) == Approx(0.5 * value(H, 0.5 * hour)));
  CHECK(value(H, 3 * hour) == Approx(residual));
}

TEST_CASE(
    "a film spreads sideways only where it is asked to, at the user's diffusivity or its own") {
  film_recipe recipe = serum_of({niacinamide(0.1), glycerin(0.05), water(0.85)});
  CHECK_FALSE(dry(recipe, {apply(0.0)}).actives[0].sheet_conductance_m3_s);
  recipe.spreads = true;
  const film_of_active own = dry(recipe, {apply(0.0)}).actives[0];
  REQUIRE(own.sheet_conductance_m3_s);
  const double wet = value(*own.sheet_conductance_m3_s, 0.0) / value(own.capacity_m, 0.0);
  const double dried = value(*own.sheet_conductance_m3_s, hour) / value(own.capacity_m, hour);
  CHECK(wet == Approx(1e-9).epsilon(0.1));
  CHECK(dried < 0.1 * wet);
  CHECK(dried > 0.99e-11);
  recipe.diffusivity_m2_s = 3e-10;
  const film_of_active given = dry(recipe, {apply(0.0)}).actives[0];
  for (const double t : {0.0, 300.0, hour}) {
    CHECK(value(*given.sheet_conductance_m3_s, t) ==
          Approx(3e-10 * value(given.capacity_m, t)).epsilon(1e-6));
  }
}

TEST_CASE("an inert film is water of constant thickness that neither dries nor saturates") {
  film_recipe recipe = serum_of({unknown_substance("tracer", ingredient_role::active, 0.01)});
  recipe.inert = true;
  const film_answer a = dry(recipe, {apply(0.0)});
  REQUIRE(a.actives.size() == 1);
  CHECK(a.actives[0].capacity_m == signal(20e-6));
  CHECK(a.actives[0].loss_m_s == signal(0.0));
  CHECK_FALSE(a.actives[0].saturation_kg_m3);
  CHECK_FALSE(a.actives[0].sheet_conductance_m3_s);

  const signal H =
      dry(recipe, {apply(0.0), remove(hour, 0.95), apply(2 * hour)}).actives[0].capacity_m;
  CHECK(value(H, 0.5 * hour) == Approx(20e-6));
  CHECK(value(H, 1.5 * hour) == Approx(1e-6));
  CHECK(value(H, 3 * hour) == Approx(21e-6));
}

TEST_CASE("a staircase keeps the last of several values at one time, and merges equal ones") {
  const signal s = staircase({0.0, 0.0, 5.0, 6.0}, {1.0, 2.0, 2.0, 3.0}, 10.0);
  CHECK(s.breaks_s == std::vector<double>{0.0, 6.0, 10.0});
  CHECK(value(s, 1.0) == 2.0);
  CHECK(value(s, 6.0) == 3.0);
  CHECK(staircase({0.0, 3.0}, {4.0, 4.0}, 10.0) == signal(4.0));
}

TEST_CASE("the history shows the film about fifty times with shares that do not exceed one") {
  const film_answer a = dry(serum_of({niacinamide(0.1), glycerin(0.05), water(0.85)}),
                            {apply(0.0), remove(hour, 0.5)});
  const film_history& h = a.history;
  CHECK(h.time_s.size() > 40);
  CHECK(h.time_s.size() < 60);
  CHECK(h.solvents == std::vector<std::string>{"Glycerin", "Aqua"});
  for (std::size_t k = 0; k < h.time_s.size(); ++k) {
    const double sum = h.volume_fraction[0][k] + h.volume_fraction[1][k];
    CHECK(sum > 0.0);
    CHECK(sum < 1.0 + 1e-12);
    CHECK(h.thickness_m[k] > 0.99 * residual);
  }
}

TEST_CASE("solvents that matter and of which something is unknown are named") {
  film_substance glycol = glycerin(0.3);
  glycol.name = "Some Glycol";
  glycol.cosolvency_sigma = std::nan("");
  glycol.viscosity = std::nan("");
  film_recipe recipe = serum_of({niacinamide(0.1), glycol, water(0.6)});
  recipe.spreads = true;
  const std::vector<std::string> warnings = dry(recipe, {apply(0.0)}).actives[0].warnings;
  const auto of_glycol = [](const std::string& w) { return w.find("Some Glycol") != w.npos; };
  CHECK(std::count_if(warnings.begin(), warnings.end(), of_glycol) == 2);
  // What else is said is of the active: nobody knows how it evaporates.
  REQUIRE(warnings.size() == 3);
  CHECK(std::count_if(warnings.begin(), warnings.end(), [](const std::string& w) {
          return w.find("taken not to evaporate") != w.npos;
        }) == 1);
}

TEST_CASE("a solvent that is not known to mix with water cannot pass for water") {
  film_substance oil = glycerin(0.9);
  oil.name = "Some Oil";
  oil.log_kow = 8.0;
  CHECK_FALSE(mixes_with_water(oil));
  CHECK_NOTHROW(dry(serum_of({niacinamide(0.1), oil}), {apply(0.0)}));
  oil.cosolvency_sigma = std::nan("");
  try {
    dry(serum_of({niacinamide(0.1), salicylic_acid(0.01), oil}), {apply(0.0)});
    FAIL("no error");
  } catch (const configuration_error& e) {
    const std::string what = e.what();
    CHECK(what.find("how 'Some Oil' dissolves") != std::string::npos);
    CHECK(what.find('\n') == std::string::npos);  // told once, though two actives lie in it
  }
  oil.log_kow = std::nan("");
  CHECK_FALSE(mixes_with_water(oil));
  oil.water_solubility = 1000.0;
  CHECK(mixes_with_water(oil));
}

TEST_CASE("actives take room in the film and dissolve nothing; an inert base dissolves") {
  film_substance base = unknown_substance("Carbomer", ingredient_role::inert, 0.1);
  base.density = 1000.0;
  const film_answer a =
      dry(serum_of({niacinamide(0.2), base, glycerin(0.7)}), {apply(0.0), cover(0.0)});
  const double solvent_m = 0.02 * (0.1 / 1000.0 + 0.7 / 1261.3);
  const double gain = std::pow(10.0, 0.26 - 0.35 * 0.37);
  CHECK(value(a.actives[0].capacity_m, 60.0) == Approx(solvent_m * gain).epsilon(1e-6));
  CHECK(a.history.thickness_m.front() == Approx(solvent_m + 0.02 * 0.2 / 1400.0));
}

TEST_CASE("every active that lacks something is reported at once") {
  try {
    dry(serum_of({unknown_substance("A", ingredient_role::active, 0.01),
                  unknown_substance("B", ingredient_role::active, 0.01), water(0.98)}),
        {apply(0.0)});
    FAIL("no error");
  } catch (const configuration_error& e) {
    const std::string what = e.what();
    CHECK(what.find("'A'") != std::string::npos);
    CHECK(what.find("'B'") != std::string::npos);
  }
}

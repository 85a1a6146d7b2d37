#include "catch.hpp"
#include "planning.hpp"

namespace percuta::test {
namespace {

const std::string serum = serum_text("s", "6.0",
                                     ingredient_text("Niacinamide", "10 %") +
                                         ingredient_text("Glycerin", "5 %", "role = \"solvent\"") +
                                         ingredient_text("Aqua", "rest", "role = \"solvent\""));

planned with(const std::string& steps) {
  return plan_text(std::string(cheek) + steps + "\n[simulation]\nduration = \"48 h\"\n",
                   {{"serum.toml", serum}});
}

const char* const twice =
    "\n[[steps]]\nat = \"0 h\"\ndo = \"apply\"\namount = \"2 mg/cm^2\"\n"
    "\n[[steps]]\nat = \"8 h\"\ndo = \"remove\"\nefficiency = \"95 %\"\n"
    "\n[[steps]]\nat = \"24 h\"\ndo = \"apply\"\namount = \"1 mg/cm^2\"\n";

}  // namespace

TEST_CASE("the first application is the film's load, later ones and removals are events") {
  const planned p = with(twice);
  REQUIRE_FALSE(p.out.has_errors());
  const problem& base = p.made.serums[0].base;
  CHECK(base.solutes[0].top.initial_kg_m2 == Approx(2e-3));
  REQUIRE(base.events.size() == 2);
  CHECK(base.events[0].time_s == 8 * 3600.0);
  CHECK(base.events[0].keep[0] == Approx(0.05));
  CHECK(base.events[1].add_kg_m2[0] == Approx(1e-3));
  CHECK(p.made.serums[0].ingredients[0].dose_kg_m2 == Approx(3e-3));
  CHECK(p.made.serums[0].ingredients[0].dose_kg_m2 == Approx(dose_kg_m2(base, 0)));
}

TEST_CASE("a serum of known ingredients dries: the film's capacity falls, its history is kept") {
  const planned p = with(twice);
  const signal& capacity = p.made.serums[0].base.solutes[0].top.capacity_m;
  CHECK(value(capacity, 0.0) > 1.5 * value(capacity, 3600.0));
  CHECK(p.made.serums[0].film.time_s.size() > 2);
  check(p.made.serums[0].base);
}

TEST_CASE("solvents make no solute of their own") {
  CHECK(with(twice).made.serums[0].base.solutes.size() == 1);
}

TEST_CASE("an application after the start leaves the film empty until then") {
  const planned p = with("\n[[steps]]\nat = \"10 min\"\ndo = \"apply\"\namount = \"2 mg/cm^2\"\n");
  REQUIRE_FALSE(p.out.has_errors());
  const problem& base = p.made.serums[0].base;
  CHECK(base.solutes[0].top.initial_kg_m2 == 0.0);
  REQUIRE(base.events.size() == 1);
  CHECK(base.events[0].add_kg_m2[0] == Approx(2e-3));
}

}  // namespace percuta::test

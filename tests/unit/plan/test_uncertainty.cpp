#include "catch.hpp"
#include "planning.hpp"

#include "plan/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace percuta::test {
namespace {

const std::string serum = serum_text(
    "s", "6.0",
    ingredient_text("Niacinamide", "10 %") + ingredient_text("Aqua", "rest", "role = \"solvent\""));
const char* const needled =
    "\n[[steps]]\nat = \"0 h\"\ndo = \"needle\"\ndevice = \"roller_192\"\nneedle_length = \"0.5 "
    "mm\"\n"
    "passes = 15\n"
    "\n[[steps]]\nat = \"0 h\"\ndo = \"apply\"\namount = \"2 mg/cm^2\"\n";
const char* const intact = "\n[[steps]]\nat = \"0 h\"\ndo = \"apply\"\namount = \"2 mg/cm^2\"\n";

planned with(const std::string& steps, const std::string& simulation = {},
             const std::string& more = {}) {
  return plan_text(
      std::string(cheek) + more + steps + "\n[simulation]\nduration = \"24 h\"\n" + simulation,
      {{"serum.toml", serum}});
}

const uncertain_input& input(const planned& p, const std::string& key) {
  const auto found = std::find_if(p.made.uncertain.begin(), p.made.uncertain.end(),
                                  [&](const uncertain_input& u) { return u.key == key; });
  if (found == p.made.uncertain.end()) throw std::runtime_error("no uncertain input " + key);
  return *found;
}

}  // namespace

TEST_CASE("combinations visit every corner once") {
  const knob a{{}, &levels::wetted}, b{{}, &levels::depth}, c{{}, &levels::half_life};
  CHECK(combinations({}).empty());
  const std::vector<levels> all = combinations({a, b, c});
  REQUIRE(all.size() == 8);
  std::set<std::vector<int>> seen;
  for (const levels& l : all) {
    seen.insert(
        {static_cast<int>(l.wetted), static_cast<int>(l.depth), static_cast<int>(l.half_life)});
    CHECK(l.wetted != level::mode);
    CHECK(l.permeability == level::mode);
  }
  CHECK(seen.size() == 8);
}

TEST_CASE("needled skin varies wetting, depth, closure and the stratum corneum") {
  const planned p = with(needled);
  REQUIRE_FALSE(p.out.has_errors());
  REQUIRE(p.made.uncertain.size() == 4);
  CHECK(input(p, "wetted_fraction").low == Approx(0.15));
  CHECK(input(p, "residual_depth").high == Approx(385e-6));
  CHECK(input(p, "solute_half_life").low == Approx(0.8 * 3600));
  CHECK(input(p, "solute_half_life").high == Approx(7.0 * 3600));
  CHECK(input(p, "stratum_corneum_permeability").high > 1.0);

  const planned_serum& s = p.made.serums[0];
  REQUIRE(s.corners.size() == 16);
  REQUIRE(s.corner_intact.size() == 16);
  REQUIRE(s.intact.size() == 3);
  for (std::size_t i = 0; i < s.corners.size(); ++i) {
    const problem& corner = s.corners[i];
    check(corner);
    CHECK(corner.events == s.base.events);
    CHECK(corner.solutes[0].top == s.base.solutes[0].top);
    CHECK(corner.solutes[0].layers == s.intact[s.corner_intact[i]].solutes[0].layers);
    CHECK(std::count(s.corners.begin(), s.corners.end(), corner) == 1);
  }
  for (const problem& without : s.intact) {
    check(without);
    CHECK(without.channels.empty());
    CHECK_FALSE(without.solutes[0].top.sheet_conductance_m3_s);
  }
}

TEST_CASE("intact skin varies the stratum corneum alone") {
  const planned p = with(intact);
  REQUIRE_FALSE(p.out.has_errors());
  REQUIRE(p.made.uncertain.size() == 1);
  const planned_serum& s = p.made.serums[0];
  REQUIRE(s.corners.size() == 2);
  CHECK(s.intact.empty());
  CHECK(s.corner_intact.empty());
  const medium &low = s.corners[0].solutes[0].layers[0], &high = s.corners[1].solutes[0].layers[0],
               &base = s.base.solutes[0].layers[0];
  const double factor = p.made.uncertain[0].high;
  CHECK(high.diffusivity_m2_s * high.partition ==
        Approx(factor * base.diffusivity_m2_s * base.partition));
  CHECK(low.diffusivity_m2_s * low.partition ==
        Approx(base.diffusivity_m2_s * base.partition / factor));
  // The partition takes the spread, so the lag stays, up to the density of the pure solid.
  CHECK(low.diffusivity_m2_s == Approx(base.diffusivity_m2_s));
  CHECK(high.partition == base.partition);
  CHECK(s.corners[0].solutes[0].layers[1] == s.base.solutes[0].layers[1]);
}

TEST_CASE("uncertainty = false leaves no corners") {
  const planned p = with(needled, "uncertainty = false\n");
  REQUIRE_FALSE(p.out.has_errors());
  CHECK(p.made.uncertain.empty());
  CHECK(p.made.serums[0].corners.empty());
  CHECK(p.made.serums[0].intact.size() == 1);
}

TEST_CASE("a half-life that the user gives moves the range along") {
  const planned p =
      with(needled, {}, "\n[closure]\nmodel = \"exponential\"\nsolute_half_life = \"6 h\"\n");
  CHECK(input(p, "solute_half_life").low == Approx(1.6 * 3600));
  CHECK(input(p, "solute_half_life").mode == Approx(6.0 * 3600));
  CHECK(input(p, "solute_half_life").high == Approx(14.0 * 3600));
}

TEST_CASE("under a cover the covered half-life is uncertain too, and only what acts is listed") {
  const std::string cover = "\n[[steps]]\nat = \"4 h\"\ndo = \"cover\"\n";
  const planned partly = with(std::string(needled) + cover);
  REQUIRE_FALSE(partly.out.has_errors());
  CHECK(input(partly, "solute_half_life").mode == Approx(3.0 * 3600));
  CHECK(input(partly, "solute_half_life_occluded").low == Approx(12.0 * 3600));
  CHECK(input(partly, "solute_half_life_occluded").high == Approx(35.0 * 3600));
  CHECK(partly.made.serums[0].corners.size() == 16);

  const planned wholly = with(std::string(needled) + "\n[[steps]]\nat = \"0 h\"\ndo = \"cover\"\n");
  REQUIRE_FALSE(wholly.out.has_errors());
  CHECK_THROWS(input(wholly, "solute_half_life"));
  CHECK(input(wholly, "solute_half_life_occluded").mode == Approx(20.0 * 3600));
  const auto& corners = wholly.made.serums[0].corners;
  CHECK(value(corners.front().channels[0].openness, 12.0 * 3600) == Approx(0.5).epsilon(1e-6));
}

TEST_CASE("a closure without half-life is not varied") {
  const planned p = with(needled, {}, "\n[closure]\nmodel = \"none\"\n");
  REQUIRE_FALSE(p.out.has_errors());
  CHECK(p.made.uncertain.size() == 3);
  CHECK(p.made.serums[0].corners.size() == 8);
  CHECK(p.made.serums[0].base.channels[0].openness == signal(1.0));
}

TEST_CASE("an uncertain depth stays within the skin") {
  std::string deep = needled;
  deep.replace(deep.find("0.5 mm"), 6, "2.0 mm");
  const planned p = with(deep);
  REQUIRE_FALSE(p.out.has_errors());
  for (const problem& corner : p.made.serums[0].corners)
    check(corner);
}

}  // namespace percuta::test

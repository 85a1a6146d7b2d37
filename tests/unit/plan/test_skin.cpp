#include "catch.hpp"
#include "planning.hpp"

#include "plan/times.hpp"

namespace percuta::test {
namespace {

const char* const day = "\n[simulation]\nduration = \"24 h\"\n";
const char* const apply = "\n[[steps]]\nat = \"0 h\"\ndo = \"apply\"\namount = \"2 mg/cm^2\"\n";

planned with_skin(const std::string& skin) {
  const std::string text = "format = 1\ntitle = \"skin\"\nserums = [\"serum.toml\"]\n[skin]\n" +
                           skin + "\n[diffusion]\nmodel = \"wang_kasting_nitsche\"\n" + apply + day;
  return plan_text(text, {{"serum.toml",
                           serum_text("n", "6.0",
                                      ingredient_text("Niacinamide", "5 %") +
                                          ingredient_text("Aqua", "rest", "role = \"solvent\""))}});
}

}  // namespace

TEST_CASE("a site brings its layers, each with its source") {
  const planned p = with_skin("site = \"cheek\"\nsex = \"male\"");
  REQUIRE_FALSE(p.out.has_errors());
  REQUIRE(p.made.layers.size() == 3);
  CHECK(p.made.layers[2].thickness_m == Approx(1140e-6));
  CHECK(p.made.target == 1);
  std::size_t thicknesses = 0;
  for (const computed_value& c : p.made.computed) {
    if (c.key.rfind("thickness_", 0) == 0) ++thicknesses;
    CHECK_FALSE(c.source.empty());
  }
  CHECK(thicknesses == 3);
}

TEST_CASE("a site without sex says whose skin it took") {
  const planned p = with_skin("site = \"cheek\"");
  REQUIRE_FALSE(p.out.has_errors());
  CHECK(p.made.layers[2].thickness_m == Approx(870e-6));
  std::vector<std::string> sources;
  for (const computed_value& c : p.made.computed)
    sources.push_back(c.source);
  CHECK(mentions(sources, "female, since the scenario names no sex"));
}

TEST_CASE("a layer overrides the site's of the same name, and no other") {
  const planned p =
      with_skin("site = \"cheek\"\n[[skin.layers]]\nname = \"dermis\"\nthickness = \"2 mm\"");
  REQUIRE_FALSE(p.out.has_errors());
  CHECK(p.made.layers[2].thickness_m == Approx(2e-3));
  CHECK(p.made.layers[0].thickness_m == Approx(13e-6));
  const planned wrong =
      with_skin("site = \"cheek\"\n[[skin.layers]]\nname = \"dermus\"\nthickness = \"2 mm\"");
  CHECK_THAT(wrong.out.render(), Catch::Contains("no layer 'dermus' to override") &&
                                     Catch::Contains("did you mean 'dermis'?"));
}

TEST_CASE("an unknown site is told with the known ones") {
  const planned p = with_skin("site = \"cheeks\"");
  CHECK_THAT(p.out.render(), Catch::Contains("unknown site 'cheeks'") &&
                                 Catch::Contains("did you mean 'cheek'?") &&
                                 Catch::Contains("forehead"));
}

TEST_CASE("a layer whose kind the model cannot tell is an error at that layer, told once") {
  const planned p = with_skin(
      "[[skin.layers]]\nname = \"stratum_corneum\"\nthickness = \"13 um\"\n"
      "[[skin.layers]]\nname = \"middle\"\nthickness = \"80 um\"\n"
      "[[skin.layers]]\nname = \"lower\"\nthickness = \"80 um\"");
  const std::string said = p.out.render();
  CHECK_THAT(said, Catch::Contains("in middle") && Catch::Contains("in lower"));
  CHECK(p.out.errors() == 2);
}

TEST_CASE("a target that the site's skin does not have is an error with a guess") {
  const planned p = with_skin("site = \"cheek\"\n[target]\nlayer = \"dermiss\"");
  CHECK_THAT(p.out.render(),
             Catch::Contains("no layer 'dermiss'") && Catch::Contains("did you mean 'dermis'?"));
}

TEST_CASE("default times are round, dense at first and end with the duration") {
  CHECK(default_times(1800.0) == std::vector<double>{0.0, 600.0, 1800.0});
  const std::vector<double> two_days = default_times(172800.0);
  CHECK(two_days.size() == 10);
  CHECK(two_days[8] == 86400.0);
  CHECK(two_days.back() == 172800.0);
}

}  // namespace percuta::test

#include "catch.hpp"
#include "planning.hpp"

#include "percuta/error.hpp"

#include <cmath>

namespace percuta::test {
namespace {

const char* const protocol =
    "\n[[steps]]\nat = \"0 h\"\ndo = \"apply\"\namount = \"2 mg/cm^2\"\n"
    "\n[simulation]\nduration = \"24 h\"\n";
const std::string water = ingredient_text("Aqua", "rest", "role = \"solvent\"");

planned on_cheek(const std::string& serum) {
  return plan_text(std::string(cheek) + protocol, {{"serum.toml", serum}});
}

}  // namespace

TEST_CASE("an ingredient is found in any case and by its synonyms") {
  const planned p =
      on_cheek(serum_text("s", "6.0", ingredient_text("niacinamide", "10 %") + water));
  REQUIRE_FALSE(p.out.has_errors());
  const planned_ingredient& niacinamide = p.made.serums[0].ingredients[0];
  CHECK(niacinamide.name == "Niacinamide");
  CHECK(niacinamide.molar_mass_kg_mol == Approx(0.1221).epsilon(1e-3));
  CHECK(niacinamide.dose_kg_m2 == Approx(0.02 * 0.10));
  CHECK(p.made.serums[0].film.solvents.size() >= 1);
}

TEST_CASE("an unknown ingredient is told with near names and the way out") {
  const planned p = on_cheek(serum_text("s", "6.0", ingredient_text("Niacinamid", "10 %") + water));
  CHECK_THAT(p.out.render(), Catch::Contains("unknown ingredient 'Niacinamid'") &&
                                 Catch::Contains("did you mean 'Niacinamide'") &&
                                 Catch::Contains("Databases: builtin") &&
                                 Catch::Contains("serum.toml:"));
  CHECK(p.out.errors() == 1);
}

TEST_CASE("a property that the model needs and nobody knows is named, with what to write") {
  const planned p = on_cheek(serum_text("s", "6.0",
                                        "[[ingredients]]\nname = \"mystery\"\nfraction = \"1 %\"\n"
                                        "properties = { molar_mass = \"200 g/mol\" }\n" +
                                            water));
  CHECK_THAT(p.out.render(), Catch::Contains("of 'mystery', which nobody knows") &&
                                 Catch::Contains("log_kow = ...") &&
                                 !Catch::Contains("molar_mass ="));
}

TEST_CASE("all faults of a serum are told at once") {
  const planned p = on_cheek(serum_text(
      "s", "6.0",
      ingredient_text("Niacinamid", "10 %") + ingredient_text("Cofeine", "1 %") + water));
  CHECK_THAT(p.out.render(), Catch::Contains("'Niacinamid'") && Catch::Contains("'Cofeine'"));
}

TEST_CASE("properties override the database, and only the database's are reported") {
  const planned p = on_cheek(
      serum_text("s", "6.0",
                 ingredient_text("Niacinamide", "10 %", "properties = { log_kow = 1.5 }") + water));
  const planned q =
      on_cheek(serum_text("s", "6.0", ingredient_text("Niacinamide", "10 %") + water));
  REQUIRE_FALSE(p.out.has_errors());
  const auto sc = [](const planned& x) { return x.made.serums[0].base.solutes[0].layers[0]; };
  CHECK(sc(p).diffusivity_m2_s * sc(p).partition > sc(q).diffusivity_m2_s * sc(q).partition);
  const auto has = [](const planned& x, const std::string& key) {
    for (const computed_value& c : x.made.computed) {
      if (c.key == key) return true;
    }
    return false;
  };
  CHECK(has(q, "niacinamide_log_kow"));
  CHECK_FALSE(has(p, "niacinamide_log_kow"));
  CHECK(has(p, "niacinamide_molar_mass"));
}

TEST_CASE("one active under two names is an error") {
  const planned p = on_cheek(serum_text(
      "s", "6.0",
      ingredient_text("Niacinamide", "5 %") + ingredient_text("Nicotinamide", "5 %") + water));
  CHECK_THAT(p.out.render(), Catch::Contains("'Niacinamide' and 'Nicotinamide' are both"));
}

TEST_CASE("only un-ionised acid passes the stratum corneum, at the pH of each side") {
  const planned p =
      on_cheek(serum_text("s", "3.2", ingredient_text("Ascorbic Acid", "15 %") + water));
  REQUIRE_FALSE(p.out.has_errors());
  double pka = NAN;
  for (const computed_value& c : p.made.computed) {
    if (c.key == "ascorbic_acid_pka_acid") pka = c.value;
  }
  REQUIRE_FALSE(std::isnan(pka));
  const auto share = [pka](double ph) { return 1.0 / (1.0 + std::pow(10.0, ph - pka)); };
  const solute& s = p.made.serums[0].base.solutes[0];
  CHECK(s.layers[0].gate.top == Approx(share(3.2)));
  CHECK(s.layers[0].gate.bottom == Approx(share(7.4)));
  CHECK(s.layers[0].gate.wall == Approx(share(7.4)));
  CHECK(s.layers[1].gate == gates{});
  CHECK(s.layers[2].gate == gates{});
}

TEST_CASE("an ionising active in a serum without ph is taken at 5.5, with a warning") {
  const planned p = on_cheek(serum_text("s", "", ingredient_text("Ascorbic Acid", "15 %") + water));
  REQUIRE_FALSE(p.out.has_errors());
  CHECK(mentions(p.made.serums[0].ingredients[0].warnings, "5.5 is assumed"));
  const planned q =
      on_cheek(serum_text("s", "5.5", ingredient_text("Ascorbic Acid", "15 %") + water));
  CHECK(p.made.serums[0].base.solutes[0].layers == q.made.serums[0].base.solutes[0].layers);
  CHECK_FALSE(mentions(q.made.serums[0].ingredients[0].warnings, "assumed"));
}

TEST_CASE("no stratum corneum holds more than the pure solid; its permeability stays") {
  const planned p =
      on_cheek(serum_text("s", "6.0", ingredient_text("Niacinamide", "20 %") + water));
  REQUIRE_FALSE(p.out.has_errors());
  const solute& s = p.made.serums[0].base.solutes[0];
  REQUIRE(s.top.saturation_kg_m3);
  const double fullest =
      s.layers[0].partition * s.layers[0].gate.top * value(*s.top.saturation_kg_m3, 0.0);
  CHECK(fullest == Approx(1400.0).epsilon(1e-6));
  CHECK(mentions(p.made.serums[0].ingredients[0].warnings, "is held at density over solubility"));
  const planned free = on_cheek(serum_text(
      "s", "6.0",
      ingredient_text("Niacinamide", "20 %", "properties = { water_solubility = \"1 g/L\" }") +
          water));
  const medium &held = s.layers[0], &unheld = free.made.serums[0].base.solutes[0].layers[0];
  CHECK(unheld.partition > held.partition);
  CHECK(held.diffusivity_m2_s * held.partition ==
        Approx(unheld.diffusivity_m2_s * unheld.partition));
}

TEST_CASE("a lag that the polar path makes is named and called unreliable") {
  const planned p = on_cheek(serum_text("s", "6.0", ingredient_text("Caffeine", "1 %") + water));
  REQUIRE_FALSE(p.out.has_errors());
  const planned_ingredient& caffeine = p.made.serums[0].ingredients[0];
  CHECK(caffeine.intact_lag_s > 3600.0);
  CHECK(mentions(caffeine.warnings, "h²/6D"));
  CHECK(mentions(caffeine.warnings, "unreliable"));
}

TEST_CASE("a value that the database doubts is named, unless the user gives a better one") {
  const std::string better = "properties = { water_solubility = \"0.7 g/L\" }";
  const std::string melts = "properties = { melting_point = \"171 degC\" }";
  const planned p =
      on_cheek(serum_text("s", "6.0", ingredient_text("Ferulic Acid", "0.5 %", melts) + water));
  const planned q =
      on_cheek(serum_text("s", "6.0", ingredient_text("Ferulic Acid", "0.5 %", better) + water));
  REQUIRE_FALSE(p.out.has_errors());
  REQUIRE_FALSE(q.out.has_errors());
  CHECK(mentions(p.made.serums[0].ingredients[0].warnings, "doubts the water solubility"));
  CHECK_FALSE(mentions(q.made.serums[0].ingredients[0].warnings, "doubts"));
}

TEST_CASE("an oil that nobody knows is refused, and taken with its power given") {
  const auto in_oil = [](const std::string& more) {
    return on_cheek(
        serum_text("s", "6.0",
                   ingredient_text("Retinol", "0.3 %") +
                       ingredient_text("Squalane", "rest", "role = \"solvent\"\n" + more)));
  };
  const planned unknown = in_oil("");
  CHECK_THAT(unknown.out.render(), Catch::Contains("how 'Squalane' dissolves") &&
                                       Catch::Contains("cosolvency_sigma = ..."));
  CHECK(unknown.out.errors() == 1);
  const planned given = in_oil("properties = { cosolvency_sigma = 4.5, cosolvency_slope = 0.0 }\n");
  REQUIRE_FALSE(given.out.has_errors());
  CHECK(mentions(given.made.serums[0].ingredients[0].warnings, "one phase"));
  // Nearly the pure oil: its capacity for retinol is that much more than its own thickness.
  CHECK(value(given.made.serums[0].base.solutes[0].top.capacity_m, 0.0) > 1e4 * 20e-6);
}

TEST_CASE("water followed into the skin as an active is pointed out") {
  const planned p = on_cheek(serum_text(
      "s", "6.0", ingredient_text("Niacinamide", "5 %") + ingredient_text("Aqua", "rest")));
  if (p.out.has_errors()) return;  // a database may know too little of water to follow it
  CHECK(mentions(p.made.serums[0].ingredients[1].warnings, "role = \"solvent\""));
}

TEST_CASE("what a serum becomes does not depend on the serums beside it") {
  const std::string text =
      "format = 1\ntitle = \"two\"\nserums = [SERUMS]\n[skin]\nsite = \"cheek\"\n"
      "sex = \"female\"\n[diffusion]\nmodel = \"wang_kasting_nitsche\"\n" +
      std::string(protocol);
  const std::vector<file> serums{
      {"a.toml", serum_text("a", "6.0",
                            ingredient_text("Niacinamide", "10 %") +
                                ingredient_text("Caffeine", "1 %") + water)},
      {"b.toml", serum_text("b", "3.2", ingredient_text("Ascorbic Acid", "15 %") + water)}};
  const auto with = [&](const std::string& order) {
    std::string t = text;
    return plan_text(t.replace(t.find("SERUMS"), 6, order), serums);
  };
  const planned ab = with("\"a.toml\", \"b.toml\""), ba = with("\"b.toml\", \"a.toml\"");
  REQUIRE(ab.made.serums.size() == 2);
  REQUIRE(ba.made.serums.size() == 2);
  for (const std::size_t i : {0, 1}) {
    const planned_serum &x = ab.made.serums[i], &y = ba.made.serums[1 - i];
    CHECK(x.name == y.name);
    CHECK(x.base == y.base);
    CHECK(x.corners == y.corners);
  }
}

TEST_CASE("an unknown model is a plugin error") {
  std::string text = tracer_on_layers;
  text.replace(text.find("\"specified\""), 11, "\"specifled\"");
  const planned p = plan_text(text);
  CHECK_THROWS_AS(p.out.raise_if_errors(), plugin_error);
  CHECK(p.out.render().find("did you mean 'specified'?") != std::string::npos);
}

}  // namespace percuta::test

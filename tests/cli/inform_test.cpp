#include "catch.hpp"
#include "program.hpp"

using namespace cli_test;

TEST_CASE("help and version are answers") {
  const finished version = percuta({"--version"});
  CHECK(version.code == 0);
  CHECK(has(version.out, "percuta 0."));
  const finished help = percuta({"run", "--help"});
  CHECK(help.code == 0);
  CHECK(has(help.out, "--emit-problem"));
}

TEST_CASE("explain answers for declared keys however they are spelt") {
  for (const char* key : {"skin.layers.thickness", "skin.layers[].thickness",
                          "[[skin.layers]] thickness", "thickness"}) {
    const finished run = percuta({"explain", key});
    INFO(run.err);
    CHECK(run.code == 0);
    CHECK(has(run.out, "Thickness"));
    CHECK(has(run.out, "um"));
  }
}

TEST_CASE("explain asks the plugins for the keys of models") {
  const finished run = percuta({"explain", "closure.solute_half_life"});
  INFO(run.err);
  CHECK(run.code == 0);
  CHECK(has(run.out, "3 h"));
  CHECK(has(run.out, "exponential"));
  CHECK(has(percuta({"explain", "diffusion.layers.dermis.diffusivity"}).out, "m^2/s"));
}

TEST_CASE("explain guesses what was meant") {
  const finished run = percuta({"explain", "thicknes"});
  CHECK(run.code == 2);
  CHECK(run.out.empty());
  CHECK(has(run.err, "thickness"));
}

TEST_CASE("models are listed and shown with unit, bounds, source and status") {
  const finished list = percuta({"model", "list", "--kind", "geometry"});
  CHECK(list.code == 0);
  CHECK(has(list.out, "cone"));
  CHECK_FALSE(has(list.out, "exponential"));
  const finished shown = percuta({"model", "show", "wang_kasting_nitsche"});
  CHECK(shown.code == 0);
  for (const char* part : {"source", "status", "default", "10.1002/jps"}) {
    INFO(part);
    CHECK(has(shown.out, part));
  }
  const finished unknown = percuta({"model", "show", "coen"});
  CHECK(unknown.code == 4);
  CHECK(has(unknown.err, "'cone'"));
  CHECK(percuta({"model", "list", "--kind", "colour"}).code == 2);
}

TEST_CASE("ingredients are found in any case, with sources, and guessed") {
  const finished shown = percuta({"ingredient", "show", "niacinAMIDE"});
  INFO(shown.err);
  CHECK(shown.code == 0);
  CHECK(has(shown.out, "molar_mass"));
  CHECK(has(shown.out, "g/mol"));
  CHECK(has(percuta({"ingredient", "show", "Aqua"}).out, "7732-18-5"));
  CHECK(has(percuta({"ingredient", "search", "ascorbic"}).out, "Ascorbic Acid"));
  const finished unknown = percuta({"ingredient", "show", "niacinamid"});
  CHECK(unknown.code == 3);
  CHECK(has(unknown.err, "Niacinamide"));
}

TEST_CASE("check names what it looked at") {
  const playground p;
  p.write("a.toml", scenario_with());
  p.write("b.toml", "format = 2\n");
  const finished run = percuta({"check", "a.toml", "b.toml"}, {.folder = p.path()});
  CHECK(run.code == 3);
  CHECK(has(run.out, "a.toml: fine"));
  CHECK(has(run.err, "b.toml"));
}

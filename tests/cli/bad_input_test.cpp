#include "catch.hpp"
#include "program.hpp"

#include <algorithm>

using namespace cli_test;

namespace {

struct fault {
  const char* what;     ///< in words
  std::string text;     ///< the scenario
  std::string message;  ///< part of what must be said
};

const std::string known_layer = "name = \"viable_epidermis\"";

std::vector<fault> faults() {
  const auto with = [](const std::string& part, const std::string& replacement) {
    return scenario_with({{part, replacement}});
  };
  return {
      {"unknown key", with("thickness = \"15 um\"", "thicknes = \"15 um\""), "thickness"},
      {"wrong dimension", with("\"15 um\"", "\"15 s\""), "length"},
      {"bare number", with("\"15 um\"", "15"), "um"},
      {"negative thickness", with("\"15 um\"", "\"-15 um\""), "-15 um"},
      {"fractions above 100 %", with("\"1 %\"", "\"101 %\""), "100 %"},
      {"unknown ingredient", with("name = \"tracer\"", "inci = \"Niacinamidd\""), "Niacinamid"},
      {"duplicate layer", with(known_layer, "name = \"stratum_corneum\""), "stratum_corneum"},
      {"reserved layer name", with(known_layer, "name = \"vehicle\""), "vehicle"},
      {"steps out of order",
       with("[diffusion]\n",
            "[[steps]]\nat = \"2 h\"\ndo = \"remove\"\n\n[[steps]]\nat = \"1 h\"\ndo = "
            "\"remove\"\n\n[diffusion]\n"),
       "order"},
      {"time beyond the duration", with("\"1 h\"]", "\"5 h\"]"), "duration"},
      {"zero dose", with("\"2 mg/cm^2\"", "\"0 mg/cm^2\""), "amount"},
      {"no TOML", "this is : not TOML\n", ":1:"},
      {"an empty file", "", ""},
      {"an unfinished array", "[ &", ""},
  };
}

}  // namespace

TEST_CASE("faulty scenarios end with code 3, say where, and leave no folder") {
  for (const fault& f : faults()) {
    DYNAMIC_SECTION(f.what) {
      const playground p;
      p.write("bad.toml", f.text);
      const finished run = percuta({"run", "bad.toml", "-o", "result"}, {.folder = p.path()});
      INFO(run.err);
      CHECK(run.code == 3);
      CHECK(run.out.empty());
      CHECK(has(run.err, "bad.toml"));
      CHECK(has(run.err, f.message));
      CHECK(p.entries() == std::vector<std::string>{"bad.toml"});
      CHECK(percuta({"check", "bad.toml"}, {.folder = p.path()}).code == 3);
    }
  }
}

TEST_CASE("a directory in place of a scenario ends with code 3") {
  const playground p;
  const finished run = percuta({"run", p.path().string()});
  CHECK(run.code == 3);
  CHECK(has(run.err, p.path().string()));
}

TEST_CASE("all faults of a file are reported at once, with line and column") {
  const playground p;
  p.write("bad.toml", scenario_with({{"thickness = \"15 um\"", "thicknes = \"15 um\""},
                                     {"amount = \"2 mg/cm^2\"", "amount = 2"},
                                     {"duration = \"4 h\"", "duration = \"4 m\""}}));
  const finished run = percuta({"run", "bad.toml"}, {.folder = p.path()});
  INFO(run.err);
  CHECK(run.code == 3);
  CHECK(has(run.err, "bad.toml:9:"));
  CHECK(has(run.err, "bad.toml:27:"));
  CHECK(has(run.err, "bad.toml:44:"));
}

TEST_CASE("what can be looked up is looked up, whatever else is wrong") {
  const playground p;
  p.write("bad.toml", R"(format = 1
titel = "a misspelt key"
[skin]
site = "cheeek"
[serum]
[[serum.ingredients]]
inci = "Niacinamidd"
fraction = "1 %"
[closure]
model = "exponential"
solute_half_live = "3 h"
[[steps]]
at = "0 h"
do = "needle"
device = "roler_192"
needle_length = "0.5 mm"
passes = 15
[[steps]]
at = "0 h"
do = "apply"
amount = "2 mg/cm^2"
[diffusion]
model = "wang_kasting_nitschee"
[target]
layer = "viable_epidermiss"
[simulation]
duration = "4 h"
)");
  const finished run = percuta({"run", "bad.toml"}, {.folder = p.path()});
  INFO(run.err);
  CHECK(run.code == 3);
  for (const char* line :
       {":2:1: ", ":4:8: ", ":7:8: ", ":11:1: ", ":15:10: ", ":23:9: ", ":25:9: "})
    CHECK(has(run.err, std::string("bad.toml") + line + "error: "));
}

TEST_CASE("a property that nobody knows is named, with the way to give it") {
  const playground p;
  p.write("unknown.toml", R"(format = 1
title = "Nothing is known of the tracer"
[skin]
site = "cheek"
sex = "female"
[serum]
name = "solution"
[[serum.ingredients]]
name = "tracer"
fraction = "1 %"
[[serum.ingredients]]
inci = "Aqua"
fraction = "rest"
role = "solvent"
[[steps]]
at = "0 h"
do = "apply"
amount = "2 mg/cm^2"
[diffusion]
model = "wang_kasting_nitsche"
[simulation]
duration = "4 h"
)");
  const finished run = percuta({"run", "unknown.toml"}, {.folder = p.path()});
  INFO(run.err);
  CHECK(run.code == 3);
  CHECK(has(run.err, "tracer"));
  CHECK(has(run.err, "molar_mass"));
  CHECK(has(run.err, "properties"));
}

TEST_CASE("a wrong command line ends with code 2") {
  CHECK(percuta({}).code == 2);
  CHECK(percuta({"rnu"}).code == 2);
  CHECK(percuta({"run"}).code == 2);
  CHECK(percuta({"run", "x.toml", "--threads", "none"}).code == 2);
  CHECK(percuta({"run", "x.toml", "--set", "no_equals_sign"}).code == 2);
  CHECK(percuta({"run", "x.toml", "--json", "-", "--emit-problem", "-"}).code == 2);
  CHECK(percuta({"run", "x.toml", "-o", ""}).code == 2);
  CHECK(percuta({"run", "x.toml", "-o", "-"}).code == 2);
  CHECK(percuta({"run", "x.toml", "--json", ""}).code == 2);
  CHECK(has(percuta({"rnu"}).err, "there is no command 'rnu'; did you mean 'run'?"));
  CHECK(has(percuta({"model", "lst"}).err, "there is no command 'lst'; did you mean 'list'?"));
}

TEST_CASE("no output may replace an input") {
  const playground p;
  p.write("a.toml", scenario_with());
  for (const char* option : {"--json", "--emit-problem"}) {
    const finished run = percuta({"run", "a.toml", option, "./a.toml"}, {.folder = p.path()});
    CHECK(run.code == 2);
    CHECK(has(run.err, "would overwrite"));
  }
  CHECK(p.read("a.toml") == scenario_with());
  REQUIRE(percuta({"run", "a.toml", "--emit-problem", "p.json"}, {.folder = p.path()}).code == 0);
  CHECK(percuta({"solve", "p.json", "-o", "p.json"}, {.folder = p.path()}).code == 2);
}

TEST_CASE("a file that the system refuses is a fault of the file system") {
  const playground p;
  p.write("a.toml", scenario_with());
  std::filesystem::create_symlink("loop", p.path() / "loop");
  for (const std::string& name : {std::string(300, 'x'), std::string("loop")}) {
    CHECK(percuta({"solve", name}, {.folder = p.path()}).code == 6);
    CHECK(percuta({"run", "a.toml", "--json", name}, {.folder = p.path()}).code == 6);
    CHECK(percuta({"run", name}, {.folder = p.path()}).code == 3);
  }
}

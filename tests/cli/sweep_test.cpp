#include "catch.hpp"
#include "program.hpp"

using namespace cli_test;

namespace {

std::string needled_scenario() {
  return scenario_with({{"[simulation]", R"([diffusion.channel]
diffusivity = "5e-10 m^2/s"

[channels]
geometry = "cone"
density = "100 /cm^2"
radius = "35 um"
depth = "60 um"

[simulation])"}});
}

}  // namespace

TEST_CASE("sweep has help") {
  const finished help = percuta({"sweep", "--help"});
  CHECK(help.code == 0);
  for (const char* part : {"--densities", "--depths", "--resolutions", "--repeat", "--at"})
    CHECK(has(help.out, part));
}

TEST_CASE("a sweep writes a table, a CSV and a plot") {
  const playground p;
  p.write("a.toml", needled_scenario());
  const launch here{.folder = p.path()};
  const std::vector<std::string> words{
      "sweep",    "a.toml",       "--resolutions", "layered", "--densities", "5, 100 /cm^2",
      "--depths", "30 um, 60 um", "--at",          "1 h",     "-o",          "out"};
  const finished run = percuta(words, here);
  INFO(run.err);
  REQUIRE(run.code == 0);
  CHECK(has(run.out, "tracer from solution"));
  CHECK(has(run.out, "by 1 h"));
  CHECK_FALSE(has(run.err, "\x1b"));
  CHECK(has(p.read("out/sweep.csv"), "solution,tracer,5,30,layered,layered,"));
  CHECK(has(p.read("out/sweep.csv"), "solution,tracer,100,60,layered,layered,"));
  CHECK(has(p.read("out/sweep.svg"), "</svg>"));
  CHECK(percuta(words, here).code == 0);
  CHECK(p.entries() == std::vector<std::string>{"a.toml", "out"});
}

TEST_CASE("a point that cannot be solved leaves a note and code 5, the others are written") {
  const playground p;
  const std::string file = p.write("a.toml", needled_scenario());
  const finished run = percuta(
      {"sweep", file, "--resolutions", "layered", "--densities", "100,1e5 /cm^2", "-o", p / "out"});
  INFO(run.err);
  CHECK(run.code == 5);
  CHECK(has(run.out, "[1]"));
  CHECK(has(run.out, "channels cover"));
  CHECK(has(p.read("out/sweep.csv"), "channels cover"));
}

TEST_CASE("what cannot be swept is said before anything is solved") {
  const playground p;
  const std::string intact = p.write("intact.toml", scenario_with());
  const std::string file = p.write("a.toml", needled_scenario());
  const finished none = percuta({"sweep", intact});
  CHECK(none.code == 3);
  CHECK(has(none.err, "no channels"));
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--densities", "5,10"},
                                                {"--densities", "0 /cm^2"},
                                                {"--densities", "5 um"},
                                                {"--densities", "5,,10 /cm^2"},
                                                {"--depths", "deep"},
                                                {"--at", "1 h, 2 h"},
                                                {"--resolutions", "fine"},
                                                {"--repeat", "0"}}) {
    INFO(wrong[0] << " " << wrong[1]);
    const finished run = percuta({"sweep", file, wrong[0], wrong[1]});
    CHECK(run.code == 2);
    CHECK(run.out.empty());
    CHECK(has(run.err, wrong[0]));
  }
  const finished late = percuta({"sweep", file, "--at", "5 h"});
  CHECK(late.code == 3);
  CHECK(has(late.err, "ends at 4 h"));
  CHECK(percuta({"sweep", file, "-o", p / "no/such"}).code == 6);
  CHECK(percuta({"sweep", file, "-o", file}).code == 6);
}

TEST_CASE("an interrupted sweep ends with code 130 and writes nothing") {
  const playground p;
  const std::string slow =
      std::string(PERCUTA_SOURCE_DIR) + "/configs/brightening_serums/protocol.toml";
  const finished run =
      percuta({"sweep", slow, "--resolutions", "layered", "--repeat", "100", "-o", p / "out"},
              {.interrupt_after_ms = 500});
  INFO(run.err);
  CHECK(run.code == 130);
  CHECK(run.out.empty());
  CHECK(p.entries().empty());
}

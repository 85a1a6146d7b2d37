#include "catch.hpp"
#include "program.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

using namespace cli_test;
using nlohmann::json;

TEST_CASE("without -o and --json the table is all there is") {
  const playground p;
  p.write("a.toml", scenario_with());
  const finished run = percuta({"run", "a.toml"}, {.folder = p.path()});
  INFO(run.err);
  CHECK(run.code == 0);
  CHECK(run.err.empty());
  CHECK(has(run.out, "A tracer"));
  CHECK(has(run.out, "delivered"));
  CHECK_FALSE(has(run.out, "\x1b"));
  CHECK(p.entries() == std::vector<std::string>{"a.toml"});
}

TEST_CASE("the JSON gives the times asked for and adds to the dose") {
  const playground p;
  const finished run = percuta({"run", p.write("a.toml", scenario_with()), "--json", "-"});
  INFO(run.err);
  REQUIRE(run.code == 0);
  const json j = json::parse(run.out);
  const json& r = j.at("runs").at(0);
  CHECK(r.at("time_h") == json({1.0 / 6.0, 1.0, 4.0}));
  CHECK(r.at("dose_ug_per_cm2").get<double>() == Approx(20.0));
  for (std::size_t t = 0; t < 3; ++t) {
    double sum = 0.0;
    for (const auto& [key, series] : r.at("fraction_of_dose").items()) {
      CHECK(series.size() == 3);
      if (key != "undissolved") sum += series[t].get<double>();
    }
    CHECK(sum == Approx(1.0).margin(1e-8));
  }
  CHECK(r.at("mass_balance_error").get<double>() <= 1e-8);
  CHECK(j.at("engine").at("plugins")[0].at("sha256").get<std::string>().size() == 64);
  CHECK(p.entries() == std::vector<std::string>{"a.toml"});
}

TEST_CASE("the answer has the same bits whatever the number of threads") {
  const std::string scenario =
      std::string(PERCUTA_SOURCE_DIR) + "/configs/brightening_serums/protocol.toml";
  // Layers with every combination of the uncertain inputs; unit cells, which take longer, without.
  for (const char* space : {"layered", "unit_cell"}) {
    std::vector<std::string> arguments{
        "run",    scenario,
        "--json", "-",
        "--set",  std::string("simulation.resolution=\"") + space + "\"",
        "--set",  "simulation.tolerance=1e-2"};
    if (space == std::string("unit_cell")) arguments.push_back("--no-uncertainty");
    const auto answer_in = [&](const char* threads) {
      std::vector<std::string> all = arguments;
      all.insert(all.end(), {"--threads", threads});
      return percuta(all);
    };
    const finished one = answer_in("1");
    INFO(one.err);
    REQUIRE(one.code == 0);
    for (const char* threads : {"2", "4"})
      CHECK(answer_in(threads).out == one.out);
  }
}

TEST_CASE("a problem written by run is solved by solve, with the same numbers") {
  const playground p;
  p.write("a.toml", scenario_with());
  const launch here{.folder = p.path()};
  const finished written = percuta({"run", "a.toml", "--emit-problem", "p.json"}, here);
  INFO(written.err);
  REQUIRE(written.code == 0);
  CHECK(written.out.empty());
  const finished solved = percuta({"solve", "p.json"}, here);
  INFO(solved.err);
  REQUIRE(solved.code == 0);
  const json solution = json::parse(solved.out);
  const json whole = json::parse(percuta({"run", "a.toml", "--json", "-"}, here).out);
  const double film = solution.at("solutes")[0].at("film_kg_m2").back().get<double>();
  const double share =
      whole.at("runs")[0].at("fraction_of_dose").at("vehicle").back().get<double>();
  CHECK(film / 2e-4 == Approx(share).epsilon(1e-12));

  CHECK(percuta({"solve", "p.json", "-o", "s.json"}, here).code == 0);
  CHECK(p.read("s.json") == solved.out);
}

TEST_CASE("one problem at a time: of several serums one is chosen") {
  const std::string scenario =
      std::string(PERCUTA_SOURCE_DIR) + "/configs/brightening_serums/protocol.toml";
  const playground p;
  const finished many = percuta({"run", scenario, "--emit-problem", p / "p.json"});
  CHECK(many.code == 2);
  CHECK(has(many.err, "--serum"));
  CHECK(p.entries().empty());
  const finished unknown = percuta({"run", scenario, "--serum", "Niacin"});
  CHECK(unknown.code == 3);
  CHECK(has(unknown.err, "Its serums:"));
}

TEST_CASE("--set changes the scenario before it is checked") {
  const playground p;
  const std::string file = p.write("a.toml", scenario_with());
  const finished run = percuta({"run", file, "--json", "-", "--set", "simulation.duration=2 h"});
  INFO(run.err);
  REQUIRE(run.code == 0);
  CHECK(json::parse(run.out).at("runs")[0].at("time_h").back() == 2.0);
  CHECK(percuta({"run", file, "--set", "simulation.duration=-2 h"}).code == 3);
  CHECK(percuta({"run", file, "--set", "simulation.durations=2 h"}).code == 3);
}

TEST_CASE("a file of the waist that is not one ends with code 3, a missing one with 6") {
  const playground p;
  CHECK(percuta({"solve", p.write("p.json", "{}")}).code == 3);
  CHECK(percuta({"solve", p.write("q.json", "[")}).code == 3);
  CHECK(percuta({"solve", p / "missing.json"}).code == 6);
  CHECK(percuta({"solve", p.path().string()}).code == 6);
}

TEST_CASE("an interrupted run ends with code 130 and leaves nothing") {
  const playground p;
  // Long enough to be caught: many days and a strict tolerance.
  const std::string slow =
      std::string(PERCUTA_SOURCE_DIR) + "/configs/brightening_serums/protocol.toml";
  const finished run =
      percuta({"run", slow, "-o", p / "result", "--set", "simulation.tolerance=1e-6"},
              {.interrupt_after_ms = 300});
  INFO(run.err);
  CHECK(run.code == 130);
  CHECK(run.out.empty());
  CHECK(p.entries().empty());
}

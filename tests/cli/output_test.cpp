#include "catch.hpp"
#include "program.hpp"

#include <nlohmann/json.hpp>

using namespace cli_test;
using nlohmann::json;
namespace fs = std::filesystem;

TEST_CASE("a result folder holds the answer, the input and the provenance") {
  const playground p;
  p.write("a.toml", scenario_with());
  const finished run = percuta({"run", "a.toml", "-o", "result", "--json", "-", "--threads", "1"},
                               {.folder = p.path()});
  INFO(run.err);
  REQUIRE(run.code == 0);
  CHECK(p.entries() == std::vector<std::string>{"a.toml", "result"});
  CHECK(p.read("result/result.json") == run.out);
  CHECK(p.read("result/input.toml") == scenario_with());
  CHECK(has(p.read("result/series.csv"), "time_h,serum,ingredient,fraction_of_dose_vehicle"));
  CHECK(has(p.read("result/profiles.csv"), "depth_um"));
  const json provenance = json::parse(p.read("result/provenance.json"));
  CHECK(provenance.at("threads") == 1);
  CHECK(provenance.at("command_line")[1] == "run");
}

TEST_CASE("the copy of the input runs as it is, serums included") {
  const playground p;
  const std::string scenario =
      std::string(PERCUTA_SOURCE_DIR) + "/configs/brightening_serums/protocol.toml";
  REQUIRE(percuta({"run", scenario, "-o", p / "first", "--no-uncertainty", "--set",
                   "simulation.resolution=\"layered\""})
              .code == 0);
  const finished again = percuta({"run", p / "first/input.toml", "--json", "-", "--no-uncertainty",
                                  "--set", "simulation.resolution=\"layered\""});
  INFO(again.err);
  REQUIRE(again.code == 0);
  CHECK(again.out == p.read("first/result.json"));
}

TEST_CASE("an earlier result is replaced, anything else is left alone") {
  const playground p;
  const std::string file = p.write("a.toml", scenario_with());
  REQUIRE(percuta({"run", file, "-o", p / "result"}).code == 0);
  CHECK(percuta({"run", file, "-o", p / "result"}).code == 0);
  p.write("result/notes.txt", "keep me");
  const finished refused = percuta({"run", file, "-o", p / "result"});
  CHECK(refused.code == 6);
  CHECK(has(refused.err, "notes.txt"));
  CHECK(p.read("result/notes.txt") == "keep me");

  p.write("theirs/data.txt", "keep me");
  CHECK(percuta({"run", file, "-o", p / "theirs"}).code == 6);
  CHECK(percuta({"run", file, "-o", p / "no/such"}).code == 6);
  CHECK(percuta({"run", file, "-o", file}).code == 6);
  CHECK(percuta({"run", file, "--json", p / "no/such.json"}).code == 6);
  CHECK(p.entries() == std::vector<std::string>{"a.toml", "result", "theirs"});
}

TEST_CASE("a full disk is reported, not ignored") {
  const playground p;
  const std::string file = p.write("a.toml", scenario_with());
  if (!fs::exists("/dev/full")) return;
  CHECK(percuta({"run", file, "--json", "/dev/full"}).code == 6);
}

#include "catch.hpp"
#include "program.hpp"

#include <cstdint>
#include <cstring>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <vector>

using namespace cli_test;
using nlohmann::json;

namespace {

/// A cone in each unit cell, diffusion as said: a tenth of a second.
std::string cone_scenario(const std::string& closure = "model = \"none\"") {
  return R"(format = 1
title = "One conical channel per unit cell"

[skin]
bottom = "sink"

[[skin.layers]]
name = "stratum_corneum"
thickness = "15 um"

[[skin.layers]]
name = "viable_epidermis"
thickness = "80 um"

[[skin.layers]]
name = "dermis"
thickness = "400 um"

[channels]
geometry = "cone"
density = "100 /cm^2"
radius = "35 um"
depth = "150 um"

[closure]
)" + closure +
         R"(

[serum]
name = "solution"
density = "1000 kg/m^3"

[[serum.ingredients]]
name = "tracer"
fraction = "1 %"

[[steps]]
at = "0 h"
do = "apply"
product = "serum"
amount = "2 mg/cm^2"

[diffusion]
model = "specified"

[diffusion.layers.stratum_corneum]
diffusivity = "1e-14 m^2/s"
partition = 1.0

[diffusion.layers.viable_epidermis]
diffusivity = "5e-11 m^2/s"
partition = 0.5

[diffusion.layers.dermis]
diffusivity = "1e-10 m^2/s"
partition = 0.5
clearance = "5e-4 1/s"

[diffusion.channel]
diffusivity = "5e-10 m^2/s"

[simulation]
resolution = "unit_cell"
duration = "4 h"
times = ["10 min", "1 h", "4 h"]
profiles = true
tolerance = 1e-3
)";
}

/// The lengths of an array that NumPy saved, and the bytes behind its header.
struct saved_array {
  std::vector<std::size_t> shape;
  std::size_t bytes = 0;
};

saved_array array_in(const std::string& file) {
  REQUIRE(file.substr(1, 5) == "NUMPY");
  std::uint16_t header = 0;
  std::memcpy(&header, file.data() + 8, sizeof header);
  std::string list = file.substr(10, header);
  list = list.substr(list.find("'shape': (") + 10);
  saved_array a;
  std::istringstream words(list.substr(0, list.find(')')));
  for (std::string word; std::getline(words, word, ',');) {
    if (word.find_first_not_of(' ') != std::string::npos) a.shape.push_back(std::stoul(word));
  }
  a.bytes = file.size() - 10 - header;
  return a;
}

/// Every element is closed by its own name; no bare ampersands.
bool well_formed(const std::string& xml) {
  std::vector<std::string> open;
  for (std::size_t at = xml.find('&'); at != std::string::npos; at = xml.find('&', at + 1)) {
    if (xml.find(';', at) > at + 8) return false;
  }
  for (std::size_t at = xml.find('<'); at != std::string::npos; at = xml.find('<', at + 1)) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string::npos) return false;
    const std::string tag = xml.substr(at + 1, end - at - 1);
    if (tag[0] == '?' || tag[0] == '!' || tag.back() == '/') continue;
    const std::string name = tag.substr(0, tag.find_first_of(" \n"));
    if (name[0] != '/') {
      open.push_back(name);
    } else {
      if (open.empty() || "/" + open.back() != name) return false;
      open.pop_back();
    }
  }
  return open.empty();
}

/// The whole number that follows a text.
std::size_t number_after(const std::string& text, const std::string& part) {
  REQUIRE(has(text, part));
  return std::stoul(text.substr(text.find(part) + part.size()));
}

}  // namespace

TEST_CASE("a unit cell leaves its fields in the result folder") {
  const playground p;
  const std::string file = p.write("a.toml", cone_scenario());
  const finished run = percuta({"run", file, "-o", p / "out"});
  INFO(run.err);
  REQUIRE(run.code == 0);
  const json result = json::parse(p.read("out/result.json"));
  const json& tracer = result.at("runs")[0];
  CHECK(tracer.at("resolution") == "unit_cell");
  CHECK(tracer.at("time_method") == "krylov");

  const std::string folder = "out/fields/solution/";
  const auto array = [&](const std::string& name) { return array_in(p.read(folder + name)); };
  const std::size_t points = array("points_um.npy").shape.at(0);
  const std::size_t quads = array("quads.npy").shape.at(0);
  CHECK(points > 100);
  CHECK(quads > 100);
  CHECK(array("points_um.npy").bytes == points * 2 * 8);
  CHECK(array("quads.npy").bytes == quads * 4 * 4);
  CHECK(array("region.npy").bytes == quads * 4);
  CHECK(array("times_h.npy").shape == std::vector<std::size_t>{3});
  CHECK(array("tracer_partition.npy").shape == std::vector<std::size_t>{points});
  const saved_array w = array("tracer_unbound_ug_per_cm3.npy");
  CHECK(w.shape == std::vector<std::size_t>{3, points});
  CHECK(w.bytes == 3 * points * 8);

  const std::string pvd = p.read(folder + "tracer.pvd");
  CHECK(well_formed(pvd));
  for (const char* name : {"tracer/000.vtu", "tracer/001.vtu", "tracer/002.vtu"}) {
    CHECK(has(pvd, name));
    const std::string vtu = p.read(folder + name);
    CHECK(number_after(vtu, "NumberOfPoints=\"") == points);
    CHECK(number_after(vtu, "NumberOfCells=\"") == quads);
    CHECK(vtu.size() > points * (3 + 1 + 1) * 4 + quads * (4 * 4 + 1));
  }
  const std::string picture = p.read(folder + "tracer.svg");
  CHECK(well_formed(picture));
  for (const char* part : {"tracer around one channel", ">10 min<", "viable epidermis", "µg/cm³"})
    CHECK(has(picture, part));

  const auto listed =
      json::parse(p.read("out/provenance.json")).at("files").get<std::set<std::string>>();
  for (const char* name : {"fields/solution/tracer.svg", "fields/solution/tracer/002.vtu",
                           "fields/solution/points_um.npy"})
    CHECK(listed.contains(name));
  CHECK(has(p.read("out/profiles.csv"), "depth_um"));
}

TEST_CASE("a unit cell whose channels close is stepped, and its picture says what it leaves out") {
  const playground p;
  const std::string file =
      p.write("a.toml", cone_scenario("model = \"exponential\"\nsolute_half_life = \"1 h\"\n"
                                      "barrier_half_life = \"1 h\""));
  const finished run = percuta({"run", file, "-o", p / "out", "--json", "-", "--set",
                                "simulation.tolerance=1e-2", "--no-uncertainty"});
  INFO(run.err);
  REQUIRE(run.code == 0);
  const json result = json::parse(run.out);
  const json& tracer = result.at("runs")[0];
  CHECK(tracer.at("resolution") == "unit_cell");
  CHECK(tracer.at("time_method") == "stepping");
  CHECK(well_formed(p.read("out/fields/solution/tracer.svg")));
}

TEST_CASE("a sweep solves both resolutions of the same channels") {
  const playground p;
  const std::string file = p.write("a.toml", cone_scenario());
  const finished run = percuta({"sweep", file, "--resolutions", "layered,unit_cell", "--densities",
                                "50,200 /cm^2", "-o", p / "out"});
  INFO(run.err);
  REQUIRE(run.code == 0);
  for (const char* line :
       {"solution,tracer,50,150,layered,layered,", "solution,tracer,50,150,unit_cell,unit_cell,",
        "solution,tracer,200,150,layered,layered,", "solution,tracer,200,150,unit_cell,unit_cell,"})
    CHECK(has(p.read("out/sweep.csv"), line));
  CHECK(has(run.out, "unit cell"));
  CHECK(well_formed(p.read("out/sweep.svg")));
}

TEST_CASE("channels deeper than the skin or wider than their cell end with code 3") {
  const playground p;
  const std::string file = p.write("a.toml", cone_scenario());
  for (const char* wrong : {"channels.depth=2 mm", "channels.density=50000 /cm^2"}) {
    INFO(wrong);
    const finished run = percuta({"run", file, "-o", p / "out", "--set", wrong});
    CHECK(run.code == 3);
    CHECK(run.out.empty());
    CHECK(has(run.err, "a.toml:"));
  }
  CHECK(p.entries() == std::vector<std::string>{"a.toml"});
}

#include "percuta/problem_json.hpp"

#include "catch.hpp"
#include "percuta/error.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"

#include <nlohmann/json.hpp>
#include <string>

using percuta::problem;

namespace {

problem everything() {
  problem p = problems::drying_film(1e-5);
  p.channels = {{1e6, 0.4, {0.0, 1e-4}, {3e-5, 1e-5}, 0.3}};
  p.solutes[0].fluid = {{5e-10, 1.0, 0.1, 1e-5, {}}};
  p.solutes[0].layers[0].gate = {0.1, 0.2, 0.3};
  p.solutes[0].top.saturation_kg_m3 = 5.0;
  p.solutes[0].top.sheet_conductance_m3_s = 1e-14;
  p.solutes.push_back(p.solutes[0]);
  p.reactions = {{0, 1, 0.7, {0.0, 1e-5, 1e-6}}};
  p.events = {{3600.0, {0.5, 1.0}, {1e-4, 0.0}, {0}}};
  p.wanted.window_s[1] = 7200.0;
  p.wanted.profiles = true;
  p.bottom = percuta::bottom_boundary::closed;
  return p;
}

std::string fault(const std::string& text) {
  try {
    percuta::problem_from_json(text, "p.json");
  } catch (const percuta::configuration_error& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a problem written as JSON and read back is the same to the bit") {
  const problem p = everything();
  CHECK(percuta::problem_from_json(percuta::to_json(p), "p.json") == p);
}

TEST_CASE("faults of a JSON problem name the file, the path and the remedy") {
  using Catch::Contains;
  const std::string good = percuta::to_json(problems::layered_tracer(1e-4));
  CHECK(fault(good).empty());
  const auto with = [&](const char* pointer, const nlohmann::json& value) {
    auto j = nlohmann::json::parse(good);
    j[nlohmann::json::json_pointer(pointer)] = value;
    return fault(j.dump());
  };
  CHECK_THAT(fault("{"), Contains("p.json: not JSON"));
  CHECK_THAT(fault("[]"), Contains("p.json: the document: an object is expected"));
  CHECK_THAT(fault("{\"format\": 1, \"format\": 1}"), Contains("key 'format' stands twice"));
  CHECK_THAT(fault("{\"tolerance\": 1e999}"), Contains("p.json: not JSON that can be read"));
  CHECK_THAT(with("/shunts", {{{"from", 4294967296}, {"to", 1}, {"conductance_m_s", 1.0}}}),
             Contains("shunts[0].from: a whole number"));
  CHECK_THAT(fault("{}"), Contains("key 'thickness_m' is missing"));
  CHECK_THAT(with("/thicknes_m", 1),
             Contains("unknown key 'thicknes_m'; did you mean 'thickness_m'?"));
  CHECK_THAT(with("/format", 2), Contains("format 1"));
  CHECK_THAT(with("/kind", "other"), Contains("percuta.problem"));
  CHECK_THAT(with("/top", "sieve"), Contains("one of \"film\", \"fixed\", \"closed\""));
  CHECK_THAT(with("/thickness_m/1", "thin"), Contains("thickness_m[1]: a number is expected"));
  CHECK_THAT(with("/solutes/0/layers/0/partition", -1),
             Contains("solutes[0].layers[0].partition is -1"));
  CHECK_THAT(with("/wanted/window_s", {1.0}), Contains("two times"));
  CHECK_THAT(with("/solutes/0/top/capacity_m", {{"breaks_s", {0, 1}}}),
             Contains("key 'coefficients' is missing"));
}

TEST_CASE("a solution in JSON carries every inventory of every time") {
  problem p = everything();
  p.tolerance = 1e-3;
  const auto j = nlohmann::json::parse(percuta::to_json(percuta::solve(p)));
  CHECK(j["kind"] == "percuta.solution");
  CHECK(j["time_s"].size() == p.wanted.time_s.size());
  CHECK(j["solutes"].size() == 2);
  CHECK(j["solutes"][1]["layers"][2]["cleared_kg_m2"].size() == p.wanted.time_s.size());
  CHECK(j["solutes"][0]["profiles"].size() == p.wanted.time_s.size());
}

TEST_CASE("a solution in JSON says how space was resolved, with the cell where there is one") {
  percuta::solution s = percuta::solve(problems::layered_tracer(1e-4));
  CHECK(s.resolution == "layered");
  auto j = nlohmann::json::parse(percuta::to_json(s));
  CHECK(j["resolution"] == "layered");
  CHECK_FALSE(j.contains("grid"));
  s.grid = percuta::field_grid{1e-4,
                               {0.0, 1e-4, 1e-4, 0.0},
                               {0.0, 0.0, 1e-5, 1e-5},
                               {{0, 1, 2, 3}},
                               {percuta::field_grid::fluid_region}};
  s.solutes[0].fields_kg_m3 = {{1.0, 2.0, 3.0, 4.0}};
  j = nlohmann::json::parse(percuta::to_json(s));
  CHECK(j["grid"]["quads"][0] == nlohmann::json({0, 1, 2, 3}));
  CHECK(j["grid"]["region"][0] == -1);
  CHECK(j["solutes"][0]["fields_kg_m3"][0][3] == 4.0);
}

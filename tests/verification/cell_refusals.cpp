#include "cell_problem.hpp"
#include "percuta/error.hpp"

#include <functional>

using Catch::Contains;
using percuta::problem;
using percuta::resolution;
using percuta::time_method;

namespace {

std::string refusal(const std::function<void(problem&)>& change,
                    resolution space = resolution::unit_cell,
                    time_method method = time_method::automatic) {
  problem p = cells::needled_tracer(100.0, 1e-2);
  change(p);
  percuta::solve_options options;
  options.space = space;
  options.method = method;
  try {
    percuta::solve(p, options);
  } catch (const percuta::configuration_error& e) {
    return e.what();
  }
  return "";
}

void as_it_is(problem&) {}

}  // namespace

TEST_CASE("channels that do not fit a cell are refused with the reason") {
  CHECK(refusal(as_it_is) == "");
  CHECK_THAT(refusal([](problem& p) { p.channels[0].depth_m[1] = 1095e-6; }),
             Contains("must end within the skin"));
  CHECK_THAT(refusal([](problem& p) { p.channels[0].depth_m[1] = 2e-3; }),
             Contains("must end within the skin"));
  CHECK_THAT(refusal([](problem& p) { p.channels[0].radius_m[0] = 600e-6; }), Contains("cover"));
  CHECK_THAT(refusal([](problem& p) { p.channels[0].density_1_m2 = 1e9; }), Contains("cover"));
}

TEST_CASE("what a cell does not hold is refused with the reason, and layered by default") {
  const auto both = [](const std::function<void(problem&)>& change, const char* reason) {
    const std::string said = refusal(change);
    CHECK_THAT(said, Contains("the resolution \"unit_cell\" does not hold here"));
    CHECK_THAT(said, Contains(reason));
    CHECK(refusal(change, resolution::automatic) == "");
    CHECK(refusal(change, resolution::layered) == "");
  };
  both(
      [](problem& p) {
        p.channels.push_back(p.channels[0]);
        p.solutes[0].fluid.push_back(p.solutes[0].fluid[0]);
      },
      "more than one needling");
  both([](problem& p) { p.shunts = {{0, 1, 1e-9}}; }, "shunts");
  both(
      [](problem& p) {
        p.solutes.push_back(p.solutes[0]);
        p.reactions = {{0, 1, 0.8, {0.0, 1e-5, 1e-5}}};
      },
      "conversions");
}

TEST_CASE("a needling that nothing enters is none") {
  problem p = cells::needled_tracer(100.0, 1e-3);
  p.channels.insert(p.channels.begin(), p.channels[0]);
  p.channels[0].wetted_fraction = 0.0;
  p.solutes[0].fluid.push_back(p.solutes[0].fluid[0]);
  const auto two = cells::solve_cell(p);
  const auto one = cells::solve_cell(cells::needled_tracer(100.0, 1e-3));
  CHECK(two.resolution == "unit_cell");
  CHECK(two.solutes[0].delivered_kg_m2 == one.solutes[0].delivered_kg_m2);
  p.channels.pop_back();
  p.solutes[0].fluid.pop_back();
  CHECK(cells::solve_cell(p).resolution == "layered");
}

TEST_CASE("methods of layers and of cells are refused to each other") {
  CHECK_THAT(refusal(as_it_is, resolution::unit_cell, time_method::transform),
             Contains("a method for layers"));
  CHECK_THAT(refusal(as_it_is, resolution::layered, time_method::krylov),
             Contains("a method for unit cells"));
}

TEST_CASE("Krylov's space is refused where something moves, and steps are taken instead") {
  const std::pair<std::function<void(problem&)>, const char*> moving[] = {
      {[](problem& p) { p.channels[0].openness = cells::falling(p, 1.0, 0.1, 3600.0); },
       "channels[0].openness moves with time"},
      {[](problem& p) { p.solutes[0].top.capacity_m = cells::falling(p, 2e-5, 0.1, 3600.0); },
       "solutes[0].top.capacity_m moves with time"},
      {[](problem& p) {
         p.solutes[0].top.sheet_conductance_m3_s = cells::falling(p, 1e-14, 0.1, 3600.0);
       },
       "sheet_conductance_m3_s moves with time"},
      {[](problem& p) { p.solutes[0].layers[2].loss_1_s = cells::falling(p, 5e-4, 0.1, 3600.0); },
       "solutes[0].layers[2].loss_1_s moves with time"},
      {[](problem& p) {
         p.events = {{60.0, {0.5}, {0.0}, {}}};
       },
       "something is done to the film"},
      {[](problem& p) {
         p.events = {{0.0, {1.0}, {0.0}, {0}}};
       },
       "flooded"},
      {[](problem& p) { p.solutes[0].top.saturation_kg_m3 = 1.0; }, "can saturate"},
  };
  for (const auto& [change, reason] : moving) {
    CHECK_THAT(refusal(change, resolution::unit_cell, time_method::krylov), Contains(reason));
    problem p = cells::needled_tracer(100.0, 1e-2);
    change(p);
    CHECK(cells::solve_cell(p).method == "stepping");
  }
}

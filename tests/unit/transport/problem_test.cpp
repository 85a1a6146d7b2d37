#include "percuta/problem.hpp"

#include "catch.hpp"
#include "percuta/error.hpp"
#include "problems.hpp"

#include <functional>
#include <string>

using percuta::problem;

namespace {

std::string fault(const std::function<void(problem&)>& spoil) {
  problem p = problems::drying_film(1e-4);
  p.channels = {{1e6, 1.0, {0.0, 1e-4}, {3e-5, 0.0}, 1.0}};
  p.solutes[0].fluid = {{5e-10, 1.0, 0.0, 0.0, {}}};
  p.events = {{3600.0, {0.5}, {1e-4}, {}}};
  spoil(p);
  try {
    percuta::check(p);
  } catch (const percuta::configuration_error& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a problem without faults passes") {
  CHECK(fault([](problem&) {}).empty());
}

TEST_CASE("every fault of a problem is named by its path") {
  using Catch::Contains;
  CHECK_THAT(fault([](problem& p) { p.thickness_m[1] = -1.0; }), Contains("thickness_m[1] is -1"));
  CHECK_THAT(fault([](problem& p) {
               p.solutes[0].top.capacity_m.breaks_s = {0.0};
               p.solutes[0].top.capacity_m.coefficients.clear();
             }),
             Contains("capacity_m has 1 breaks and 0 pieces"));
  CHECK_THAT(fault([](problem& p) {
               p.solutes[0].top.capacity_m.breaks_s.clear();
               p.solutes[0].top.capacity_m.coefficients = {{2e-5, 1.0}};
             }),
             Contains("a constant is one number"));
  CHECK_THAT(fault([](problem& p) { p.solutes[0].layers[2].partition = 0.0; }),
             Contains("solutes[0].layers[2].partition is 0; it must be above 0"));
  CHECK_THAT(fault([](problem& p) { p.solutes[0].layers.pop_back(); }), Contains("layers has 2"));
  CHECK_THAT(fault([](problem& p) { p.solutes[0].fluid.clear(); }), Contains("fluid has 0"));
  CHECK_THAT(fault([](problem& p) { p.solutes[0].top.capacity_m = 0.0; }), Contains("capacity_m"));
  CHECK_THAT(fault([](problem& p) { p.solutes[0].layers[0].loss_1_s = -1e-3; }),
             Contains("loss_1_s"));
  CHECK_THAT(fault([](problem& p) { p.wanted.time_s = {2.0, 1.0}; }), Contains("wanted.time_s[1]"));
  CHECK_THAT(fault([](problem& p) { p.wanted.time_s.clear(); }),
             Contains("wanted.time_s is empty"));
  CHECK_THAT(fault([](problem& p) { p.tolerance = 0.5; }), Contains("tolerance is 0.5"));
  CHECK_THAT(fault([](problem& p) { p.channels[0].depth_m.back() = 0.01; }),
             Contains("within the skin"));
  CHECK_THAT(fault([](problem& p) { p.channels[0].density_1_m2 = 1e9; }), Contains("cover"));
  CHECK_THAT(fault([](problem& p) { p.channels[0].openness = 1.5; }),
             Contains("openness rises to 1.5"));
  CHECK_THAT(fault([](problem& p) { p.events[0].time_s = 86400.0; }), Contains("events[0].time_s"));
  CHECK_THAT(fault([](problem& p) { p.events[0].keep = {1.5}; }), Contains("keep[0] is 1.5"));
  CHECK_THAT(fault([](problem& p) { p.events[0].flood = {3}; }), Contains("population 3"));
  CHECK_THAT(fault([](problem& p) { p.shunts[0].to = 0; }), Contains("must differ"));
  CHECK_THAT(fault([](problem& p) { p.shunts[0].to = 9; }), Contains("places are 0"));
  CHECK_THAT(fault([](problem& p) {
               p.reactions = {{0, 4, 1.0, {0, 0, 0}}};
             }),
             Contains("there are 1"));
  CHECK_THAT(fault([](problem& p) { p.reactions = {{0, 0, 1.0, {1, 1, 1}}}; }), Contains("circle"));
  CHECK_THAT(fault([](problem& p) { p.solutes[0].layers[0].initial_kg_m3 = std::nan(""); }),
             Contains("initial_kg_m3"));
}

TEST_CASE("all faults are reported at once") {
  const std::string text = fault([](problem& p) {
    p.thickness_m[0] = 0.0;
    p.tolerance = 7.0;
  });
  CHECK(text.find("thickness_m[0]") != std::string::npos);
  CHECK(text.find("tolerance is 7") != std::string::npos);
}

TEST_CASE("the dose counts films, additions and what the skin and channels hold at first") {
  problem p = problems::layered_tracer(1e-4);
  p.events = {{3600.0, {1.0}, {1e-4}, {}}};
  p.solutes[0].layers[1].initial_kg_m3 = 2.0;
  CHECK(percuta::dose_kg_m2(p, 0) == Approx(2e-4 + 1e-4 + 2.0 * 0.5 * 80e-6));
}

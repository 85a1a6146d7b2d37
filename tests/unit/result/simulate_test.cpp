#include "catch.hpp"
#include "percuta/error.hpp"
#include "percuta/result.hpp"

#include <oneapi/tbb/global_control.h>

using namespace percuta;

namespace {

constexpr double dose = 2e-4;  // kg/m2

/// Two layers over a sink under a well-mixed film, with channels of the given wetted fraction.
problem skin(double wetted_fraction) {
  problem p;
  p.thickness_m = {15e-6, 100e-6};
  medium barrier, tissue;
  barrier.diffusivity_m2_s = 1e-14;
  tissue.diffusivity_m2_s = 5e-11;
  tissue.partition = 0.5;
  tissue.loss_1_s = 1e-4;
  solute s;
  s.top.capacity_m = 20e-6;
  s.top.initial_kg_m2 = dose;
  s.layers = {barrier, tissue};
  if (wetted_fraction > 0.0) {
    channel c;
    c.density_1_m2 = 1e6;
    c.wetted_fraction = wetted_fraction;
    c.depth_m = {0.0, 50e-6};
    c.radius_m = {20e-6, 0.0};
    p.channels = {c};
    medium fluid;
    fluid.diffusivity_m2_s = 5e-10;
    s.fluid = {fluid};
  }
  p.solutes = {s};
  p.wanted.time_s = {600.0, 1800.0, 3600.0};
  return p;
}

planned_serum serum_named(const char* name) {
  planned_serum s;
  s.name = name;
  planned_ingredient tracer;
  tracer.name = "tracer";
  tracer.dose_kg_m2 = dose;
  tracer.partition = {1.0, 0.5};
  s.ingredients = {tracer};
  s.base = skin(0.5);
  s.corners = {skin(0.15), skin(0.98)};
  s.intact = {skin(0.0)};
  s.corner_intact = {0, 0};
  return s;
}

plan two_serums() {
  plan p;
  p.layers = {{"stratum_corneum", layer_kind::stratum_corneum, 15e-6},
              {"viable_epidermis", layer_kind::viable_epidermis, 100e-6}};
  p.target = 1;
  p.window_s[0] = 600.0;
  p.window_s[1] = 3600.0;
  p.time_s = {1800.0, 3600.0};
  p.serums = {serum_named("A"), serum_named("B")};
  return p;
}

}  // namespace

TEST_CASE("the series stand at the times asked for, the ranges hold the value") {
  const result r = simulate(two_serums());
  REQUIRE(r.runs.size() == 2);
  CHECK(r.time_s == std::vector{1800.0, 3600.0});
  const run_result& a = r.runs[0];
  CHECK(a.series.film_kg_m2.size() == 2);
  CHECK(a.dose_kg_m2 == dose);
  for (const estimate& e : {a.delivered, a.target_mean_kg_m3, a.target_peak_kg_m3, a.on_surface}) {
    REQUIRE(e.low);
    REQUIRE(e.high);
    CHECK(*e.low < e.value);
    CHECK(*e.high > e.value);
  }
  CHECK(a.target_mean_unbound_kg_m3.value == Approx(2.0 * a.target_mean_kg_m3.value));
  CHECK(a.balance_error <= 1e-8);
}

TEST_CASE("ratios compare with the same protocol on intact skin") {
  const run_result with = simulate(two_serums()).runs[0];
  plan p = two_serums();
  p.serums.pop_back();
  p.serums[0].base = skin(0.0);
  p.serums[0].corners.clear();
  p.serums[0].corner_intact.clear();
  p.serums[0].intact.clear();
  const run_result without = simulate(p).runs[0];
  REQUIRE(with.delivered_ratio);
  CHECK(with.delivered_ratio->value == Approx(with.delivered.value / without.delivered.value));
  CHECK(*with.delivered_ratio->low < with.delivered_ratio->value);
  CHECK_FALSE(without.delivered_ratio);
  CHECK_FALSE(without.delivered.low);
}

TEST_CASE("where nothing arrives without needling there is no ratio but a note") {
  plan p = two_serums();
  for (planned_serum& s : p.serums) {
    for (solute& x : s.intact[0].solutes)
      x.top.initial_kg_m2 = 0.0;
  }
  const run_result r = simulate(p).runs[0];
  CHECK_FALSE(r.delivered_ratio);
  CHECK_FALSE(r.peak_ratio);
  REQUIRE(r.warnings.size() == 1);
  CHECK(r.warnings[0].find("practically nothing") != std::string::npos);
}

TEST_CASE("the result has the same bits whatever the number of threads") {
  const std::string all = to_json(simulate(two_serums()));
  const tbb::global_control one(tbb::global_control::max_allowed_parallelism, 1);
  CHECK(to_json(simulate(two_serums())) == all);
}

TEST_CASE("of several failures the first in order is named, with its serum and variant") {
  plan p = two_serums();
  p.serums[0].corners[1].solutes[0].layers[0].partition = -1.0;
  p.serums[1].base.solutes[0].layers[0].partition = -2.0;
  for (int i = 0; i < 5; ++i) {
    try {
      simulate(p);
      FAIL("a negative partition was taken");
    } catch (const error& e) {
      const std::string what = e.what();
      CHECK(e.code() == exit_code::configuration);
      CHECK(what.find("serum 'A', with combination 2 of 2") != std::string::npos);
      CHECK(what.find("solute 0 is tracer") != std::string::npos);
    }
  }
}

TEST_CASE("a run that is stopped says so") {
  const std::atomic<bool> stop{true};
  CHECK_THROWS_AS(simulate(two_serums(), {&stop}), interrupted_error);
}

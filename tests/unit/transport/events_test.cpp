#include "catch.hpp"
#include "percuta/error.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"

#include <cmath>

using percuta::problem;
using percuta::solute_solution;

namespace {

problem film_on_impermeable_skin() {
  problem p = problems::layered_tracer(1e-6);
  p.solutes[0].layers[0].diffusivity_m2_s = 1e-30;
  return p;
}

}  // namespace

TEST_CASE("removal takes its share at its instant, application adds") {
  problem p = film_on_impermeable_skin();
  p.wanted.time_s = {3599.0, 3600.0, 7200.0, 9000.0};
  p.events = {{3600.0, {0.25}, {0.0}, {}}, {7200.0, {0.5}, {1e-4}, {}}};
  const solute_solution s = percuta::solve(p).solutes[0];
  CHECK(s.film_kg_m2[0] == Approx(2e-4));
  CHECK(s.film_kg_m2[1] == Approx(0.5e-4));  // at the instant: after
  CHECK(s.film_kg_m2[2] == Approx(1.25e-4));
  CHECK(s.removed_kg_m2[3] == Approx(1.75e-4));
  CHECK(s.supplied_kg_m2[3] == Approx(3e-4));
}

TEST_CASE("a film evaporates exponentially") {
  problem p = film_on_impermeable_skin();
  p.solutes[0].top.loss_m_s = 2e-9;
  p.wanted.time_s = {1000.0, 20000.0};
  const solute_solution s = percuta::solve(p).solutes[0];
  for (std::size_t i = 0; i < 2; ++i) {
    const double left = std::exp(-2e-9 / 2e-5 * p.wanted.time_s[i]);
    CHECK(s.film_kg_m2[i] / 2e-4 == Approx(left).margin(1e-6));
    CHECK(s.evaporated_kg_m2[i] / 2e-4 == Approx(1.0 - left).margin(1e-6));
  }
}

TEST_CASE("a saturated film loses at a constant rate until the last of the solid has dissolved") {
  problem p = film_on_impermeable_skin();
  p.solutes[0].top.saturation_kg_m3 = 2.0;  // of 10 kg/m3 applied
  p.solutes[0].top.loss_m_s = 2e-9;
  const double dissolves_s = (2e-4 - 4e-5) / (2e-9 * 2.0);
  p.wanted.time_s = {0.5 * dissolves_s, dissolves_s, dissolves_s + 1e4};
  const solute_solution s = percuta::solve(p).solutes[0];
  CHECK(s.film_kg_m2[0] / 2e-4 == Approx((2e-4 - 0.5 * (2e-4 - 4e-5)) / 2e-4).margin(1e-6));
  CHECK(s.undissolved_kg_m2[0] == Approx(0.5 * (2e-4 - 4e-5)).epsilon(1e-5));
  CHECK(s.undissolved_kg_m2[1] == Approx(0.0).margin(1e-9));
  CHECK(s.film_kg_m2[2] / 2e-4 == Approx(0.2 * std::exp(-1e4 * 2e-9 / 2e-5)).margin(1e-6));
  CHECK(s.peak_film_kg_m3 == Approx(2.0));
}

TEST_CASE("a drying film saturates, and dissolves again when water is added") {
  problem p = film_on_impermeable_skin();
  p.solutes[0].top.saturation_kg_m3 = 20.0;
  // 20 um dries to 5 um (40 kg/m3 would be needed) and is wetted again at 5 h.
  p.solutes[0].top.capacity_m = percuta::fit(
      [](double t) { return t < 18000.0 ? 5e-6 + 15e-6 * std::exp(-t / 1800.0) : 2e-5; },
      {0.0, 18000.0, 86400.0}, 1e-15);
  p.wanted.time_s = {600.0, 17999.0, 18000.0, 30000.0};
  const solute_solution s = percuta::solve(p).solutes[0];
  CHECK(s.undissolved_kg_m2[0] == 0.0);
  CHECK(s.undissolved_kg_m2[1] == Approx(1e-4).epsilon(1e-3));
  CHECK(s.undissolved_kg_m2[2] == 0.0);
  CHECK(s.film_kg_m2[3] == Approx(2e-4));  // nothing was lost
}

TEST_CASE("flooded channels take the film's concentration, out of the film") {
  problem p = film_on_impermeable_skin();
  p.channels = {{1e6, 1.0, {0.0, 150e-6}, {35e-6, 35e-6}, 0.0}};
  p.solutes[0].fluid = {{5e-10, 1.0, 0.0, 0.0, {}}};
  p.wanted.time_s = {3600.0, 3600.001};
  p.events = {{3600.0, {1.0}, {0.0}, {0}}};
  const solute_solution s = percuta::solve(p).solutes[0];
  const double volume = 1e6 * 3.14159265358979 * 35e-6 * 35e-6 * 150e-6;
  CHECK(s.channels_kg_m2[0] == Approx(10.0 * volume));
  CHECK(s.film_kg_m2[0] == Approx(2e-4 - 10.0 * volume));
  CHECK(s.via_channels_kg_m2[0] == Approx(10.0 * volume));
}

TEST_CASE("a gate holds the ionised back: steady fluxes scale with it and a channel's do not") {
  problem p = problems::layered_tracer(1e-6);
  p.top = percuta::top_boundary::fixed;
  p.solutes[0].top.fixed_kg_m3 = 1.0;
  p.wanted.time_s = {864000.0};
  const double open = percuta::solve(p).solutes[0].flux_out_kg_m2_s.back();
  p.solutes[0].layers[0].gate = {0.01, 0.01, 0.01};
  const double gated = percuta::solve(p).solutes[0].flux_out_kg_m2_s.back();
  // D K / h of the barrier is 7e-10 m/s, far below the layers under it: 100 times less.
  CHECK(gated / open == Approx(0.01).epsilon(1e-2));
}

TEST_CASE("the film's sheet resistance holds channels back by the stated amount") {
  // A steady donor cannot have a sheet; compare a large film early on: flux = u / (R_sheet +
  // R_rest).
  problem p = problems::layered_tracer(1e-6);
  p.solutes[0].top.capacity_m = 0.1;
  p.solutes[0].top.initial_kg_m2 = 0.1;
  p.solutes[0].layers[0].diffusivity_m2_s = 1e-20;
  p.channels = {{1e6, 1.0, {0.0, 150e-6}, {35e-6, 35e-6}, 1.0}};
  p.solutes[0].fluid = {{5e-10, 1.0, 0.0, 0.0, {}}};
  p.wanted.time_s = {864000.0};
  const auto resistance_of = [](const problem& q) {
    const solute_solution found = percuta::solve(q).solutes[0];
    return found.film_kg_m2.back() / 0.1 / found.flux_in_kg_m2_s.back();
  };
  const double free = resistance_of(p);
  const double sheet = 1e-15;  // D K h
  p.solutes[0].top.sheet_conductance_m3_s = sheet;
  const double held = resistance_of(p);
  const double s = 1e6 * 3.14159265358979 * 35e-6 * 35e-6;
  const double log_part = -std::log(s) / (2 * (1 - s) * (1 - s)) - (3 - s) / (4 * (1 - s));
  const double resistance = log_part / (2 * 3.14159265358979 * sheet) / 1e6;
  CHECK(held - free == Approx(resistance).epsilon(1e-2));
}

TEST_CASE("channels that nothing enters, or that have no width, leave the skin intact") {
  const problem intact = problems::layered_tracer(1e-6);
  const auto expected = percuta::solve(intact).solutes[0].delivered_kg_m2;
  const percuta::channel none[] = {{1e6, 0.0, {0.0, 150e-6}, {35e-6, 0.0}, 1.0},
                                   {0.0, 1.0, {0.0, 150e-6}, {35e-6, 0.0}, 1.0},
                                   {1e6, 1.0, {0.0, 150e-6}, {0.0, 0.0}, 1.0}};
  for (const percuta::channel& c : none) {
    problem p = intact;
    p.channels = {c};
    p.solutes[0].fluid = {{5e-10, 1.0, 0.0, 0.0, {}}};
    const auto found = percuta::solve(p).solutes[0];
    for (std::size_t i = 0; i < expected.size(); ++i) {
      CHECK(found.delivered_kg_m2[i] / 2e-4 == Approx(expected[i] / 2e-4).margin(1e-6));
    }
    CHECK(found.channels_kg_m2.back() == 0.0);
  }
}

TEST_CASE("numbers beyond what doubles can carry are an error, not a result") {
  problem p = problems::layered_tracer(1e-4);
  p.solutes[0].layers[1].partition = 1e200;
  p.solutes[0].layers[1].diffusivity_m2_s = 1e200;
  CHECK_THROWS_AS(percuta::solve(p), percuta::numerical_error);
}

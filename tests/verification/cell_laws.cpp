#include "cell_problem.hpp"
#include "percuta/error.hpp"
#include "problems.hpp"

#include <tbb/global_control.h>
#include <numbers>

using percuta::problem;
using percuta::solute_solution;
using percuta::time_method;

namespace {

/// A cell in which everything moves and every kind of event happens.
problem random_use(dice& d) {
  problem p = cells::random_cell(d, true);
  const double end = p.wanted.time_s.back();
  p.top = percuta::top_boundary::film;
  percuta::film& top = p.solutes[0].top;
  const double capacity = percuta::value(top.capacity_m, 0.0);
  if (d.chance(0.7)) {
    top.capacity_m =
        cells::falling(p, capacity, d.log_uniform(0.03, 0.9), d.log_uniform(0.01, 1.0) * end);
  }
  if (d.chance(0.5)) top.loss_m_s = cells::falling(p, d.log_uniform(1e-12, 1e-8), 0.1, 0.3 * end);
  if (d.chance(0.6)) {
    top.sheet_conductance_m3_s =
        cells::falling(p, d.log_uniform(1e-17, 1e-13), d.log_uniform(0.01, 1.0), 0.2 * end);
  }
  if (d.chance(0.5)) top.saturation_kg_m3 = d.log_uniform(0.05, 3.0) * top.initial_kg_m2 / capacity;
  if (d.chance(0.7))
    p.channels[0].openness = cells::falling(p, 1.0, 0.0, d.log_uniform(0.01, 1.0) * end);
  if (d.chance(0.5)) {  // perfusion that rises
    p.solutes[0].layers.back().loss_1_s = percuta::fit(
        [=](double t) { return 5e-4 * (1.0 - 0.8 * std::exp(-5.0 * t / end)); }, {0.0, end}, 1e-13);
  }
  for (const double share : {0.0, 0.2, 0.5}) {
    if (d.chance(0.4)) continue;
    percuta::event e{share * end, {1.0}, {0.0}, {}};
    if (d.chance(0.6)) e.keep = {d.uniform(0.0, 1.0)};
    if (d.chance(0.6)) e.add_kg_m2 = {d.log_uniform(0.1, 2.0) * top.initial_kg_m2};
    if (d.chance(0.5)) e.flood = {0};
    p.events.push_back(e);
  }
  p.tolerance = 3e-3;
  return p;
}

void check_books(const problem& p, const solute_solution& s) {
  CHECK(s.balance_error <= 1e-8);
  const double dose = percuta::dose_kg_m2(p, 0);
  for (std::size_t t = 0; t < p.wanted.time_s.size(); ++t) {
    double held = 0.0;
    const auto count = [&](double amount) {
      CHECK(std::isfinite(amount));
      CHECK(amount >= 0.0);
      held += amount;
    };
    for (const auto* series : {&s.film_kg_m2, &s.channels_kg_m2, &s.channels_cleared_kg_m2,
                               &s.receptor_kg_m2, &s.evaporated_kg_m2, &s.removed_kg_m2})
      count((*series)[t]);
    for (const percuta::layer_series& l : s.layers) {
      count(l.amount_kg_m2[t]);
      count(l.cleared_kg_m2[t]);
    }
    CHECK(held == Approx(s.supplied_kg_m2[t]).epsilon(2e-8).margin(2e-8 * dose));
    CHECK(s.undissolved_kg_m2[t] >= 0.0);
    CHECK(s.undissolved_kg_m2[t] <= s.film_kg_m2[t]);
    CHECK(s.channels_below_first_layer_kg_m2[t] <= s.channels_kg_m2[t]);
  }
}

void check_books_of(int k, const problem& p) {
  INFO(named(k, p, "books"));
  try {
    check_books(p, cells::solve_cell(p).solutes[0]);
  } catch (const percuta::numerical_error& e) {
    FAIL_CHECK(e.what());
  }
}

double delivered_at(const problem& p, std::size_t output) {
  return cells::solve_cell(p).solutes[0].delivered_kg_m2[output];
}

/// The needled tracer under a film, with an openness that halves every so often.
problem closing(double half_life_s) {
  problem p = cells::needled_tracer(100.0, 1e-3);
  p.channels[0].openness =
      percuta::fit([=](double t) { return std::exp2(-t / half_life_s); }, {0.0, 86400.0}, 1e-10);
  return p;
}

}  // namespace

TEST_CASE("mass is conserved in a cell whatever moves or is done, and nothing is negative") {
  dice d(127);
  for (int k = 0; k < trials(20); ++k) {
    const problem p = random_use(d);
    check_books_of(k, p);
  }
}

TEST_CASE("what floods a channel has come through its mouth and not entered the layers") {
  problem p = cells::needled_tracer(100.0, 1e-3);
  p.events = {{0.0, {1.0}, {0.0}, {0}}};
  p.wanted.time_s = {1.0};
  const auto s = cells::solve_cell(p).solutes[0];
  // The film's 10 kg/m3 in a cone; within a second it has hardly passed on from layer to layer.
  const double flooded = 10.0 * 1e6 * std::numbers::pi / 3.0 * 35e-6 * 35e-6 * 150e-6;
  CHECK(s.via_channels_kg_m2[0] == Approx(flooded).epsilon(0.1));
  for (const percuta::layer_series& l : s.layers)
    CHECK(std::abs(l.entered_kg_m2[0] - l.amount_kg_m2[0]) < 0.02 * flooded);
}

TEST_CASE("the books close to the same for what stands still") {
  dice d(131);
  for (int k = 0; k < trials(20); ++k) {
    const problem p = cells::random_cell(d, true);
    if (p.top == percuta::top_boundary::fixed) continue;
    check_books_of(k, p);
  }
}

TEST_CASE("channels that close sooner deliver less, those that open further more") {
  const double soon = delivered_at(closing(1800.0), 2), later = delivered_at(closing(3600.0), 2);
  CHECK(soon < later);
  CHECK(later < delivered_at(cells::needled_tracer(100.0, 1e-3), 2));
  double before = 0.0;
  for (const double openness : {0.0, 0.25, 0.5, 1.0}) {
    problem p = cells::needled_tracer(100.0, 1e-3);
    p.channels[0].openness = openness;
    const double now = delivered_at(p, 1);
    CHECK(now > before);
    before = now;
  }
}

TEST_CASE("a film that spreads less delivers less at first, one that spreads at once is mixed") {
  problem p = cells::needled_tracer(25.0, 1e-3);
  double before = 1.05 * delivered_at(p, 1);
  for (const double sheet : {1e-11, 1e-14, 5e-15, 2.5e-15}) {
    p.solutes[0].top.sheet_conductance_m3_s = sheet;
    const double now = delivered_at(p, 1);
    CAPTURE(sheet, now / before);
    CHECK(now < before);
    before = now;
  }
  p.solutes[0].top.sheet_conductance_m3_s = 1e-10;
  const double at_once = delivered_at(p, 1);
  p.solutes[0].top.sheet_conductance_m3_s.reset();
  CHECK(at_once == Approx(delivered_at(p, 1)).margin(2e-3 * 2e-4));
}

TEST_CASE("more channels deliver more") {
  double before = 0.0;
  for (const double density : {5.0, 10.0, 25.0, 50.0, 100.0, 200.0, 400.0}) {
    const double now = delivered_at(cells::needled_tracer(density, 1e-3), 1);
    CHECK(now > before);
    before = now;
  }
}

TEST_CASE("twice the dose is twice every amount in a cell") {
  const problem p = closing(3600.0);
  problem twice = p;
  twice.solutes[0].top.initial_kg_m2 *= 2.0;
  const auto one = cells::solve_cell(p).solutes[0], two = cells::solve_cell(twice).solutes[0];
  for (std::size_t i = 0; i < 4; ++i)
    CHECK(two.delivered_kg_m2[i] == Approx(2.0 * one.delivered_kg_m2[i]).epsilon(1e-9));
}

TEST_CASE("solutes in a cell are the same bits alone, together and in any number of threads") {
  problem p = cells::needled_tracer(100.0, 1e-2);
  for (int k = 1; k < 5; ++k) {
    p.solutes.push_back(p.solutes[0]);
    p.solutes.back().layers[0].diffusivity_m2_s *= 1.0 + k;
    if (k % 2 == 0) p.solutes.back().top.capacity_m = cells::falling(p, 2e-5, 0.5, 3600.0);
  }
  const auto with_threads = [&](std::size_t threads) {
    const tbb::global_control control(tbb::global_control::max_allowed_parallelism, threads);
    return cells::solve_cell(p);
  };
  const auto one = with_threads(1), four = with_threads(4);
  CHECK(one.method == "krylov, stepping");
  for (std::size_t i = 0; i < p.solutes.size(); ++i) {
    problem alone = p;
    alone.solutes = {p.solutes[i]};
    const auto single = cells::solve_cell(alone).solutes[0];
    const solute_solution &a = one.solutes[i], &b = four.solutes[i];
    each_amount(a, b, [&](const std::string&, const auto& x, const auto& y) { CHECK(x == y); });
    each_amount(a, single,
                [&](const std::string&, const auto& x, const auto& y) { CHECK(x == y); });
    CHECK(a.flux_in_kg_m2_s == b.flux_in_kg_m2_s);
    CHECK(a.layers[2].peak_kg_m2 == b.layers[2].peak_kg_m2);
  }
}

#include "catch.hpp"
#include "compare.hpp"
#include "constant_problem.hpp"
#include "percuta/error.hpp"
#include "percuta/problem_json.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"
#include "transport/cells/extrapolate.hpp"
#include "transport/cells/trajectory.hpp"
#include "transport/lanes/dispatch.hpp"
#include "transport/modes/march_pack.hpp"
#include "transport/modes/modal_march.hpp"
#include "transport/radau.hpp"

#include <array>
#include <cmath>
#include <numbers>

using percuta::problem;
using percuta::solute_solution;
using percuta::time_method;

namespace {

/// Everything of random_protocol that layers take without channels and reactions.
problem random_layers(dice& d) {
  problem p;
  do {
    p = random_protocol(d);
    p.channels.clear();
    p.reactions.clear();
    p.solutes.resize(1);
    p.solutes[0].fluid.clear();
    for (percuta::event& e : p.events) {
      e.flood.clear();
      e.keep.resize(1);
      e.add_kg_m2.resize(1);
    }
  } while (percuta::dose_kg_m2(p, 0) == 0.0);
  return p;
}

/// Finite volumes with very short steps, extrapolated from two meshes.
solute_solution by_cells(const problem& p) {
  constexpr int coarse = 50, fine = 75;
  const std::vector<double> scale{percuta::dose_kg_m2(p, 0)};
  percuta::solve_statistics statistics;
  const auto on = [&](int cells) {
    return percuta::follow(p, {0}, scale, percuta::make_mesh(p, {0}, cells), 1e-6, {},
                           statistics)[0];
  };
  return percuta::extrapolate(on(coarse), coarse, on(fine), fine);
}

/// Inventories only: what each place holds, and what has left for good.
worst_case largest_inventory_gap(const solute_solution& a, const solute_solution& b) {
  worst_case worst;
  each_amount(a, b, [&](const std::string& name, const auto& x, const auto& y) {
    if (name.find("entered") != std::string::npos || name == "via_channels") return;
    for (std::size_t i = 0; i < x.size(); ++i)
      worst.see(std::abs(x[i] - y[i]), [&] { return name; });
  });
  return worst;
}

}  // namespace

TEST_CASE("layers that dry, saturate and are washed: modes and cells agree to the tolerance") {
  dice d(1);
  worst_case gap;
  int beyond = 0;
  for (int k = 0; k < trials(400); ++k) {
    problem p = random_layers(d);
    p.tolerance = 1e-4;
    const auto found = solve_by(p, time_method::stepping).solutes[0];
    const worst_case here = largest_inventory_gap(found, by_cells(p));
    const double share = here.value / percuta::dose_kg_m2(p, 0);
    beyond += share > 1e-4 ? 1 : 0;
    gap.see(share, [&] { return named(k, p, here.what); });
  }
  CAPTURE(beyond);
  expect(gap, 1e-4);
}

TEST_CASE("where everything stands still, stepping keeps its tolerance against the transform") {
  for (const double tolerance : {1e-3, 1e-4, 1e-5, 1e-6}) {
    dice d(1);
    worst_case gap;
    int beyond = 0, refused = 0;
    for (int k = 0; k < trials(3000); ++k) {
      problem p = random_constant(d, k % 2 == 0 ? constant_ranges{} : wide_ranges());
      p.wanted.peaks = false;
      p.tolerance = 1e-8;
      solute_solution answer, found;
      try {
        answer = solve_by(p, time_method::transform).solutes[0];
        p.tolerance = tolerance;
        found = solve_by(p, time_method::stepping).solutes[0];
      } catch (const percuta::numerical_error&) {
        ++refused;
        continue;
      }
      const worst_case here = largest_inventory_gap(found, answer);
      const double share = here.value / amount_scale(p, answer);
      beyond += share > tolerance ? 1 : 0;
      gap.see(share, [&] { return named(k, p, here.what); });
    }
    CAPTURE(beyond);
    expect(gap, tolerance);
    CHECK(refused <= 3);
  }
}

TEST_CASE("a well-mixed layer decays as its loss says, and the estimated error knows") {
  // Diffusion levels it within 10 s; what is slow is the loss alone.
  for (const double tolerance : {1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7}) {
    problem p = problems::membrane(1.0, percuta::top_boundary::closed);
    p.bottom = percuta::bottom_boundary::closed;
    p.solutes[0].layers[0] = {1e-9, 1.0, 1.0, 1e-4, {}};
    p.wanted.time_s = {86400.0};
    p.tolerance = tolerance;
    const percuta::solution s = solve_by(p, time_method::stepping);
    const double error =
        std::abs(s.solutes[0].layers[0].amount_kg_m2[0] / problems::thickness_m - std::exp(-8.64));
    CAPTURE(tolerance, s.statistics.estimated_error);
    CHECK(error <= tolerance);
    CHECK(error <= 10.0 * s.statistics.estimated_error + 0.01 * tolerance);
  }
}

TEST_CASE("a tolerance that shorter steps meet is met") {
  // Both layers are level within minutes: all the error is of the steps, none of the modes.
  for (const double tolerance : {1e-4, 1e-5, 1e-6, 1e-7}) {
    problem p;
    p.thickness_m = {6.450147824425126e-05, 1.0860571360109454e-05};
    percuta::solute s;
    s.layers = {{8.003689075146446e-11,
                 0.05282147274830846,
                 0.0,
                 0.0,
                 {0.907933106928, 0.6277349996789126, 1.0}},
                {3.009621810970414e-10, 4.699467299641414, 0.0, 0.00046106994591052985, {}}};
    s.top.fixed_kg_m3 = 0.6590530906360134;
    p.solutes = {s};
    p.top = percuta::top_boundary::fixed;
    p.bottom = percuta::bottom_boundary::closed;
    p.wanted.time_s = {90.74639858688397, 453.73199293441985, 1361.1959788032595,
                       4537.3199293441985};
    p.tolerance = tolerance;
    CAPTURE(tolerance);
    CHECK_NOTHROW(solve_by(p, time_method::stepping));
  }
}

TEST_CASE("an hour's gust between outputs is not stepped over") {
  // Half of a film on impermeable skin is blown away around 10 h.
  for (const double width_s : {3600.0, 1200.0, 600.0}) {
    problem p = problems::layered_tracer(1e-4);
    p.solutes[0].layers[0].diffusivity_m2_s = 1e-30;
    const double peak = 0.7 * 2e-5 / (width_s * std::sqrt(2.0 * std::numbers::pi));
    p.solutes[0].top.loss_m_s = percuta::fit(
        [=](double t) { return peak * std::exp(-0.5 * std::pow((t - 36000.0) / width_s, 2)); },
        {0.0, 86400.0}, 1e-9 * peak);
    p.wanted.time_s = {86400.0};
    CAPTURE(width_s);
    const solute_solution s = solve_by(p, time_method::stepping).solutes[0];
    CHECK(s.film_kg_m2[0] / 2e-4 == Approx(std::exp(-0.7)).margin(1e-4));
  }
}

namespace {

/// A film that dries over two layers with loss: all inventories at the end after `steps` equal
/// steps, from a start that short steps have made smooth.
std::vector<double> after_equal_steps(int steps) {
  problem p = problems::layered_tracer(1e-6);
  const double begin = 3600.0, end = 3600.0 * 5;
  p.solutes[0].top.capacity_m =
      percuta::fit([](double t) { return 1e-5 + 1e-5 * std::exp(-t / 7200.0); }, {0.0, end}, 1e-18);
  p.solutes[0].top.loss_m_s = percuta::fit(
      [](double t) { return 1e-9 * (1.0 + 0.5 * std::sin(t / 3000.0)); }, {0.0, end}, 1e-20);
  const percuta::modal_case what = percuta::case_of(p, 0, 2e-4);
  percuta::march_pack pack(percuta::lanes::single(), p, {0, 1, 1}, 6);
  pack.set(0, what);
  double t = 0.0;
  const auto step = [&](double h) {
    pack.h(0) = h;
    pack.hold(0, false);
    for (int i = 0; i < 3; ++i) {
      const double at = t + percuta::radau::c[i] * h;
      pack.film_capacity(i, 0) = what.film_capacity.at(at, percuta::side::left);
      pack.film_loss(i, 0) = what.film_loss.at(at, percuta::side::left);
    }
    pack.attempt();
    pack.accept({1});
    t += h;
  };
  for (int k = 0; k < 400; ++k)
    step(begin * (std::pow(1e-4, 1.0 - (k + 1) / 400.0) -
                  (k == 0 ? 0.0 : std::pow(1e-4, 1.0 - k / 400.0))));
  for (int k = 0; k < steps; ++k)
    step((end - begin) / steps);
  return {pack.film(0), pack.content(0, 0), pack.content(1, 0), pack.content(2, 0)};
}

}  // namespace

TEST_CASE("in time the error of equal steps in modes falls with the fifth power") {
  const auto exact = after_equal_steps(256);
  const auto error = [&](int steps) {
    const auto found = after_equal_steps(steps);
    double sum = 0.0;
    for (std::size_t i = 0; i < found.size(); ++i)
      sum += std::abs(found[i] - exact[i]) / 2e-4;
    return sum;
  };
  const double coarse = error(4), middle = error(8), fine = error(16);
  CAPTURE(coarse, middle, fine);
  CHECK(std::log2(coarse / middle) == Approx(5.0).margin(0.5));
  CHECK(std::log2(middle / fine) == Approx(5.0).margin(0.5));
}

TEST_CASE("in space the error falls at least fivefold with each further pair of modes") {
  problem p = problems::layered_tracer(1e-6);
  p.wanted.time_s = {86400.0};
  const percuta::modal_case what = percuta::case_of(p, 0, 2e-4);
  const auto way = percuta::course_of(p, {0});
  const auto error = [&](int modes) {
    const auto rows = percuta::march_in_modes(percuta::lanes::single(), p, 0, {&what},
                                              percuta::plan_elements(what, 86400.0, 0),
                                              {0, 86400.0, modes, 1e-9, 4.0}, way, {});
    return problems::worst_error(percuta::solution_of(rows[0]), problems::layered_tracer_answer);
  };
  double before = error(2);
  CHECK(before < 0.1);
  for (int modes = 4; modes <= percuta::most_modes && before > 1e-9; modes += 2) {
    const double now = error(modes);
    CAPTURE(modes, before, now);
    CHECK(now <= before / 5.0);
    before = now;
  }
  CHECK(before < 1e-8);
}

namespace {

/// Largest difference between a layer's amount and what its profile adds up to, of the dose.
worst_case profile_gap(const problem& p, const solute_solution& s) {
  worst_case worst;
  for (std::size_t i = 0; i < s.profiles.size(); ++i) {
    const percuta::depth_profile& profile = s.profiles[i];
    std::size_t cell = 0;
    double top = 0.0;
    for (std::size_t l = 0; l < p.thickness_m.size(); ++l) {
      const double bottom = top + p.thickness_m[l];
      double sum = 0.0, width = 0.0;
      for (; cell < profile.depth_m.size() && profile.depth_m[cell] < bottom; ++cell) {
        sum += profile.tissue_kg_m3[cell] * profile.width_m[cell];
        width += profile.width_m[cell];
      }
      worst.see(std::abs(width - p.thickness_m[l]) / p.thickness_m[l] - 1e-9,
                [] { return "widths"; });
      worst.see(std::abs(sum - s.layers[l].amount_kg_m2[i]) / amount_scale(p, s),
                [&] { return "layers[" + std::to_string(l) + "] at output " + std::to_string(i); });
      top = bottom;
    }
    worst.see(cell == profile.depth_m.size() ? 0.0 : 1.0, [] { return "cells below the skin"; });
  }
  return worst;
}

}  // namespace

TEST_CASE("profiles are means: they add up to what the layers hold") {
  for (const time_method method : {time_method::transform, time_method::stepping}) {
    worst_case gap;
    for (const double tolerance : {1e-3, 1e-6}) {
      problem tracer = problems::layered_tracer(tolerance);
      tracer.wanted.profiles = true;
      tracer.wanted.time_s.insert(tracer.wanted.time_s.begin(), 0.0);
      tracer.solutes[0].layers[0].gate = {0.2, 0.05, 1.0};
      for (const double initial : {0.0, 2.0}) {
        tracer.solutes[0].layers[1].initial_kg_m3 = initial;
        const auto s = solve_by(tracer, method).solutes[0];
        REQUIRE(s.profiles.size() == tracer.wanted.time_s.size());
        const worst_case here = profile_gap(tracer, s);
        gap.see(here.value, [&] { return here.what; });
      }
    }
    dice d(61);
    for (int k = 0; k < trials(150); ++k) {
      problem p = random_constant(d);
      p.wanted.profiles = true;
      p.tolerance = 1e-5;
      const worst_case here = profile_gap(p, solve_by(p, method).solutes[0]);
      gap.see(here.value, [&] { return named(k, p, here.what); });
    }
    expect(gap, 1e-6);
  }
  problem drying = problems::drying_film(1e-6);
  drying.wanted.profiles = true;
  expect(profile_gap(drying, solve_by(drying, time_method::stepping).solutes[0]), 1e-6);
}

TEST_CASE("in modes nothing peaks above what was supplied, or below what an output shows") {
  dice d(67);
  worst_case high, lost;
  for (int k = 0; k < trials(1500); ++k) {
    problem p = random_layers(d);
    p.tolerance = d.log_uniform(1e-6, 1e-2);
    const auto s = solve_by(p, time_method::stepping).solutes[0];
    const double dose = s.supplied_kg_m2.back();
    for (std::size_t l = 0; l < s.layers.size(); ++l) {
      const percuta::layer_series& x = s.layers[l];
      const auto name = [&] { return named(k, p, "layers[" + std::to_string(l) + "]"); };
      high.see((x.peak_kg_m2 / dose - 1.0) / p.tolerance, name);
      for (const double amount : x.amount_kg_m2)
        lost.see((amount - x.peak_kg_m2) / dose / p.tolerance, name);
    }
  }
  expect(high, 1.0);  // of the tolerance
  expect(lost, 1.0);
}

TEST_CASE("a pulse of evaporation between outputs is not stepped over") {
  constexpr double hour = 3600.0, capacity = 2e-5, dose = 1e-4;
  for (const bool on_cells : {false, true}) {
    for (const double sigma_s : {600.0, 3600.0}) {
      problem p;
      p.thickness_m = {1e-5};
      percuta::solute s;
      s.layers = {{1e-18, 1e-6, 0.0, 0.0, {}}};  // takes up next to nothing
      s.top.capacity_m = capacity;
      s.top.initial_kg_m2 = dose;
      // Takes half of the film: its integral over time is capacity * ln 2.
      const double height =
          capacity * std::log(2.0) / (sigma_s * std::sqrt(2.0 * std::numbers::pi));
      s.top.loss_m_s = percuta::fit(
          [=](double t) {
            const double z = (t - 10.0 * hour) / sigma_s;
            return height * std::exp(-0.5 * z * z);
          },
          {0.0, 24.0 * hour}, 1e-11 * height);
      p.solutes = {s};
      if (on_cells) {  // channels that no serum enters
        p.channels = {{1e4, 0.0, {0.0, 5e-6}, {1e-6, 1e-6}, 1.0}};
        p.solutes[0].fluid = {{1e-10, 1.0, 0.0, 0.0, {}}};
      }
      p.wanted.time_s = {24.0 * hour};
      for (const double tolerance : {1e-3, 1e-4, 1e-6}) {
        p.tolerance = tolerance;
        CAPTURE(on_cells, sigma_s, tolerance);
        const auto found = percuta::solve(p).solutes[0];
        CHECK(found.evaporated_kg_m2[0] / dose == Approx(0.5).margin(tolerance + 2e-6));
      }
    }
  }
}

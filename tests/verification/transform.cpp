#include "catch.hpp"
#include "compare.hpp"
#include "constant_problem.hpp"
#include "percuta/error.hpp"
#include "percuta/problem_json.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"
#include "talbot.hpp"

#include <cmath>

using percuta::problem;
using percuta::solute_solution;
using percuta::time_method;
using percuta::top_boundary;

namespace {

/// The answer of the contour as a solution, at the problem's output times.
solute_solution by_talbot(const problem& p) {
  solute_solution s;
  const std::size_t layers = p.thickness_m.size();
  s.layers.resize(layers);
  for (const double t : p.wanted.time_s) {
    const talbot_answer a = talbot(p, t);
    s.film_kg_m2.push_back(a.film);
    s.receptor_kg_m2.push_back(p.bottom == percuta::bottom_boundary::sink ? a.receptor : 0.0);
    s.evaporated_kg_m2.push_back(a.evaporated);
    s.flux_in_kg_m2_s.push_back(p.top == top_boundary::closed ? 0.0 : a.flux_in);
    s.flux_out_kg_m2_s.push_back(p.bottom == percuta::bottom_boundary::sink ? a.flux_out : 0.0);
    double delivered = s.receptor_kg_m2.back();
    for (std::size_t l = 0; l < layers; ++l) {
      percuta::layer_series& x = s.layers[l];
      x.amount_kg_m2.push_back(a.amount[l]);
      x.integral_kg_s_m2.push_back(a.integral[l]);
      x.entered_kg_m2.push_back(a.entered[l]);
      x.cleared_kg_m2.push_back(a.integral[l] *
                                percuta::value(p.solutes[0].layers[l].loss_1_s, 0.0));
      if (l > 0) delivered += x.amount_kg_m2.back() + x.cleared_kg_m2.back();
    }
    s.delivered_kg_m2.push_back(delivered);
  }
  const std::vector<double> none(p.wanted.time_s.size(), 0.0);
  s.undissolved_kg_m2 = s.channels_kg_m2 = s.removed_kg_m2 = s.via_channels_kg_m2 = none;
  for (percuta::layer_series& x : s.layers)
    x.converted_kg_m2 = x.formed_kg_m2 = none;
  return s;
}

/// The highest content of every layer up to the end, from closely spaced outputs.
std::vector<double> highest_contents(problem p) {
  constexpr int looks = 1200;
  const double end = p.wanted.time_s.back();
  p.wanted.peaks = false;
  p.wanted.time_s.clear();
  for (int i = 0; i <= looks; ++i)
    p.wanted.time_s.push_back(end * std::pow(1e-9, 1.0 - static_cast<double>(i) / looks));
  p.wanted.time_s.back() = end;
  p.tolerance = 1e-8;
  const solute_solution s = solve_by(p, time_method::transform).solutes[0];
  std::vector<double> highest;
  for (std::size_t l = 0; l < p.thickness_m.size(); ++l) {
    const percuta::medium& m = p.solutes[0].layers[l];
    const auto& amounts = s.layers[l].amount_kg_m2;
    highest.push_back(std::max(*std::max_element(amounts.begin(), amounts.end()),
                               m.partition * m.initial_kg_m3 * p.thickness_m[l]));
  }
  return highest;
}

/// How far the peaks of a solution are from the highest contents, beyond 1e-4 of them, of the
/// scale.
worst_case peak_gap(const problem& p, const solute_solution& s) {
  worst_case worst;
  const std::vector<double> highest = highest_contents(p);
  for (std::size_t l = 0; l < highest.size(); ++l) {
    const double gap = std::abs(s.layers[l].peak_kg_m2 - highest[l]) - 1e-4 * highest[l];
    worst.see(gap / amount_scale(p, s), [&] {
      return "peak of layers[" + std::to_string(l) + "] is " +
             std::to_string(s.layers[l].peak_kg_m2 / highest[l]) + " of the highest content";
    });
  }
  return worst;
}

}  // namespace

TEST_CASE("the transform and stepping agree on whatever stands still") {
  dice d(31);
  worst_case gap, imbalance;
  for (int k = 0; k < trials(400); ++k) {
    const problem p = random_constant(d);
    const auto a = solve_by(p, time_method::transform).solutes[0];
    const auto b = solve_by(p, time_method::stepping).solutes[0];
    const worst_case here = largest_gap(p, a, b);
    gap.see(here.value / amount_scale(p, a), [&] { return named(k, p, here.what); });
    imbalance.see(std::max(a.balance_error, b.balance_error), [&] { return named(k, p, "books"); });
  }
  expect(gap, 2e-6);
  expect(imbalance, 1e-11);
}

TEST_CASE("the transform's peaks are the highest contents") {
  dice d(37);
  worst_case gap;
  for (int k = 0; k < trials(400); ++k) {
    const problem p = random_constant(d);
    const worst_case here = peak_gap(p, solve_by(p, time_method::transform).solutes[0]);
    gap.see(here.value, [&] { return named(k, p, here.what); });
  }
  expect(gap, 1e-6);
}

TEST_CASE("the peaks of stepping are the highest contents") {
  dice d(37);
  worst_case gap;
  for (int k = 0; k < trials(400); ++k) {
    const problem p = random_constant(d);
    const worst_case here = peak_gap(p, solve_by(p, time_method::stepping).solutes[0]);
    gap.see(here.value, [&] { return named(k, p, here.what); });
  }
  expect(gap, 1e-5);
}

TEST_CASE("no layer peaks above what it can hold, whatever the tolerance") {
  // A layer that fills in a second, looked at after hours.
  for (const time_method method : {time_method::transform, time_method::stepping}) {
    for (const double tolerance : {1e-2, 1e-3, 1e-4, 1e-5, 1e-6}) {
      problem p = problems::membrane(1.0, top_boundary::fixed);
      p.thickness_m = {1e-5};
      p.solutes[0].layers[0].diffusivity_m2_s = 1e-10;
      p.solutes[0].top.fixed_kg_m3 = 1.0;
      p.bottom = percuta::bottom_boundary::closed;
      p.wanted.time_s = {1e4};
      p.tolerance = tolerance;
      CAPTURE(static_cast<int>(method), tolerance);
      CHECK(solve_by(p, method).solutes[0].layers[0].peak_kg_m2 <= 1e-5 * (1.0 + 2.0 * tolerance));
    }
  }
}

TEST_CASE("a second contour gives the transform's numbers to 1e-9") {
  std::vector<problem> all;
  problem tracer = problems::layered_tracer(1e-10);
  all.push_back(tracer);
  tracer.solutes[0].top.loss_m_s = 1e-9;
  tracer.solutes[0].layers[0].gate = {0.02, 0.5, 1.0};
  tracer.solutes[0].layers[2].gate = {0.3, 0.1, 1.0};
  all.push_back(tracer);
  tracer.bottom = percuta::bottom_boundary::closed;
  tracer.solutes[0].layers[1].initial_kg_m3 = 3.0;
  all.push_back(tracer);
  tracer.top = top_boundary::closed;
  all.push_back(tracer);
  tracer.top = top_boundary::fixed;
  tracer.solutes[0].top.fixed_kg_m3 = 2.0;
  all.push_back(tracer);
  tracer.bottom = percuta::bottom_boundary::sink;
  all.push_back(tracer);
  for (std::size_t k = 0; k < all.size(); ++k) {
    const problem& p = all[k];
    const auto found = solve_by(p, time_method::transform).solutes[0], expected = by_talbot(p);
    const worst_case gap = largest_gap(p, found, expected);
    CAPTURE(k, gap.what);
    CHECK(gap.value <= 1e-9 * amount_scale(p, found));
    for (std::size_t i = 0; i < p.wanted.time_s.size(); ++i) {
      const double unit = amount_scale(p, found) / p.wanted.time_s[i];
      CHECK(std::abs(found.flux_in_kg_m2_s[i] - expected.flux_in_kg_m2_s[i]) <= 1e-8 * unit);
      CHECK(std::abs(found.flux_out_kg_m2_s[i] - expected.flux_out_kg_m2_s[i]) <= 1e-8 * unit);
    }
  }
}

TEST_CASE("the transform stays within its tolerance, and close to the error it estimates") {
  // The estimate is of what one place holds; what has left for good sums over all places.
  dice d(41);
  for (const double tolerance : {1e-3, 1e-5, 1e-8}) {
    worst_case error, beyond;
    for (int k = 0; k < trials(500); ++k) {
      problem p = random_constant(d, k % 2 == 0 ? constant_ranges{} : wide_ranges());
      p.tolerance = tolerance;
      p.wanted.peaks = false;
      percuta::solution s;
      try {
        s = solve_by(p, time_method::transform);
      } catch (const percuta::numerical_error&) {
        continue;  // says that the tolerance is out of reach
      }
      const solute_solution expected = by_talbot(p);
      const double scale = amount_scale(p, s.solutes[0]);
      each_amount(s.solutes[0], expected, [&](const std::string& name, auto& x, auto& y) {
        for (std::size_t i = 0; i < x.size(); ++i) {
          const double here = std::abs(x[i] - y[i]) / scale;
          error.see(here, [&] { return named(k, p, name); });
          if (name.find("entered") != std::string::npos) continue;  // differences of large fluxes
          beyond.see((here - 1e-11) / (2.0 * s.statistics.estimated_error),
                     [&] { return named(k, p, name); });
        }
      });
    }
    expect(error, tolerance);
    expect(beyond, 1.0);
  }
}

TEST_CASE("contrasts of 1e4 in partition and 1e5 in diffusivity cost neither way its accuracy") {
  std::vector<problem> all;
  for (const auto& [k_first, k_second] : {std::pair{1e4, 1.0}, {1.0, 1e4}, {1.0, 1.0}}) {
    for (const auto& [d_first, d_second] :
         {std::pair{1e-15, 1e-10}, {1e-10, 1e-15}, {1e-12, 1e-12}}) {
      for (const bool sink : {true, false}) {
        problem p;
        p.thickness_m = {20e-6, 100e-6};
        percuta::solute s;
        s.layers = {{d_first, k_first, 0.0, 0.0, {}}, {d_second, k_second, 0.0, 1e-5, {}}};
        s.top.capacity_m = 1e-4;
        s.top.initial_kg_m2 = 1e-3;
        p.solutes = {s};
        p.bottom = sink ? percuta::bottom_boundary::sink : percuta::bottom_boundary::closed;
        p.wanted.time_s = {100.0, 3600.0, 86400.0};
        p.tolerance = 1e-8;
        all.push_back(p);
      }
    }
  }
  for (const problem& p : all) {
    const solute_solution expected = by_talbot(p);
    for (const time_method method : {time_method::transform, time_method::stepping}) {
      const worst_case gap = largest_gap(p, solve_by(p, method).solutes[0], expected);
      INFO(named(static_cast<int>(method), p, gap.what));
      CHECK(gap.value <= 1e-8 * 1e-3);
    }
  }
}

TEST_CASE("from 1 s to 30 days, from 1 um to 1 cm: both ways find the same, and the books close") {
  dice d(43);
  worst_case gap, imbalance, below;
  for (int k = 0; k < trials(800); ++k) {
    problem p = random_constant(d, wide_ranges());
    p.tolerance = 1e-4;
    const auto a = solve_by(p, time_method::transform).solutes[0];
    const auto b = solve_by(p, time_method::stepping).solutes[0];
    const double scale = amount_scale(p, a);
    const worst_case here = largest_gap(p, a, b);
    gap.see(here.value / scale, [&] { return named(k, p, here.what); });
    imbalance.see(std::max(a.balance_error, b.balance_error), [&] { return named(k, p, "books"); });
    each_amount(a, b, [&](const std::string& name, const auto& x, const auto& y) {
      if (name.find("entered") != std::string::npos || name == "via_channels") return;  // net
      for (std::size_t i = 0; i < x.size(); ++i)
        below.see(-std::min(x[i], y[i]) / scale, [&] { return named(k, p, name); });
    });
  }
  expect(gap, 2e-4);
  expect(imbalance, 1e-11);
  expect(below, 1e-14);
}

TEST_CASE("a donor that takes all back empties the skin, and the books still close") {
  for (const time_method method : {time_method::transform, time_method::stepping}) {
    for (const double end_s : {3e4, 1e5, 1e6}) {
      problem p = problems::membrane(1.0, top_boundary::fixed);
      p.solutes[0].layers[0].initial_kg_m3 = 1.0;
      p.bottom = percuta::bottom_boundary::closed;
      p.wanted.time_s = {end_s};
      CAPTURE(static_cast<int>(method), end_s);
      solute_solution s;
      CHECK_NOTHROW(s = solve_by(p, method).solutes.at(0));
      if (s.layers.empty()) continue;
      CHECK(s.layers[0].entered_kg_m2[0] == Approx(-problems::thickness_m).epsilon(0.01));
    }
  }
}

TEST_CASE("a thin permeable layer under a donor keeps the books for a month") {
  // What flows to and fro through it is far more than what stays.
  for (const time_method method : {time_method::transform, time_method::stepping}) {
    problem p;
    p.thickness_m = {2e-6, 20e-6};
    percuta::solute s;
    s.layers = {{1e-9, 1.0, 0.0, 0.0, {}}, {1e-16, 0.01, 0.0, 1e-6, {}}};
    s.top.fixed_kg_m3 = 1.0;
    p.solutes = {s};
    p.top = top_boundary::fixed;
    p.bottom = percuta::bottom_boundary::closed;
    p.wanted.time_s = {86400.0, 30 * 86400.0};
    CAPTURE(static_cast<int>(method));
    double imbalance = 1.0;
    CHECK_NOTHROW(imbalance = solve_by(p, method).solutes[0].balance_error);
    CHECK(imbalance < 1e-10);
  }
}

TEST_CASE("an output is the same to the bit, alone or among others") {
  dice d(47);
  for (int k = 0; k < trials(200); ++k) {
    problem p = random_constant(d);
    p.wanted.profiles = k % 4 == 0;
    const auto all = solve_by(p, time_method::transform).solutes[0];
    for (std::size_t i = 0; i < p.wanted.time_s.size(); ++i) {
      problem one = p;
      one.wanted.time_s = {p.wanted.time_s[i]};
      const auto alone = solve_by(one, time_method::transform).solutes[0];
      bool same = alone.flux_in_kg_m2_s[0] == all.flux_in_kg_m2_s[i] &&
                  alone.flux_out_kg_m2_s[0] == all.flux_out_kg_m2_s[i] &&
                  alone.supplied_kg_m2[0] == all.supplied_kg_m2[i];
      each_amount(alone, all, [&](const std::string&, const auto& x, const auto& y) {
        same = same && x[0] == y[i];
      });
      for (std::size_t l = 0; l < all.layers.size(); ++l) {
        same = same && alone.layers[l].integral_kg_s_m2[0] == all.layers[l].integral_kg_s_m2[i];
      }
      if (i == 0 && p.wanted.profiles) {
        // The cells follow the first output.
        same = same && alone.profiles[0].unbound_kg_m3 == all.profiles[0].unbound_kg_m3;
      }
      INFO(named(k, p, std::to_string(i)));
      REQUIRE(same);
    }
  }
}

TEST_CASE("what is done to the film at the start is the start") {
  problem p = problems::layered_tracer(1e-6);
  p.events = {{0.0, {0.25}, {1e-5}, {}}, {0.0, {0.5}, {0.0}, {}}};
  problem plain = problems::layered_tracer(1e-6);
  plain.solutes[0].top.initial_kg_m2 = 0.5 * (0.25 * 2e-4 + 1e-5);
  const auto done = solve_by(p, time_method::transform).solutes[0];
  const auto stepped = solve_by(p, time_method::stepping).solutes[0];
  const auto expected = solve_by(plain, time_method::transform).solutes[0];
  for (std::size_t i = 0; i < p.wanted.time_s.size(); ++i) {
    CHECK(done.receptor_kg_m2[i] == Approx(expected.receptor_kg_m2[i]).epsilon(1e-4));
    CHECK(done.removed_kg_m2[i] == Approx(0.75 * 2e-4 + 0.5 * 6e-5));
    CHECK(stepped.removed_kg_m2[i] == Approx(0.75 * 2e-4 + 0.5 * 6e-5));
    CHECK(done.supplied_kg_m2[i] == Approx(2.1e-4));
  }
  CHECK(largest_gap(p, done, stepped).value <= 2e-6 * 2.1e-4);
  CHECK(done.balance_error < 1e-12);
}

TEST_CASE("whatever stands still: finite, nothing below zero, closed books, peaks above outputs") {
  dice d(53);
  worst_case below, imbalance, lost_peak, high_peak, outside;
  for (int k = 0; k < trials(3000); ++k) {
    problem p = random_constant(d, k % 3 == 0 ? wide_ranges() : constant_ranges{});
    p.tolerance = d.log_uniform(1e-6, 1e-2);
    const double end = p.wanted.time_s.back();
    if (d.chance(0.3)) {
      p.wanted.window_s[0] = d.chance(0.5) ? 0.0 : p.wanted.time_s[d.pick(3)];
      p.wanted.window_s[1] = d.chance(0.5) ? end : 0.7 * end;
    }
    if (k % 25 == 0) {  // on cells, which are no match for every tolerance
      add_open_channels(d, p);
      p.tolerance = std::max(p.tolerance, 1e-3);
    }
    if (k % 25 == 1 && p.top != top_boundary::closed) {
      const int to = 1 + d.pick(static_cast<int>(p.thickness_m.size()));
      p.shunts.push_back({0, to, d.log_uniform(1e-11, 1e-7)});
    }
    INFO(k << "\n" << percuta::to_json(p));
    const solute_solution s = percuta::solve(p).solutes[0];
    const double scale = amount_scale(p, s);
    imbalance.see(s.balance_error, [&] { return named(k, p, "books"); });
    const bool whole = p.wanted.window_s[1] <= p.wanted.window_s[0];
    const double from = whole ? 0.0 : p.wanted.window_s[0], to = whole ? end : p.wanted.window_s[1];
    each_amount(s, s, [&](const std::string& name, const auto& x, const auto&) {
      const bool net = name.find("entered") != std::string::npos || name == "via_channels";
      for (const double amount : x) {
        REQUIRE(std::isfinite(amount));
        if (!net) below.see(-amount / scale, [&] { return named(k, p, name); });
      }
    });
    for (std::size_t i = 0; i < p.wanted.time_s.size(); ++i) {
      REQUIRE(std::isfinite(s.flux_in_kg_m2_s[i]));
      REQUIRE(std::isfinite(s.flux_out_kg_m2_s[i]));
      if (p.wanted.time_s[i] < from || p.wanted.time_s[i] > to) continue;
      for (std::size_t l = 0; l < s.layers.size(); ++l) {
        lost_peak.see((s.layers[l].amount_kg_m2[i] - s.layers[l].peak_kg_m2) / scale / p.tolerance,
                      [&] { return named(k, p, "layers[" + std::to_string(l) + "]"); });
      }
    }
    for (std::size_t l = 0; l < s.layers.size(); ++l) {
      const percuta::layer_series& x = s.layers[l];
      const auto name = [&] { return named(k, p, "layers[" + std::to_string(l) + "]"); };
      outside.see(from * (1.0 - 1e-12) - x.peak_time_s, name);
      outside.see(x.peak_time_s - to * (1.0 + 1e-12), name);
      if (p.top == top_boundary::fixed) continue;
      high_peak.see((x.peak_kg_m2 - scale) / scale / p.tolerance, name);
    }
  }
  expect(below, 1e-14);
  expect(imbalance, 1e-10);
  expect(lost_peak, 1.0);  // of the tolerance
  expect(high_peak, 1.0);  // above all that was supplied, of the tolerance
  expect(outside, 0.0);    // of the window [s]
}

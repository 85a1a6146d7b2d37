#include "catch.hpp"
#include "percuta/problem_json.hpp"
#include "percuta/solve.hpp"
#include "random_problem.hpp"

#include <cmath>

using percuta::problem;
using percuta::solute_solution;

namespace {

/// Amounts and their own words, for messages.
template <class Visit>
void each_amount(const solute_solution& s, Visit&& visit) {
  visit("film", s.film_kg_m2);
  visit("undissolved", s.undissolved_kg_m2);
  visit("channels", s.channels_kg_m2);
  visit("channels_below_first_layer", s.channels_below_first_layer_kg_m2);
  visit("channels_cleared", s.channels_cleared_kg_m2);
  visit("receptor", s.receptor_kg_m2);
  visit("evaporated", s.evaporated_kg_m2);
  visit("removed", s.removed_kg_m2);
  visit("delivered", s.delivered_kg_m2);
  for (const auto& l : s.layers) {
    visit("amount", l.amount_kg_m2);
    visit("cleared", l.cleared_kg_m2);
    visit("converted", l.converted_kg_m2);
    visit("formed", l.formed_kg_m2);
  }
}

}  // namespace

TEST_CASE("mass is conserved, nothing is negative and no film exceeds its solubility") {
  dice d(20240611);
  for (int k = 0; k < trials(2000); ++k) {
    const problem p = random_protocol(d);
    INFO(k << "\n" << percuta::to_json(p));
    const percuta::solution found = percuta::solve(p);
    for (std::size_t i = 0; i < p.solutes.size(); ++i) {
      const solute_solution& s = found.solutes[i];
      REQUIRE(s.balance_error < 1e-10);
      const double dose = s.supplied_kg_m2.back() + 1e-300;
      each_amount(s, [&](const char* name, const std::vector<double>& amounts) {
        for (const double a : amounts) {
          INFO(name << " " << a / dose);
          REQUIRE(std::isfinite(a));
          REQUIRE(a >= -1e-14 * dose);
        }
      });
      // The books once more, from what is reported.
      for (std::size_t t = 0; t < found.time_s.size(); ++t) {
        double held = s.film_kg_m2[t] + s.channels_kg_m2[t] + s.channels_cleared_kg_m2[t] +
                      s.receptor_kg_m2[t] + s.evaporated_kg_m2[t] + s.removed_kg_m2[t];
        double given = s.supplied_kg_m2[t];
        for (const auto& l : s.layers) {
          held += l.amount_kg_m2[t] + l.cleared_kg_m2[t] + l.converted_kg_m2[t];
          given += l.formed_kg_m2[t];
        }
        REQUIRE(held == Approx(given).epsilon(1e-9).margin(1e-12 * dose));
      }
      const auto& saturation = p.solutes[i].top.saturation_kg_m3;
      if (saturation) {
        const double most = percuta::range_of(*saturation, 0.0, found.time_s.back()).high;
        REQUIRE(s.peak_film_kg_m3 <= most * (1.0 + 1e-6));
      }
    }
  }
}

TEST_CASE("less resistance in the stratum corneum never lowers uptake from a constant donor") {
  dice d(7);
  for (int k = 0; k < trials(400); ++k) {
    problem p = random_skin(d);
    p.top = percuta::top_boundary::fixed;
    p.solutes[0].top.fixed_kg_m3 = 1.0;
    p.tolerance = 1e-5;
    problem easier = p;
    if (k % 2 == 0 || p.thickness_m.size() == 1) {
      easier.solutes[0].layers[0].diffusivity_m2_s *= d.log_uniform(1.0, 1e3);
    } else {
      easier.thickness_m.erase(easier.thickness_m.begin());
      auto& layers = easier.solutes[0].layers;
      layers.erase(layers.begin());
    }
    INFO(k << "\n" << percuta::to_json(p));
    const auto before = percuta::solve(p).solutes[0], after = percuta::solve(easier).solutes[0];
    for (std::size_t t = 0; t < p.wanted.time_s.size(); ++t) {
      const double slack =
          2e-5 * std::max(before.supplied_kg_m2.back(), after.supplied_kg_m2.back());
      REQUIRE(after.receptor_kg_m2[t] >= before.receptor_kg_m2[t] - slack);
    }
  }
}

TEST_CASE(
    "a channel never lowers the steady flux where its fluid conducts and keeps at least as well") {
  dice d(11);
  for (int k = 0; k < trials(300); ++k) {
    problem p = random_skin(d);
    p.top = percuta::top_boundary::fixed;
    p.solutes[0].top.fixed_kg_m3 = 1.0;
    if (k % 2 == 0) {
      for (percuta::medium& m : p.solutes[0].layers)
        m.loss_1_s = 0.0;
    }
    // Long enough for the slowest layer, whose time is h^2/D, and for the whole in series.
    double resistance = 0.0, capacity = 0.0;
    for (std::size_t i = 0; i < p.thickness_m.size(); ++i) {
      const percuta::medium& m = p.solutes[0].layers[i];
      resistance += p.thickness_m[i] / (m.partition * m.diffusivity_m2_s);
      capacity += p.thickness_m[i] * m.partition;
    }
    p.wanted.time_s = {20.0 * resistance * capacity};
    problem needled = p;
    add_open_channels(d, needled);
    INFO(k << "\n" << percuta::to_json(needled));
    const auto before = percuta::solve(p).solutes[0], after = percuta::solve(needled).solutes[0];
    // Loss may leave nothing to come out: what is compared is known to the tolerance of what went
    // in.
    const double slack = 2.0 * p.tolerance *
                         std::max(before.supplied_kg_m2.back(), after.supplied_kg_m2.back()) /
                         p.wanted.time_s.back();
    CAPTURE(before.flux_out_kg_m2_s.back() / slack, after.flux_out_kg_m2_s.back() / slack);
    REQUIRE(after.flux_out_kg_m2_s.back() >= before.flux_out_kg_m2_s.back() - slack);
  }
}

TEST_CASE("needling can lower what is delivered: a volatile film drains through a closed skin") {
  // In a closed skin nothing is lost below, so what has entered comes back when the film
  // evaporates. Channels speed up the way back more than the way in, for a film that is gone soon.
  problem p;
  p.thickness_m = {15e-6, 300e-6};
  percuta::solute s;
  s.layers = {{2e-15, 50.0, 0.0, 0.0, {}}, {1e-10, 0.5, 0.0, 0.0, {}}};
  s.top.capacity_m = 2e-5;
  s.top.initial_kg_m2 = 2e-4;
  s.top.loss_m_s = 1e-7;
  p.solutes = {s};
  p.bottom = percuta::bottom_boundary::closed;
  p.wanted.time_s = {48 * 3600.0};
  problem needled = p;
  needled.channels = {{1e6, 1.0, {0.0, 150e-6}, {35e-6, 0.0}, 1.0}};
  needled.solutes[0].fluid = {{5e-10, 1.0, 0.0, 0.0, {}}};
  const auto intact = percuta::solve(p).solutes[0], open = percuta::solve(needled).solutes[0];
  CHECK(open.delivered_kg_m2.back() < 0.5 * intact.delivered_kg_m2.back());
}

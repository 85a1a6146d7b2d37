#include "catch.hpp"
#include "percuta/problem_json.hpp"
#include "percuta/solve.hpp"
#include "random_problem.hpp"

#include <cmath>

using percuta::problem;
using percuta::solute_solution;

namespace {

double worst(const std::vector<double>& a, const std::vector<double>& b) {
  double d = 0.0;
  for (std::size_t i = 0; i < a.size(); ++i)
    d = std::max(d, std::abs(a[i] - b[i]));
  return d;
}

}  // namespace

TEST_CASE("splitting a layer in two equal halves changes nothing") {
  dice d(3);
  for (int k = 0; k < trials(300); ++k) {
    problem p = random_protocol(d);
    p.shunts.clear();  // their places count layers
    p.reactions.clear();
    p.tolerance = 1e-4;
    // Gates belong to the faces of the whole layer: split one below the first.
    const std::size_t cut = p.thickness_m.size() - 1;
    if (cut == 0) continue;
    problem split = p;
    split.thickness_m[cut] *= 0.5;
    split.thickness_m.push_back(split.thickness_m[cut]);
    for (percuta::solute& s : split.solutes)
      s.layers.push_back(s.layers[cut]);
    INFO(k << "\n" << percuta::to_json(p));
    const auto whole = percuta::solve(p), halves = percuta::solve(split);
    for (std::size_t i = 0; i < p.solutes.size(); ++i) {
      const solute_solution &a = whole.solutes[i], &b = halves.solutes[i];
      const double allowed = 2.0 * p.tolerance * a.supplied_kg_m2.back();
      CHECK(worst(a.film_kg_m2, b.film_kg_m2) <= allowed);
      CHECK(worst(a.receptor_kg_m2, b.receptor_kg_m2) <= allowed);
      CHECK(worst(a.evaporated_kg_m2, b.evaporated_kg_m2) <= allowed);
      std::vector<double> together = b.layers[cut].amount_kg_m2;
      for (std::size_t t = 0; t < together.size(); ++t)
        together[t] += b.layers[cut + 1].amount_kg_m2[t];
      CHECK(worst(a.layers[cut].amount_kg_m2, together) <= allowed);
    }
  }
}

TEST_CASE("doubling a linear dose doubles every amount") {
  dice d(5);
  for (int k = 0; k < trials(300); ++k) {
    problem p = random_protocol(d);
    for (percuta::solute& s : p.solutes)
      s.top.saturation_kg_m3.reset();
    problem twice = p;
    for (percuta::solute& s : twice.solutes) {
      s.top.initial_kg_m2 *= 2.0;
      for (percuta::medium& m : s.layers)
        m.initial_kg_m3 *= 2.0;
    }
    for (percuta::event& e : twice.events) {
      for (double& a : e.add_kg_m2)
        a *= 2.0;
    }
    INFO(k);
    const auto one = percuta::solve(p), two = percuta::solve(twice);
    for (std::size_t i = 0; i < p.solutes.size(); ++i) {
      for (std::size_t t = 0; t < one.time_s.size(); ++t) {
        CHECK(two.solutes[i].film_kg_m2[t] == Approx(2.0 * one.solutes[i].film_kg_m2[t]));
        CHECK(two.solutes[i].delivered_kg_m2[t] == Approx(2.0 * one.solutes[i].delivered_kg_m2[t])
                                                       .margin(1e-12 * percuta::dose_kg_m2(p, i)));
      }
    }
  }
}

TEST_CASE("a solute does not notice others that it does not react with") {
  dice d(13);
  for (int k = 0; k < trials(100); ++k) {
    problem p = random_protocol(d);
    p.reactions.clear();
    problem alone = p;
    alone.solutes.resize(1);
    for (percuta::event& e : alone.events) {
      e.keep.resize(1);
      e.add_kg_m2.resize(1);
    }
    const auto together = percuta::solve(p), single = percuta::solve(alone);
    CHECK(together.solutes[0].film_kg_m2 == single.solutes[0].film_kg_m2);
    CHECK(together.solutes[0].delivered_kg_m2 == single.solutes[0].delivered_kg_m2);
  }
}

TEST_CASE("a channel filled with its host's material changes nothing once it is steady") {
  dice d(17);
  for (int k = 0; k < trials(100); ++k) {
    problem p = random_skin(d);
    p.thickness_m.resize(1);
    p.solutes[0].layers.resize(1);
    p.solutes[0].layers[0].loss_1_s = 0.0;
    p.top = percuta::top_boundary::fixed;
    p.solutes[0].top.fixed_kg_m3 = 1.0;
    const percuta::medium& m = p.solutes[0].layers[0];
    const double unit = p.thickness_m[0] * p.thickness_m[0] / m.diffusivity_m2_s;
    p.wanted.time_s = {100.0 * unit};
    problem needled = p;
    add_open_channels(d, needled);
    needled.solutes[0].fluid[0] = {m.diffusivity_m2_s, m.partition, 0.0, 0.0, {}};
    const double before = percuta::solve(p).solutes[0].flux_out_kg_m2_s.back();
    const double after = percuta::solve(needled).solutes[0].flux_out_kg_m2_s.back();
    CHECK(after == Approx(before).epsilon(2e-5));
  }
}

#include "percuta/batch.hpp"
#include "catch.hpp"
#include "percuta/error.hpp"
#include "percuta/problem_json.hpp"
#include "problems.hpp"
#include "random_problem.hpp"

#include <tbb/global_control.h>
#include <cstring>

using percuta::batch;
using percuta::column;
using percuta::problem;
using percuta::quantity;

namespace {

/// A column that spreads a number of the shape around its value.
column spread(dice& d, quantity what, std::size_t index, std::size_t solute, double value,
              std::size_t n) {
  column c{what, index, solute, {}};
  for (std::size_t i = 0; i < n; ++i)
    c.values.push_back(value * d.log_uniform(0.3, 3.0));
  return c;
}

/// Everything of a problem that a batch may vary, varied now and then. A signal that moves is
/// multiplied.
batch random_batch(dice& d, problem shape, std::size_t n) {
  batch b;
  b.shape = std::move(shape);
  b.size = n;
  const auto maybe = [&](quantity what, std::size_t index, std::size_t solute,
                         const percuta::signal& s) {
    if (!d.chance(0.5)) return;
    const double value = percuta::is_constant(s) ? percuta::value(s, 0.0) : 1.0;
    b.columns.push_back(spread(d, what, index, solute, value, n));
  };
  for (std::size_t l = 0; l < b.shape.thickness_m.size(); ++l)
    maybe(quantity::thickness_m, l, 0, b.shape.thickness_m[l]);
  for (std::size_t k = 0; k < b.shape.shunts.size(); ++k)
    maybe(quantity::shunt_conductance, k, 0, b.shape.shunts[k].conductance_m_s);
  for (std::size_t s = 0; s < b.shape.solutes.size(); ++s) {
    const percuta::solute& x = b.shape.solutes[s];
    for (std::size_t l = 0; l < x.layers.size(); ++l) {
      maybe(quantity::diffusivity_m2_s, l, s, x.layers[l].diffusivity_m2_s);
      maybe(quantity::partition, l, s, x.layers[l].partition);
      maybe(quantity::loss_1_s, l, s, x.layers[l].loss_1_s);
      maybe(quantity::initial_kg_m3, l, s, x.layers[l].initial_kg_m3);
    }
    maybe(quantity::film_initial_kg_m2, 0, s, x.top.initial_kg_m2);
    maybe(quantity::film_capacity_m, 0, s, x.top.capacity_m);
    maybe(quantity::film_loss_m_s, 0, s, x.top.loss_m_s);
    maybe(quantity::film_fixed_kg_m3, 0, s, x.top.fixed_kg_m3);
    if (x.top.saturation_kg_m3) maybe(quantity::film_saturation, 0, s, *x.top.saturation_kg_m3);
  }
  return b;
}

bool same_bits(double a, double b) {
  return std::memcmp(&a, &b, sizeof a) == 0 || (a == 0.0 && b == 0.0);
}

/// Every variation of the batch against a problem of its own.
void check_against_single(const batch& b) {
  const percuta::batch_solution together = percuta::solve(b);
  for (std::size_t i = 0; i < b.size; ++i) {
    const problem p = percuta::variation(b, i);
    const percuta::solution alone = percuta::solve(p);
    for (std::size_t s = 0; s < p.solutes.size(); ++s) {
      const percuta::batch_solute& x = together.solutes[s];
      const percuta::solute_solution& y = alone.solutes[s];
      INFO("variation " << i << ", solute " << s << ", " << alone.method << "\n"
                        << percuta::to_json(p));
      bool same = true;
      for (std::size_t t = 0; t < together.time_s.size(); ++t) {
        const std::size_t at = t * b.size + i;
        const auto compare = [&](const std::vector<double>& u, const std::vector<double>& v) {
          same = same && same_bits(u[at], v[t]);
        };
        compare(x.film_kg_m2, y.film_kg_m2);
        compare(x.undissolved_kg_m2, y.undissolved_kg_m2);
        compare(x.channels_kg_m2, y.channels_kg_m2);
        compare(x.receptor_kg_m2, y.receptor_kg_m2);
        compare(x.evaporated_kg_m2, y.evaporated_kg_m2);
        compare(x.removed_kg_m2, y.removed_kg_m2);
        compare(x.supplied_kg_m2, y.supplied_kg_m2);
        compare(x.via_channels_kg_m2, y.via_channels_kg_m2);
        compare(x.flux_in_kg_m2_s, y.flux_in_kg_m2_s);
        compare(x.flux_out_kg_m2_s, y.flux_out_kg_m2_s);
        compare(x.delivered_kg_m2, y.delivered_kg_m2);
        for (std::size_t l = 0; l < x.layers.size(); ++l) {
          compare(x.layers[l].amount_kg_m2, y.layers[l].amount_kg_m2);
          compare(x.layers[l].integral_kg_s_m2, y.layers[l].integral_kg_s_m2);
          compare(x.layers[l].entered_kg_m2, y.layers[l].entered_kg_m2);
          compare(x.layers[l].cleared_kg_m2, y.layers[l].cleared_kg_m2);
          if (!p.wanted.peaks) continue;
          same = same && same_bits(x.layers[l].peak_kg_m2[i], y.layers[l].peak_kg_m2) &&
                 same_bits(x.layers[l].peak_time_s[i], y.layers[l].peak_time_s);
        }
      }
      REQUIRE(same);
    }
  }
}

/// Films that stand still, fixed and closed tops, gates and initial contents.
problem random_constant(dice& d) {
  problem p = random_skin(d);
  const int top = d.pick(3);
  p.top = top == 0   ? percuta::top_boundary::film
          : top == 1 ? percuta::top_boundary::fixed
                     : percuta::top_boundary::closed;
  p.bottom = d.chance(0.5) ? percuta::bottom_boundary::sink : percuta::bottom_boundary::closed;
  percuta::solute& s = p.solutes[0];
  s.top.initial_kg_m2 = 1e-4;
  s.top.fixed_kg_m3 = 2.0;
  if (d.chance(0.5)) s.top.loss_m_s = d.log_uniform(1e-11, 1e-8);
  if (top == 2 || d.chance(0.3)) s.layers[0].initial_kg_m3 = d.log_uniform(0.1, 10.0);
  if (d.chance(0.3)) s.layers[0].gate = {d.uniform(0.1, 1.0), d.uniform(0.1, 1.0), 1.0};
  if (d.chance(0.3)) s.top.saturation_kg_m3 = d.log_uniform(1.0, 100.0);
  p.wanted.peaks = d.chance(0.5);
  p.tolerance = d.chance(0.5) ? 1e-4 : 1e-6;
  return p;
}

}  // namespace

TEST_CASE("variations that stand still give the same bits together and alone") {
  dice d(101);
  for (int k = 0; k < trials(60); ++k)
    check_against_single(random_batch(d, random_constant(d), 1 + d.pick(30)));
}

TEST_CASE("variations that step give the same bits together and alone") {
  dice d(103);
  for (int k = 0; k < trials(40); ++k) {
    problem p = random_protocol(d);
    p.channels.clear();
    p.reactions.clear();
    for (percuta::event& e : p.events)
      e.flood.clear();
    for (percuta::solute& s : p.solutes)
      s.fluid.clear();
    check_against_single(random_batch(d, p, 1 + d.pick(12)));
  }
}

TEST_CASE("variations with channels and reactions, which lanes do not take, are the single ones") {
  dice d(107);
  for (int k = 0; k < trials(10); ++k)
    check_against_single(random_batch(d, random_protocol(d), 3));
}

TEST_CASE("a batch does not depend on the number of threads") {
  dice d(109);
  batch b = random_batch(d, problems::drying_film(1e-4), 100);
  batch still = random_batch(d, problems::layered_tracer(1e-6), 1000);
  const auto solve_with = [](const batch& x, std::size_t threads) {
    const tbb::global_control limit(tbb::global_control::max_allowed_parallelism, threads);
    return percuta::solve(x).solutes[0];
  };
  for (const batch* x : {&b, &still}) {
    const auto one = solve_with(*x, 1), four = solve_with(*x, 4);
    CHECK(one.film_kg_m2 == four.film_kg_m2);
    CHECK(one.delivered_kg_m2 == four.delivered_kg_m2);
    CHECK(one.layers[1].peak_kg_m2 == four.layers[1].peak_kg_m2);
    CHECK(one.estimated_error == four.estimated_error);
  }
}

TEST_CASE("faults of a batch name the column, and the value or what there is") {
  batch b;
  b.shape = problems::layered_tracer(1e-6);
  b.size = 2;
  const auto fault = [&](column c) {
    b.columns = {std::move(c)};
    try {
      percuta::check(b);
    } catch (const percuta::configuration_error& e) {
      return std::string(e.what());
    }
    return std::string();
  };
  CHECK(fault({quantity::partition, 0, 0, {1.0, 2.0}}).empty());
  CHECK(fault({quantity::partition, 0, 0, {1.0}}) ==
        "columns[0] has 1 values; there are 2 variations");
  CHECK(fault({quantity::partition, 3, 0, {1.0, 2.0}}) ==
        "columns[0].index is 3; there are 3 layers");
  CHECK(fault({quantity::partition, 0, 1, {1.0, 2.0}}) ==
        "columns[0].solute is 1; there are 1 solutes");
  CHECK(fault({quantity::diffusivity_m2_s, 0, 0, {1e-12, -1e-12}}) ==
        "columns[0].values[1] is -1e-12; it must be above 0");
  CHECK(fault({quantity::shunt_conductance, 0, 0, {1.0, 2.0}}) ==
        "columns[0].index is 0; there are 0 shunts");
  CHECK(fault({quantity::film_saturation, 0, 0, {1.0, 2.0}}) ==
        "columns[0] varies a saturation that the shape's film does not have");
}

TEST_CASE("a method that is insisted on holds for every variation or is refused") {
  batch b;
  b.shape = problems::layered_tracer(1e-6);
  b.shape.solutes[0].top.saturation_kg_m3 = 100.0;
  b.size = 2;
  b.columns = {{quantity::film_saturation, 0, 0, {100.0, 5.0}}};  // the film starts at 10
  percuta::solve_options transform;
  transform.method = percuta::time_method::transform;
  CHECK_THROWS_WITH(percuta::solve(b, transform), Catch::Contains("variation 1"));
  CHECK(percuta::solve(b).solutes[0].undissolved_kg_m2.size() == 10);
}

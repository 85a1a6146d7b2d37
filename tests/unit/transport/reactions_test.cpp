#include "catch.hpp"
#include "percuta/solve.hpp"
#include "transport/reaction_graph.hpp"

#include <cmath>

using percuta::problem;

namespace {

/// A closed, well-mixed layer in which solutes only react.
problem pot(int solutes) {
  problem p;
  p.thickness_m = {1e-6};
  for (int i = 0; i < solutes; ++i) {
    percuta::solute s;
    s.layers = {{1e-9, 1.0, i == 0 ? 1.0 : 0.0, 0.0, {}}};
    p.solutes.push_back(s);
  }
  p.top = percuta::top_boundary::closed;
  p.bottom = percuta::bottom_boundary::closed;
  p.wanted.time_s = {1000.0, 5000.0};
  p.tolerance = 1e-7;
  return p;
}

}  // namespace

TEST_CASE("a chain of first-order reactions follows Bateman's solution") {
  problem p = pot(3);
  const double a = 3e-4, b = 1e-4;
  p.reactions = {{1, 2, 0.9, {b}}, {0, 1, 0.5, {a}}};  // any order
  const percuta::solution found = percuta::solve(p);
  for (std::size_t i = 0; i < 2; ++i) {
    const double t = p.wanted.time_s[i], dose = 1e-6;
    const double first = std::exp(-a * t);
    const double second = 0.5 * a / (b - a) * (std::exp(-a * t) - std::exp(-b * t));
    const double converted = 0.5 * (1.0 - first) - second;
    CHECK(found.solutes[0].layers[0].amount_kg_m2[i] / dose == Approx(first).margin(1e-7));
    CHECK(found.solutes[1].layers[0].amount_kg_m2[i] / dose == Approx(second).margin(1e-7));
    CHECK(found.solutes[2].layers[0].amount_kg_m2[i] / dose ==
          Approx(0.9 * converted).margin(1e-7));
    CHECK(found.solutes[1].layers[0].converted_kg_m2[i] / dose == Approx(converted).margin(1e-7));
    CHECK(found.solutes[2].layers[0].formed_kg_m2[i] / dose ==
          Approx(0.9 * converted).margin(1e-7));
  }
}

TEST_CASE("groups hold what reacts, makers before what they make") {
  problem p = pot(5);
  p.reactions = {{3, 1, 1.0, {1e-4}}, {4, 3, 1.0, {1e-4}}};
  const auto groups = percuta::reaction_groups(p);
  REQUIRE(groups.size() == 3);
  CHECK(groups[0] == std::vector<int>{0});
  CHECK(groups[1] == std::vector<int>{4, 3, 1});
  CHECK(groups[2] == std::vector<int>{2});
}

TEST_CASE("a parent that is never there leaves its product's accuracy alone") {
  problem p = pot(2);
  p.solutes[0].layers[0].initial_kg_m3 = 0.0;
  p.solutes[1].layers[0].initial_kg_m3 = 1.0;
  p.solutes[1].layers[0].loss_1_s = 3e-4;
  p.reactions = {{0, 1, 1.0, {1e-4}}};
  const percuta::layer_series layer = percuta::solve(p).solutes[1].layers[0];
  CHECK(layer.amount_kg_m2[1] / 1e-6 == Approx(std::exp(-1.5)).margin(1e-7));
}

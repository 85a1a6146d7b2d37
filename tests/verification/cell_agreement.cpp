#include "cell_problem.hpp"
#include "percuta/error.hpp"

#include <cmath>
#include <iostream>

using percuta::problem;
using percuta::solute_solution;
using percuta::time_method;

namespace {

void compare_methods(std::uint64_t seed, int count, bool equal_gates) {
  dice d(seed);
  worst_case inventories, passages, balance;
  for (int k = 0; k < count; ++k) {
    const problem p = cells::random_cell(d, equal_gates);
    solute_solution a, b;
    try {
      a = cells::solve_cell(p, time_method::krylov).solutes[0];
      b = cells::solve_cell(p, time_method::stepping).solutes[0];
    } catch (const percuta::numerical_error& e) {
      FAIL_CHECK(named(k, p, e.what()));
      continue;
    }
    const worst_case held = cells::inventory_gap(p, a, b), passed = cells::passage_gap(p, a, b);
    inventories.see(held.value, [&] { return named(k, p, held.what); });
    passages.see(passed.value, [&] { return named(k, p, passed.what); });
    balance.see(std::max(a.balance_error, b.balance_error), [&] { return named(k, p, "books"); });
  }
  expect(inventories, 2e-3);
  expect(passages, 4e-3);
  expect(balance, 1e-8);
}

}  // namespace

TEST_CASE("Krylov's space and steps agree on whatever stands still in a cell") {
  compare_methods(107, trials(48), true);
}

TEST_CASE("they do where gates are unequal") {
  compare_methods(109, trials(24), false);
}

TEST_CASE("a tolerance of 1e-3 in a cell is met: answers at 2e-5 are within it") {
  dice d(113);
  int failures = 0;
  worst_case worst;
  const int count = trials(40);
  for (int k = 0; k < count; ++k) {
    problem p = cells::random_cell(d, true);
    solute_solution loose, tight;
    try {
      loose = cells::solve_cell(p).solutes[0];
      p.tolerance = 2e-5;
      tight = cells::solve_cell(p).solutes[0];
    } catch (const percuta::numerical_error& e) {
      FAIL_CHECK(named(k, p, e.what()));
      continue;
    }
    const worst_case here = cells::inventory_gap(p, tight, loose);
    if (!(here.value <= 1e-3)) {
      ++failures;
      std::cout << "tolerance missed by " << named(k, p, here.what) << "\n";
    }
    worst.see(here.value, [&] { return named(k, p, here.what); });
  }
  std::cout << failures << " of " << count << " cells miss a tolerance of 1e-3; the worst is "
            << worst.value << " off\n";
  CHECK(failures == 0);
}

TEST_CASE("where the resolution is left open, layers are taken only if they agree with the cell") {
  dice d(139);
  worst_case worst;
  int layered = 0;
  for (int k = 0; k < trials(150); ++k) {
    problem p = cells::random_cell(d, k % 2 == 0);
    p.channels[0].density_1_m2 *= std::pow(10.0, -(k % 7));
    percuta::solve_options open;
    open.space = percuta::resolution::automatic;
    const percuta::solution chosen = percuta::solve(p, open);
    if (chosen.resolution != "layered") continue;
    ++layered;
    const auto cell = cells::solve_cell(p).solutes[0];
    const worst_case here = cells::inventory_gap(p, cell, chosen.solutes[0]);
    worst.see(here.value, [&] { return named(k, p, here.what); });
  }
  CHECK(layered > 0);
  expect(worst, 2e-3);
}

#include "catch.hpp"
#include "problems.hpp"
#include "transport/cells/trajectory.hpp"
#include "transport/modes/modal_march.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {
std::atomic<long> allocations{0};
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* const got = std::malloc(size == 0 ? 1 : size)) return got;
  throw std::bad_alloc();
}
void operator delete(void* p) noexcept {
  std::free(p);
}
void operator delete(void* p, std::size_t) noexcept {
  std::free(p);
}

namespace {

struct cost {
  long allocations, steps;
};

template <class Solve>
cost cost_of(Solve&& solve) {
  const long before = allocations;
  const long steps = solve();
  return {allocations - before, steps};
}

percuta::problem one_output(bool with_channels) {
  percuta::problem p = problems::drying_film(1e-4);
  p.wanted.time_s = {86400.0};
  p.wanted.peaks = false;
  if (with_channels) {
    p.channels = {{1e6, 1.0, {0.0, 150e-6}, {35e-6, 0.0}, 1.0}};
    p.solutes[0].fluid = {{5e-10, 1.0, 0.0, 0.0, {}}};
  }
  return p;
}

}  // namespace

TEST_CASE("steps in modes allocate nothing: many cost as many allocations as few") {
  const percuta::problem p = one_output(false);
  const percuta::modal_case c = percuta::case_of(p, 0, 2e-4);
  const auto way = percuta::course_of(p, {0});
  const auto march = [&](double accuracy) {
    return cost_of([&] {
      return percuta::march_in_modes(percuta::lanes::single(), p, 0, {&c}, {0, 0, 0},
                                     {0, 86400.0, 5, accuracy, 4.0}, way, {})[0]
          .steps;
    });
  };
  (void)march(1e-2);  // tables that are made once
  const cost few = march(1e-2), many = march(1e-5);
  CHECK(many.steps > 2 * few.steps);
  CHECK(many.allocations == few.allocations);
}

TEST_CASE("steps on cells allocate nothing beyond the first few") {
  const percuta::problem p = one_output(true);
  const percuta::mesh cells = percuta::make_mesh(p, {0}, 6);
  const auto follow = [&](double step_tolerance) {
    return cost_of([&] {
      percuta::solve_statistics statistics;
      (void)percuta::follow(p, {0}, {2e-4}, cells, step_tolerance, {}, statistics);
      return statistics.steps;
    });
  };
  (void)follow(1e-2);
  const cost few = follow(1e-3), many = follow(1e-6);
  CHECK(many.steps > 2 * few.steps);
  CHECK(many.allocations <= few.allocations + 10);
}

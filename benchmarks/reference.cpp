// Problems whose answers are known to ten digits, at two tolerances: time, and the error that was
// made for it.

#include "counters.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"

#include <cmath>
#include <cstddef>

namespace {

/// The argument is the negative exponent of the tolerance.
template <std::size_t N>
void solve_reference(benchmark::State& state, percuta::problem (*make)(double),
                     const double (&answer)[N]) {
  const double tolerance = std::pow(10.0, -static_cast<double>(state.range(0)));
  const percuta::problem p = make(tolerance);
  percuta::solution found;
  for (auto _ : state)
    found = percuta::solve(p);
  count_work(state, found);
  const double error = problems::worst_error(found.solutes[0], answer);
  state.counters["error_of_dose"] = error;
  state.counters["error_over_tolerance"] = error / tolerance;
}

void layered_tracer(benchmark::State& state) {
  solve_reference(state, problems::layered_tracer, problems::layered_tracer_answer);
}
void drying_film(benchmark::State& state) {
  solve_reference(state, problems::drying_film, problems::drying_film_answer);
}

BENCHMARK(layered_tracer)
    ->Arg(4)
    ->Arg(6)
    ->ArgName("minus_log10_tolerance")
    ->Unit(benchmark::kMillisecond);
BENCHMARK(drying_film)
    ->Arg(4)
    ->Arg(6)
    ->ArgName("minus_log10_tolerance")
    ->Unit(benchmark::kMillisecond);

}  // namespace

// Problems whose answers are known to ten digits, at two tolerances: time, and the error that was
// made for it.

#include "counters.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"

#include <cmath>
#include <cstddef>

namespace {

/// The arguments are the negative exponent of the tolerance, and whether all five times are asked
/// for, with peaks, or the last alone.
template <std::size_t N>
void solve_reference(benchmark::State& state, percuta::problem (*make)(double),
                     percuta::time_method method, const double (&answer)[N]) {
  const double tolerance = std::pow(10.0, -static_cast<double>(state.range(0)));
  percuta::problem p = make(tolerance);
  if (state.range(1) == 0) {
    p.wanted.time_s = {86400.0};
    p.wanted.peaks = false;
  }
  percuta::solution found;
  for (auto _ : state)
    found = percuta::solve(p, {nullptr, method});
  count_work(state, found);
  const double error = problems::worst_error(found.solutes[0], answer);
  state.counters["error_of_dose"] = error;
  state.counters["error_over_tolerance"] = error / tolerance;
}

void layered_tracer(benchmark::State& state) {
  solve_reference(state, problems::layered_tracer, percuta::time_method::automatic,
                  problems::layered_tracer_answer);
}
void layered_tracer_stepping(benchmark::State& state) {
  solve_reference(state, problems::layered_tracer, percuta::time_method::stepping,
                  problems::layered_tracer_answer);
}
void drying_film(benchmark::State& state) {
  solve_reference(state, problems::drying_film, percuta::time_method::automatic,
                  problems::drying_film_answer);
}

void settings(benchmark::internal::Benchmark* b) {
  b->ArgsProduct({{4, 6, 8}, {0, 1}})
      ->ArgNames({"minus_log10_tolerance", "all_times"})
      ->Unit(benchmark::kMicrosecond);
}
BENCHMARK(layered_tracer)->Apply(settings);
BENCHMARK(layered_tracer_stepping)->Apply(settings);
BENCHMARK(drying_film)->Apply(settings);

}  // namespace

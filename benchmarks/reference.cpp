// Problems whose answers are known to ten digits, at two tolerances: time, and the error that was
// made for it.

#include "counters.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace {

constexpr double dose_kg_m2 = 2e-4;

/// Largest difference to the answer, of the dose, at the end.
template <std::size_t N>
double error_of_dose(const percuta::solution& found, const double (&answer)[N]) {
  const percuta::solute_solution& s = found.solutes[0];
  const double inventory_kg_m2[] = {s.film_kg_m2.back(),
                                    s.layers[0].amount_kg_m2.back(),
                                    s.layers[1].amount_kg_m2.back(),
                                    s.layers[2].amount_kg_m2.back(),
                                    s.layers[2].cleared_kg_m2.back(),
                                    s.receptor_kg_m2.back(),
                                    s.evaporated_kg_m2.back(),
                                    s.via_channels_kg_m2.back()};
  static_assert(N <= std::size(inventory_kg_m2));
  double largest = 0.0;
  for (std::size_t i = 0; i < N; ++i)
    largest = std::max(largest, std::abs(inventory_kg_m2[i] / dose_kg_m2 - answer[i]));
  return largest;
}

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
  const double error = error_of_dose(found, answer);
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

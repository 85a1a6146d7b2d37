// Signals: how a drying film's thickness is fitted by the plan, and evaluated by a solver at every
// stage of every step.

#include "percuta/signal.hpp"

#include <benchmark/benchmark.h>

#include <cmath>
#include <cstddef>
#include <cstdint>

namespace {

constexpr double day_s = 86400.0;

double film_thickness_m(double t_s) {
  return 4e-6 + 16e-6 * std::exp(-t_s / 1800.0);
}

void fit_signal(benchmark::State& state) {
  percuta::signal s;
  for (auto _ : state)
    s = percuta::fit(film_thickness_m, {0.0, day_s}, 1e-12);
  std::size_t coefficients = 0;
  for (const auto& piece : s.coefficients)
    coefficients += piece.size();
  state.counters["pieces"] = static_cast<double>(s.coefficients.size());
  state.counters["coefficients"] = static_cast<double>(coefficients);
}

void evaluate(benchmark::State& state, const percuta::signal& s) {
  constexpr int points = 1000;
  double sum = 0.0;
  for (auto _ : state) {
    for (int i = 0; i < points; ++i)
      sum += percuta::value(s, day_s * i / points);
  }
  benchmark::DoNotOptimize(sum);
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * points);
}

void evaluate_constant(benchmark::State& state) {
  evaluate(state, percuta::signal(1.0));
}
void evaluate_fitted(benchmark::State& state) {
  evaluate(state, percuta::fit(film_thickness_m, {0.0, day_s}, 1e-12));
}

BENCHMARK(fit_signal)->Unit(benchmark::kMicrosecond);
BENCHMARK(evaluate_constant);
BENCHMARK(evaluate_fitted);

}  // namespace

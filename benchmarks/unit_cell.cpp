// The cell around one conical channel, at 25, 100 and 400 per cm2 and 1e-4 of the dose.

#include "conical_channels.hpp"
#include "counters.hpp"
#include "percuta/solve.hpp"

#include <cmath>

namespace {

percuta::solution solve_cell(benchmark::State& state, const percuta::problem& p) {
  percuta::solve_options options;
  options.space = percuta::resolution::unit_cell;
  percuta::solution found;
  for (auto _ : state)
    found = percuta::solve(p, options);
  count_work(state, found);
  return found;
}

/// Nothing moves with time, and the answer is known.
void unit_cell(benchmark::State& state) {
  const auto per_cm2 = static_cast<double>(state.range(0));
  const percuta::problem p = conical_channels(PERCUTA_CONFIGS, per_cm2);
  const delivered_shares errors =
      errors_of(solve_cell(state, p), read_p3(PERCUTA_P3_TABLE, per_cm2));
  state.counters["error_of_dose"] = largest_of(errors);
  state.counters["error_over_tolerance"] = largest_of(errors) / p.tolerance;
}

/// The channels close with a half-life of 2 h. `delivered_24h` is a share of the dose.
void unit_cell_closing(benchmark::State& state) {
  percuta::problem p = conical_channels(PERCUTA_CONFIGS, static_cast<double>(state.range(0)));
  p.channels[0].openness =
      percuta::fit([](double t) { return std::exp2(-t / 7200.0); }, {0.0, 86400.0}, 1e-8);
  state.counters["delivered_24h"] = errors_of(solve_cell(state, p), {}).back();
}

void densities(benchmark::internal::Benchmark* b) {
  b->Arg(25)->Arg(100)->Arg(400)->Unit(benchmark::kMillisecond);
}
BENCHMARK(unit_cell)->Apply(densities);
BENCHMARK(unit_cell_closing)->Apply(densities);

}  // namespace

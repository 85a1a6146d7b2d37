// A device maker's sweep: the layered tracer with conical channels, from sparse to crowded.

#include "counters.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"

#include <cmath>
#include <cstddef>

namespace {

/// Conical channels, 35 um wide at the surface and 150 um deep, that close with a half-life of 3 h.
percuta::problem needled(double density_1_cm2) {
  percuta::problem p = problems::layered_tracer(1e-4);
  percuta::channel c;
  c.density_1_m2 = 1e4 * density_1_cm2;
  c.depth_m = {0.0, 150e-6};
  c.radius_m = {35e-6, 0.0};
  c.openness = percuta::fit([](double t) { return std::exp2(-t / 10800.0); }, {0.0, 86400.0}, 1e-8);
  p.channels = {c};
  percuta::medium fluid;
  fluid.diffusivity_m2_s = 5e-10;
  p.solutes[0].fluid = {fluid};
  return p;
}

/// `delivered_1h` below the stratum corneum and `via_channels_24h` are shares of the dose.
void densities(benchmark::State& state) {
  const percuta::problem p = needled(static_cast<double>(state.range(0)));
  percuta::solution found;
  for (auto _ : state)
    found = percuta::solve(p);
  count_work(state, found);
  constexpr double dose_kg_m2 = 2e-4;
  constexpr std::size_t at_1_h = 1;  // of the tracer's output times
  const percuta::solute_solution& s = found.solutes[0];
  state.counters["delivered_1h"] = s.delivered_kg_m2[at_1_h] / dose_kg_m2;
  state.counters["via_channels_24h"] = s.via_channels_kg_m2.back() / dose_kg_m2;
}

BENCHMARK(densities)
    ->Arg(5)
    ->Arg(20)
    ->Arg(50)
    ->Arg(100)
    ->Arg(200)
    ->Arg(500)
    ->Arg(1000)
    ->ArgName("per_cm2")
    ->Unit(benchmark::kMillisecond);

}  // namespace

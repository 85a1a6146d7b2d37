// A thousand variations of one problem: of the tracer, whose answers are known, and of the drying
// film, against their own solution at a much tighter tolerance. One core; items are variations.

#include "p5_table.hpp"
#include "percuta/batch.hpp"
#include "problems.hpp"

#include <benchmark/benchmark.h>
#include <tbb/global_control.h>
#include <algorithm>
#include <cmath>
#include <cstddef>

namespace {

using percuta::batch;
using percuta::quantity;

/// At the end only, without peaks.
void ask_for_the_end(percuta::problem& p) {
  p.wanted.time_s = {86400.0};
  p.wanted.peaks = false;
}

void time_batch(benchmark::State& state, const batch& b) {
  const tbb::global_control one_core(tbb::global_control::max_allowed_parallelism, 1);
  for (auto _ : state)
    benchmark::DoNotOptimize(percuta::solve(b).solutes[0].film_kg_m2[0]);
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(b.size));
}

/// The argument is the negative exponent of the tolerance.
void tracer_variations(benchmark::State& state) {
  batch b;
  b.shape = problems::layered_tracer(std::pow(10.0, -static_cast<double>(state.range(0))));
  ask_for_the_end(b.shape);
  const auto answers = read_p5(b, PERCUTA_P5_TABLE);
  time_batch(state, b);
  const percuta::batch_solute s = percuta::solve(b).solutes[0];
  double worst = 0.0;
  for (std::size_t i = 0; i < b.size; ++i) {
    const double found[6] = {s.film_kg_m2[i],
                             s.layers[0].amount_kg_m2[i],
                             s.layers[1].amount_kg_m2[i],
                             s.layers[2].amount_kg_m2[i],
                             s.layers[2].cleared_kg_m2[i],
                             s.receptor_kg_m2[i]};
    for (std::size_t k = 0; k < 6; ++k)
      worst = std::max(worst, std::abs(found[k] / 2e-4 - answers[i][k]));
  }
  state.counters["error_of_dose"] = worst;
}

/// The film's thickness, evaporation and channels, D and K of all layers and the clearance vary.
void film_variations(benchmark::State& state) {
  batch b;
  b.shape = problems::drying_film(std::pow(10.0, -static_cast<double>(state.range(0))));
  ask_for_the_end(b.shape);
  (void)read_p5(b, PERCUTA_P5_TABLE);
  for (double& x : b.columns[0].values)
    x /= 2e-5;  // of a film that moves: a factor
  percuta::column evaporation{quantity::film_loss_m_s, 0, 0, {}};
  percuta::column channels{quantity::shunt_conductance, 0, 0, {}};
  for (std::size_t i = 0; i < b.size; ++i) {
    evaporation.values.push_back(1e-11 * static_cast<double>(1 + (i * 91) % 100));
    channels.values.push_back(0.3 + 0.003 * static_cast<double>((i * 37) % 1000));
  }
  b.columns.push_back(evaporation);
  b.columns.push_back(channels);
  time_batch(state, b);
  const auto found = percuta::solve(b).solutes[0].delivered_kg_m2;
  b.shape.tolerance = 1e-9;
  const auto right = percuta::solve(b).solutes[0].delivered_kg_m2;
  double worst = 0.0;
  for (std::size_t i = 0; i < b.size; ++i)
    worst = std::max(worst, std::abs(found[i] / right[i] - 1.0));
  state.counters["relative_error_of_delivered"] = worst;
}

BENCHMARK(tracer_variations)
    ->Arg(4)
    ->Arg(6)
    ->Arg(8)
    ->ArgName("minus_log10_tolerance")
    ->Unit(benchmark::kMicrosecond);
BENCHMARK(film_variations)
    ->Arg(4)
    ->Arg(6)
    ->ArgName("minus_log10_tolerance")
    ->Unit(benchmark::kMillisecond);

}  // namespace

// What the kernels cost for each width of SIMD lanes, and the block elimination of stepping on
// cells.

#include "problems.hpp"
#include "transport/cells/bordered_block_tridiagonal.hpp"
#include "transport/lanes/dispatch.hpp"
#include "transport/modes/march_pack.hpp"
#include "transport/transform/ladder_pack.hpp"

#include <benchmark/benchmark.h>
#include <vector>

namespace {

using percuta::lanes::kernels;

const kernels* of_width(benchmark::State& state) {
  static const std::vector<kernels> all = percuta::lanes::available();
  for (const kernels& k : all) {
    if (k.width == state.range(0)) {
      state.SetLabel(k.instructions);
      return &k;
    }
  }
  state.SkipWithError("this processor has no such lanes");
  return nullptr;
}

/// Three layers at one time, poles for 1e-6; an item is a problem.
void ladder_kernel(benchmark::State& state) {
  const kernels* const k = of_width(state);
  if (k == nullptr) return;
  const percuta::problem p = problems::layered_tracer(1e-6);
  percuta::ladder_pack pack(*k, p, 0, true);
  pack.set_poles(*percuta::enough_poles(percuta::error_gain(pack, 0, p.top, 2e-4), p.tolerance));
  pack.set_times(&p.wanted.time_s.back(), 1);
  for (auto _ : state) {
    pack.evaluate_at_set_times();
    benchmark::DoNotOptimize(pack.result(0, 0, 0));
  }
  state.SetItemsProcessed(state.iterations() * k->width);
}

/// One Radau step of three layers with a film and a shunt; the second argument is the number of
/// modes; an item is a step of one problem.
void march_kernel(benchmark::State& state) {
  const kernels* const k = of_width(state);
  if (k == nullptr) return;
  const percuta::problem p = problems::drying_film(1e-4);
  percuta::march_pack pack(*k, p, {0, 0, 0}, static_cast<int>(state.range(1)));
  for (int lane = 0; lane < k->width; ++lane) {
    pack.set(lane, percuta::case_of(p, 0, 2e-4));
    pack.h(lane) = 600.0;
    pack.hold(lane, false);
    for (int i = 0; i < 3; ++i) {
      pack.film_capacity(i, lane) = 2e-5;
      pack.film_loss(i, lane) = 1e-10;
      pack.shunt(0, i, lane) = 3e-9;
    }
  }
  for (auto _ : state) {
    pack.attempt();
    benchmark::DoNotOptimize(pack.error(false, 0));
  }
  state.SetItemsProcessed(state.iterations() * k->width);
}

/// Three stages of tissue and one population of channels, with a film; an item is a cell.
void block_elimination(benchmark::State& state) {
  constexpr int cells = 64, border = 3;
  percuta::bordered_block_tridiagonal<3, 2> system;
  system.resize(cells, 2, border);
  for (auto _ : state) {
    system.clear();
    for (int j = 0; j < cells; ++j) {
      for (int i = 0; i < 6; ++i) {
        for (int k = 0; k < 6; ++k)
          system[j].diagonal(i, k) = i == k ? 5.0 : 0.1 * (i - k);
        system[j].right(i, 0) = 1.0;
      }
      for (int s = 0; s < 3; ++s) {
        system[j].lower[s].diagonal().setConstant(-1.0);
        system[j].upper[s].diagonal().setConstant(-1.0);
      }
    }
    system.corner.setIdentity();
    system.foot.setOnes();
    system.solve();
    benchmark::DoNotOptimize(system.x(0, 0));
  }
  state.SetItemsProcessed(state.iterations() * cells);
}

BENCHMARK(ladder_kernel)->Arg(1)->Arg(2)->Arg(4)->Arg(8)->ArgName("lanes");
BENCHMARK(march_kernel)->ArgsProduct({{1, 2, 4, 8}, {3, 5, 8}})->ArgNames({"lanes", "modes"});
BENCHMARK(block_elimination);

}  // namespace

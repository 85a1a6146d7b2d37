#pragma once

#include "percuta/solution.hpp"

#include <benchmark/benchmark.h>

/// How hard the solver worked for one solution.
inline void count_work(benchmark::State& state, const percuta::solution& s) {
  state.counters["steps"] = static_cast<double>(s.statistics.steps);
  state.counters["rejected"] = static_cast<double>(s.statistics.rejected);
  state.counters["cells"] = static_cast<double>(s.statistics.cells);
}

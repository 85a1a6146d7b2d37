// The whole program, from the shell's point of view: percuta run on the tracer, and percuta solve
// on the same numbers. Real time of a child process, reading and printing included.

#include <benchmark/benchmark.h>
#include <sys/wait.h>
#include <cstdlib>
#include <string>

namespace {

void run_program(benchmark::State& state, const std::string& arguments) {
  const std::string command = PERCUTA_PROGRAM " " + arguments + " >/dev/null 2>&1";
  for (auto _ : state) {
    if (std::system(command.c_str()) != 0) {
      state.SkipWithError("percuta failed");
      return;
    }
  }
}

void cold_start_run(benchmark::State& state) {
  run_program(state, "run " PERCUTA_CONFIGS "/tracer/layered.toml");
}
void cold_start_solve(benchmark::State& state) {
  run_program(state, "solve " PERCUTA_CONFIGS "/problems/layered_tracer.json");
}

BENCHMARK(cold_start_run)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(cold_start_solve)->Unit(benchmark::kMillisecond)->UseRealTime();

}  // namespace

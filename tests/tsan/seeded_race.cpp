// seeded_race racy|sound|throws: a loop in two threads that races on a counter, does not, or throws
// in both. The thread sanitizer must report the first and be silent about the others.

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

#include <atomic>
#include <cstdio>
#include <cstring>
#include <numeric>
#include <stdexcept>
#include <vector>

namespace {

constexpr int threads = 2;

/// Runs body(i) for i = 0 and 1, each in a thread of its own: both wait until both have begun.
template <class Body>
void in_two_threads(const Body& body) {
  const tbb::global_control at_least(tbb::global_control::max_allowed_parallelism, threads);
  tbb::task_arena(threads).execute([&] {
    std::atomic<int> begun{0};
    tbb::parallel_for(0, threads, [&](int i) {
      begun.fetch_add(1, std::memory_order_relaxed);
      while (begun.load(std::memory_order_relaxed) < threads) {
      }
      body(i);
    });
  });
}

}  // namespace

int main(int argc, char** argv) {
  const bool racy = argc == 2 && std::strcmp(argv[1], "racy") == 0;
  const bool throws = argc == 2 && std::strcmp(argv[1], "throws") == 0;
  // As a caller does: input made before the loop, a result for each i, read after it.
  std::vector<long> input(1000);
  std::iota(input.begin(), input.end(), 1L);
  std::vector<long> sum(threads);
  long calls = 0;
  try {
    in_two_threads([&](int i) {
      sum[static_cast<std::size_t>(i)] = std::accumulate(input.begin(), input.end(), 0L);
      if (racy) ++calls;
      if (throws) throw std::runtime_error("from a body");
    });
  } catch (const std::runtime_error& error) {
    std::puts(error.what());
  }
  std::printf("%ld %ld\n", sum[0] + sum[1], calls);
}

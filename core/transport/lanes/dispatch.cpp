#include "transport/lanes/dispatch.hpp"

#include <cstdlib>

namespace percuta::lanes {
namespace {

/// As many lanes as PERCUTA_LANES allows: to see that a width changes nothing, and what it costs.
int most_lanes() {
  const char* const said = std::getenv("PERCUTA_LANES");
  const int lanes = said == nullptr ? 0 : std::atoi(said);
  return lanes > 0 ? lanes : 8;
}

const kernels* best() {
  const int most = most_lanes();
#if defined(PERCUTA_X86_LANES)
  if (most >= 8 && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512dq"))
    return avx512_kernels();
  if (most >= 4 && __builtin_cpu_supports("avx2")) return avx2_kernels();
#endif
  return most >= 2 ? baseline_kernels() : single_kernels();
}

}  // namespace

ladder_top kernel_top(top_boundary top) {
  switch (top) {
    case top_boundary::fixed:
      return ladder_top::fixed;
    case top_boundary::closed:
      return ladder_top::closed;
    case top_boundary::film:
      break;
  }
  return ladder_top::film;
}

const kernels& single() {
  return *single_kernels();
}

const kernels& widest() {
  static const kernels* const found = best();
  return *found;
}

std::vector<kernels> available() {
  std::vector<kernels> all{*single_kernels()};
  if (widest().width >= 2) all.push_back(*baseline_kernels());
#if defined(PERCUTA_X86_LANES)
  if (widest().width >= 4) all.push_back(*avx2_kernels());
  if (widest().width >= 8) all.push_back(*avx512_kernels());
#endif
  return all;
}

}  // namespace percuta::lanes

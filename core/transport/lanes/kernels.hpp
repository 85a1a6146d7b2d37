#pragma once

#include "transport/modes/march.hpp"
#include "transport/transform/ladder.hpp"

namespace percuta::lanes {

/// The kernels compiled for one width of SIMD lanes.
struct kernels {
  int width = 1;
  const char* instructions = "";
  void (*ladder)(const ladder_job&) = nullptr;
  void (*march)(const march_job&) = nullptr;
};

/// Compiled apart, each for its instructions; those of a target that has none are not there.
const kernels* single_kernels();
const kernels* baseline_kernels();
const kernels* avx2_kernels();
const kernels* avx512_kernels();

}  // namespace percuta::lanes

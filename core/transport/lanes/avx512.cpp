// The kernels in 8 lanes.
#include "transport/lanes/kernels.hpp"
#include "transport/modes/march_kernel.hpp"
#include "transport/transform/ladder_kernel.hpp"

namespace percuta::lanes {

const kernels* avx512_kernels() {
  static constexpr kernels all{8, "avx512", run_ladder<pack<8>>, run_march<pack<8>>};
  return &all;
}

}  // namespace percuta::lanes

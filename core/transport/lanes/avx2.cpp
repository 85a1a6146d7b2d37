// The kernels in 4 lanes.
#include "transport/lanes/kernels.hpp"
#include "transport/modes/march_kernel.hpp"
#include "transport/transform/ladder_kernel.hpp"

namespace percuta::lanes {

const kernels* avx2_kernels() {
  static constexpr kernels all{4, "avx2", run_ladder<pack<4>>, run_march<pack<4>>};
  return &all;
}

}  // namespace percuta::lanes

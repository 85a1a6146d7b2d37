// The kernels in 2 lanes.
#include "transport/lanes/kernels.hpp"
#include "transport/modes/march_kernel.hpp"
#include "transport/transform/ladder_kernel.hpp"

namespace percuta::lanes {

const kernels* baseline_kernels() {
  static constexpr kernels all{2, "portable", run_ladder<pack<2>>, run_march<pack<2>>};
  return &all;
}

}  // namespace percuta::lanes

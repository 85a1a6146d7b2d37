// The kernels in 1 lane.
#include "transport/lanes/kernels.hpp"
#include "transport/modes/march_kernel.hpp"
#include "transport/transform/ladder_kernel.hpp"

namespace percuta::lanes {

const kernels* single_kernels() {
  static constexpr kernels all{1, "portable", run_ladder<pack<1>>, run_march<pack<1>>};
  return &all;
}

}  // namespace percuta::lanes

#pragma once

#include "percuta/problem.hpp"
#include "transport/lanes/kernels.hpp"

#include <tbb/cache_aligned_allocator.h>
#include <vector>

namespace percuta::lanes {

/// Numbers that start where a pack of any width may.
using buffer = std::vector<double, tbb::cache_aligned_allocator<double>>;

/// The top as kernels know it.
ladder_top kernel_top(top_boundary top);

/// One lane, for one problem.
const kernels& single();

/// The widest that this processor runs, for batches.
const kernels& widest();

/// All that this processor runs, narrowest first; the first is single().
std::vector<kernels> available();

}  // namespace percuta::lanes

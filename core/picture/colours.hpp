#pragma once

#include <string>

namespace percuta {

/// The colour map viridis at a share of its length, 0 (dark) to 1 (light), as "#rrggbb".
/// Perceptually uniform, and readable without colour vision.
std::string viridis(double share);

}  // namespace percuta

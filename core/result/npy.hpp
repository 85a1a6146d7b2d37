#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace percuta {

// Arrays as NumPy saves them: format 1.0, little-endian, C order. The product of the shape is the
// number of values.

/// `<f8`.
std::string npy(const std::vector<double>& values, const std::vector<std::size_t>& shape);

/// `<i4`.
std::string npy(const std::vector<int>& values, const std::vector<std::size_t>& shape);

}  // namespace percuta

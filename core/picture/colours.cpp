#include "picture/colours.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace percuta {
namespace {

/// Every eighth colour of viridis, by Stéfan van der Walt and Nathaniel Smith, CC0
/// (https://bids.github.io/colormap; `_viridis_data` of Matplotlib).
constexpr std::array<std::array<int, 3>, 33> viridis_table{
    {{68, 1, 84},    {71, 13, 96},   {72, 24, 106},  {72, 35, 116},  {71, 45, 123},  {69, 54, 129},
     {66, 64, 134},  {63, 73, 137},  {59, 82, 139},  {55, 90, 141},  {51, 99, 141},  {47, 106, 142},
     {44, 114, 142}, {41, 122, 142}, {38, 129, 142}, {35, 137, 142}, {33, 144, 140}, {31, 152, 139},
     {31, 159, 136}, {33, 166, 133}, {40, 174, 128}, {49, 181, 123}, {62, 188, 116}, {76, 194, 108},
     {93, 201, 99},  {110, 206, 88}, {130, 211, 76}, {150, 216, 63}, {171, 220, 50}, {192, 223, 36},
     {213, 226, 26}, {234, 229, 26}, {253, 231, 37}}};

}  // namespace

std::string viridis(double share) {
  const double at = std::clamp(share, 0.0, 1.0) * (viridis_table.size() - 1);
  const auto below = std::min(static_cast<std::size_t>(at), viridis_table.size() - 2);
  const double rest = at - static_cast<double>(below);
  std::array<int, 3> c{};
  for (std::size_t k = 0; k < 3; ++k) {
    c[k] = static_cast<int>(
        std::lround((1.0 - rest) * viridis_table[below][k] + rest * viridis_table[below + 1][k]));
  }
  return fmt::format("#{:02x}{:02x}{:02x}", c[0], c[1], c[2]);
}

}  // namespace percuta

#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

namespace percuta {

/// Appends a number to `out`, lowest byte first, whatever the machine's own order.
template <class T>
void append_little_endian(std::string& out, T x) {
  static_assert(sizeof(T) == 4 || sizeof(T) == 8);
  using bits = std::conditional_t<sizeof(T) == 4, std::uint32_t, std::uint64_t>;
  const auto all = std::bit_cast<bits>(x);
  for (std::size_t i = 0; i < sizeof(T); ++i)
    out += static_cast<char>((all >> (8 * i)) & 0xFFU);
}

}  // namespace percuta

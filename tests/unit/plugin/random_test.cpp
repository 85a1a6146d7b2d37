#include "plugin/random.hpp"

#include "catch.hpp"

#include <array>
#include <cmath>
#include <cstdint>

using percuta::counter_random;
using percuta::philox4x32;

// Known answers published with the generator (Random123, kat_vectors).
TEST_CASE("philox gives the published numbers") {
  using block = std::array<std::uint32_t, 4>;
  CHECK(philox4x32({0, 0, 0, 0}, {0, 0}) == block{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
  constexpr std::uint32_t ones = 0xffffffff;
  CHECK(philox4x32({ones, ones, ones, ones}, {ones, ones}) ==
        block{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
  CHECK(philox4x32({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
        block{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("random numbers depend on seed, stream and counter, and on nothing else") {
  const double x = counter_random(1, 2, 3);
  CHECK(counter_random(1, 2, 3) == x);
  CHECK(counter_random(9, 2, 3) != x);
  CHECK(counter_random(1, 9, 3) != x);
  CHECK(counter_random(1, 2, 9) != x);
  CHECK(counter_random(1, 2, 3ull << 32) != x);
  CHECK(counter_random(1, 2ull << 32, 3) != x);
}

TEST_CASE("random numbers are uniform in [0, 1)") {
  constexpr int n = 100000;
  double sum = 0.0, squares = 0.0;
  for (int i = 0; i < n; ++i) {
    const double x = counter_random(7, 0, static_cast<std::uint64_t>(i));
    REQUIRE(x >= 0.0);
    REQUIRE(x < 1.0);
    sum += x;
    squares += x * x;
  }
  // Five standard errors of the mean (1/12 / n)^1/2 and of the mean square (4/45 / n)^1/2.
  CHECK(std::abs(sum / n - 0.5) < 5.0 * std::sqrt(1.0 / 12.0 / n));
  CHECK(std::abs(squares / n - 1.0 / 3.0) < 5.0 * std::sqrt(4.0 / 45.0 / n));
}

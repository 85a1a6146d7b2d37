#include "serum/ionisation.hpp"

#include "catch.hpp"

#include <limits>

using percuta::neutral_share;

namespace {
constexpr double none = std::numeric_limits<double>::quiet_NaN();
}

TEST_CASE("a substance without groups is neutral at any pH") {
  CHECK(neutral_share(1.0, none, none) == 1.0);
  CHECK(neutral_share(13.0, none, none) == 1.0);
}

TEST_CASE("at its pKa half of an acid and half of a base is neutral") {
  CHECK(neutral_share(4.1, 4.1, none) == Approx(0.5));
  CHECK(neutral_share(7.7, none, 7.7) == Approx(0.5));
}

TEST_CASE("an acid ionises upwards, a base downwards, tenfold per pH unit") {
  CHECK(neutral_share(8.0, 4.0, none) == Approx(1.0 / (1.0 + 1e4)));
  CHECK(neutral_share(4.0, none, 8.0) == Approx(1.0 / (1.0 + 1e4)));
}

TEST_CASE("a zwitterion of no net charge counts as neutral") {
  CHECK(neutral_share(6.0, 2.0, 10.0) > 0.999);
  CHECK(neutral_share(12.0, 2.0, 10.0) < 0.011);
}

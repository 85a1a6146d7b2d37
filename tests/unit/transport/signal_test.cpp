#include "percuta/signal.hpp"

#include "catch.hpp"
#include "percuta/error.hpp"

#include <cmath>

using percuta::side;
using percuta::signal;

TEST_CASE("a fitted signal follows a smooth function to its tolerance") {
  const auto f = [](double t) { return 3.0 + std::exp(-t / 500.0) * std::cos(t / 300.0); };
  const signal s = percuta::fit(f, {0.0, 10000.0}, 1e-10);
  for (int i = 0; i <= 5000; ++i) {
    const double t = 2.0 * i;
    CHECK(std::abs(percuta::value(s, t) - f(t)) < 1e-9);
  }
}

TEST_CASE("a constant is fitted as one number") {
  const signal s = percuta::fit([](double) { return 0.25; }, {0.0, 5.0, 9.0}, 1e-12);
  CHECK(percuta::is_constant(s));
  CHECK(percuta::value(s, 7.0) == Approx(0.25));
}

TEST_CASE("at a break a signal has two limits, outside its span its end values") {
  const signal s =
      percuta::fit([](double t) { return t < 2.0 ? 1.0 : 5.0 + t; }, {0.0, 2.0, 4.0}, 1e-12);
  CHECK(percuta::value(s, 2.0, side::left) == Approx(1.0));
  CHECK(percuta::value(s, 2.0, side::right) == Approx(7.0));
  CHECK(percuta::value(s, -1.0) == Approx(1.0));
  CHECK(percuta::value(s, 100.0) == Approx(9.0));
}

TEST_CASE("jumps and kinks are found, halvings of a smooth function are not") {
  const auto jump =
      percuta::fit([](double t) { return t < 2.0 ? 1.0 : 2.0; }, {0.0, 2.0, 4.0}, 1e-12);
  CHECK(percuta::discontinuities(jump, 0.0, 4.0) == std::vector<double>{2.0});
  const auto kink =
      percuta::fit([](double t) { return std::abs(t - 2.0) + 1.0; }, {0.0, 2.0, 4.0}, 1e-12);
  CHECK(percuta::discontinuities(kink, 0.0, 4.0) == std::vector<double>{2.0});
  CHECK(percuta::discontinuities(kink, 2.0, 4.0).empty());
  const auto smooth =
      percuta::fit([](double t) { return std::exp(-t / 100.0); }, {0.0, 1e5}, 1e-10);
  CHECK(smooth.coefficients.size() > 1);
  CHECK(percuta::discontinuities(smooth, 0.0, 1e5).empty());
}

TEST_CASE("a function that jumps where no break was announced is refused") {
  CHECK_THROWS_AS(percuta::fit([](double t) { return t < 1.2345 ? 0.0 : 1.0; }, {0.0, 4.0}, 1e-12),
                  percuta::numerical_error);
}

TEST_CASE("the range of a signal covers its extremes") {
  const auto s = percuta::fit([](double t) { return std::sin(t); }, {0.0, 6.5}, 1e-12);
  const auto e = percuta::range_of(s, 0.0, 6.5);
  CHECK(e.low == Approx(-1.0).margin(5e-3));
  CHECK(e.high == Approx(1.0).margin(5e-3));
  CHECK(percuta::range_of(s, 0.0, 0.1).high == Approx(std::sin(0.1)));
}

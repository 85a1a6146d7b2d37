#include "channels/lumping.hpp"

#include "catch.hpp"

#include <cmath>
#include <numbers>

namespace {

constexpr double pi = std::numbers::pi;

/// Resistance between the wall of a channel and the mean of its cell, times 2 pi, by solving the
/// annulus a < r < R with uniform uptake and no flux at R in closed form and averaging numerically.
double annulus_resistance(double s) {
  const double a = std::sqrt(s);  // R = 1
  const int n = 20000;
  double mean = 0.0;
  for (int i = 0; i < n; ++i) {
    const double r = a + (1.0 - a) * (i + 0.5) / n;
    // Drop from the wall for unit flow per length through it: flow left at r is (1 - r^2)/(1 -
    // a^2).
    const double drop = (std::log(r / a) - 0.5 * (r * r - a * a)) / (1.0 - a * a);
    mean += drop * 2.0 * r * (1.0 - a) / n / (1.0 - a * a);
  }
  return mean;
}

}  // namespace

TEST_CASE("wall exchange is the exact mean of an annulus under uniform uptake") {
  for (const double s : {1e-6, 1e-4, 0.01, 0.1, 0.5, 0.9, 0.999, 0.9999}) {
    CAPTURE(s);
    CHECK(2.0 * pi / percuta::cell_exchange(s) == Approx(annulus_resistance(s)).epsilon(2e-3));
  }
}

TEST_CASE("for sparse channels it is ln(R/a) - 3/4") {
  const double s = 1e-8;
  CHECK(2.0 * pi / percuta::cell_exchange(s) == Approx(std::log(1.0 / std::sqrt(s)) - 0.75));
  CHECK(percuta::cell_exchange(0.0) == 0.0);
}

TEST_CASE("lumping keeps the volume of a cone and ends at its tip") {
  const percuta::channel cone{1e6, 0.5, {0.0, 150e-6}, {35e-6, 0.0}, 1.0};
  std::vector<double> face;
  for (int i = 0; i <= 40; ++i)
    face.push_back(i * 5e-6);
  const percuta::channel_line line = percuta::lump(cone, face);
  REQUIRE(line.cells == 30);
  double volume = 0.0;
  for (int j = 0; j < line.cells; ++j)
    volume += line.area_fraction[j] * 5e-6;
  CHECK(volume == Approx(0.5e6 * pi / 3.0 * 35e-6 * 35e-6 * 150e-6));
  CHECK(line.mouth_area_fraction == Approx(0.5e6 * pi * 35e-6 * 35e-6));
  CHECK(line.tip_radius_m == 0.0);
  CHECK(line.face_fraction.back() == Approx(0.0).margin(1e-15));
  CHECK(percuta::radius_at(cone, 75e-6) == Approx(17.5e-6));
  CHECK(percuta::radius_at(cone, 151e-6) == 0.0);
}

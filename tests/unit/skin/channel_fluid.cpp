#include "skin/channel_fluid.hpp"

#include "catch.hpp"

#include <cmath>

TEST_CASE("channel fluid is water at half its diffusivity, without binding or loss") {
  const percuta::channel_fluid f = percuta::channel_fluid_of(329e-6, 0.28843);
  CHECK(f.diffusivity_m2_s == Approx(0.5 * 5.93e-10).epsilon(1e-3));
  CHECK(f.partition == 1.0);
  CHECK(f.loss_1_s == 0.0);
  CHECK_FALSE(f.volume_estimated);
}

TEST_CASE("an unknown molar volume is taken from the molar mass, and said to be") {
  const percuta::channel_fluid f = percuta::channel_fluid_of(std::nan(""), 0.1);
  CHECK(f.volume_estimated);
  CHECK(f.diffusivity_m2_s == percuta::channel_fluid_of(118e-6, 0.1).diffusivity_m2_s);
  CHECK(std::isnan(percuta::channel_fluid_of(std::nan(""), std::nan("")).diffusivity_m2_s));
}

TEST_CASE("diffusivity in water falls with molar volume without a jump") {
  double before = 1.0;
  for (double v = 10.0; v < 5000.0; v *= 1.01) {
    const double d = percuta::water_diffusivity_m2_s(v * 1e-6);
    CHECK(d < before);
    if (before < 1.0) CHECK(d > 0.98 * before);
    before = d;
  }
}

#include "skin/needling.hpp"

#include "catch.hpp"

#include <algorithm>
#include <cmath>

using namespace percuta;

namespace {

const computed_value& computed(const needling_answer& a, const std::string& key) {
  const auto at = std::find_if(a.computed.begin(), a.computed.end(),
                               [&](const computed_value& c) { return c.key == key; });
  REQUIRE(at != a.computed.end());
  return *at;
}

const needling_device roller = *find_device("roller_192");

}  // namespace

TEST_CASE("one pass of the roller leaves 15.28 channels per cm2, 15 passes 229") {
  CHECK(needle(roller, 0.5e-3, 1).density_1_m2 * 1e-4 == Approx(15.28).epsilon(1e-3));
  CHECK(needle(roller, 0.5e-3, 15).density_1_m2 * 1e-4 == Approx(229.2).epsilon(1e-3));
}

TEST_CASE("a needle of 0.5 mm goes in 385 um and leaves 125 um, of which either may be far off") {
  const needling_answer a = needle(roller, 0.5e-3, 15);
  CHECK(a.insertion_depth_m.mode == Approx(385e-6));
  CHECK(a.residual_depth_m.mode == Approx(125e-6));
  CHECK(a.residual_depth_m.low == Approx(100e-6));
  CHECK(a.residual_depth_m.high == Approx(385e-6));
  CHECK(a.residual_depth_m.high <= a.insertion_depth_m.high);
  CHECK(a.surface_radius_m.mode == Approx(35e-6));
  CHECK(a.wetted_fraction.low == 0.15);
  CHECK(a.wetted_fraction.mode == 0.5);
  CHECK(a.wetted_fraction.high == 0.98);
}

TEST_CASE("the measured channel lies within the rules' range") {
  // 770 um needles: depth 152.5 um, diameter 70.7 um (10.1208/s12248-011-9288-3).
  const needling_answer a = needle(roller, 770e-6, 1);
  CHECK(a.residual_depth_m.low == Approx(152.5e-6).epsilon(0.02));
  CHECK(2.0 * a.surface_radius_m.mode == Approx(70.7e-6).epsilon(0.02));
  CHECK(2.0 * a.surface_radius_m.low == Approx(60.8e-6));
  CHECK(2.0 * a.surface_radius_m.high == Approx(80.6e-6));
}

TEST_CASE("open area counts overlapping channels once") {
  const needling_answer a = needle(roller, 0.5e-3, 15);
  const double discs = a.density_1_m2 * M_PI * 35e-6 * 35e-6;
  CHECK(computed(a, "open_area").value == Approx(1.0 - std::exp(-discs)));
  CHECK(computed(a, "open_area").value < discs);
  CHECK(computed(a, "isolated_channels").value == Approx(std::exp(-4.0 * discs)));
  CHECK(computed(needle(roller, 0.5e-3, 200), "open_area").high.value() < 1.0);
}

TEST_CASE("every computed value is inside its range and says where it comes from") {
  const needling_answer a = needle(roller, 1e-3, 10);
  CHECK(a.computed.size() == 7);
  for (const computed_value& c : a.computed) {
    INFO(c.key);
    CHECK_FALSE(c.source.empty());
    CHECK(c.low.has_value() == c.high.has_value());
    if (c.low) CHECK((*c.low <= c.value && c.value <= *c.high));
  }
  CHECK_FALSE(computed(a, "channel_density").low);
  REQUIRE(a.uncertain.size() == 2);
  CHECK(a.uncertain[0].key == "residual_depth");
  CHECK(a.uncertain[1].key == "wetted_fraction");
  for (const uncertain_input& u : a.uncertain)
    CHECK((u.low < u.mode && u.mode < u.high));
}

TEST_CASE("a needle or a number of passes out of bounds is refused with the bounds") {
  CHECK(needling_faults(roller, 0.1e-3, 1).empty());
  CHECK(needling_faults(roller, 3e-3, 200).empty());
  const auto faults = needling_faults(roller, 5e-3, 0);
  REQUIRE(faults.size() == 2);
  CHECK(faults[0].key == "needle_length");
  CHECK(faults[0].message.find("5 mm") != std::string::npos);
  CHECK(faults[0].message.find("0.1 mm to 3 mm") != std::string::npos);
  CHECK(faults[1].key == "passes");
  CHECK(needling_faults(roller, std::nan(""), 1).size() == 1);
}

TEST_CASE("an unknown device has no answer, and the known ones can be listed") {
  CHECK_FALSE(find_device("roller_540"));
  for (const std::string& name : device_names())
    CHECK(find_device(name)->name == name);
}

#include "catch.hpp"
#include "planning.hpp"

#include <algorithm>
#include <cmath>

namespace percuta::test {
namespace {

const std::string serum = serum_text(
    "s", "6.0",
    ingredient_text("Niacinamide", "10 %") + ingredient_text("Aqua", "rest", "role = \"solvent\""));

std::string needle(const std::string& at, const std::string& length = "0.5 mm") {
  return "\n[[steps]]\nat = \"" + at +
         "\"\ndo = \"needle\"\ndevice = \"roller_192\"\nneedle_length = \"" + length +
         "\"\npasses = 15\n";
}
std::string apply(const std::string& at) {
  return "\n[[steps]]\nat = \"" + at + "\"\ndo = \"apply\"\namount = \"2 mg/cm^2\"\n";
}
std::string remove(const std::string& at, const std::string& efficiency) {
  return "\n[[steps]]\nat = \"" + at + "\"\ndo = \"remove\"\nefficiency = \"" + efficiency + "\"\n";
}

planned with(const std::string& steps, const std::string& more = {},
             const std::string& serum_said = serum) {
  return plan_text(std::string(cheek) + more + steps + "\n[simulation]\nduration = \"48 h\"\n",
                   {{"serum.toml", serum_said}});
}

const computed_value& computed(const planned& p, const std::string& key) {
  const auto found = std::find_if(p.made.computed.begin(), p.made.computed.end(),
                                  [&](const computed_value& c) { return c.key == key; });
  if (found == p.made.computed.end()) throw std::runtime_error("no computed value " + key);
  return *found;
}

}  // namespace

TEST_CASE("a roller leaves cones of a quarter of the needle's length") {
  const planned p = with(needle("0 h") + apply("10 min"));
  REQUIRE_FALSE(p.out.has_errors());
  const problem& base = p.made.serums[0].base;
  REQUIRE(base.channels.size() == 1);
  const channel& c = base.channels[0];
  CHECK(c.density_1_m2 == Approx(15 * 192 / (3.14159265358979 * 0.02 * 0.02)));
  CHECK(c.depth_m.back() == Approx(125e-6));
  CHECK(c.radius_m.front() == Approx(35e-6));
  CHECK(c.radius_m.back() == 0.0);
  CHECK(c.wetted_fraction == 0.5);
  CHECK(base.solutes[0].top.sheet_conductance_m3_s);
  CHECK(computed(p, "channel_density").value == Approx(c.density_1_m2));
  CHECK(computed(p, "insertion_depth").value == Approx(385e-6));
  CHECK_FALSE(computed(p, "residual_depth").source.empty());
  check(base);
}

TEST_CASE("channels close by halves from the moment of needling and are shut before") {
  const planned p = with(apply("0 h") + needle("2 h"));
  REQUIRE_FALSE(p.out.has_errors());
  const signal& open = p.made.serums[0].base.channels[0].openness;
  CHECK(value(open, 7199.0) == 0.0);
  CHECK(value(open, 7200.0) == Approx(1.0).epsilon(1e-8));
  CHECK(value(open, 7200.0 + 3 * 3600.0) == Approx(0.5).epsilon(1e-8));
  CHECK(discontinuities(open, 0.0, 172800.0) == std::vector<double>{7200.0});
}

TEST_CASE("a cover slows the closing while it is on") {
  const planned p =
      with(needle("0 h") + apply("0 h") + "\n[[steps]]\nat = \"3 h\"\ndo = \"cover\"\n" +
           "\n[[steps]]\nat = \"6 h\"\ndo = \"uncover\"\n");
  REQUIRE_FALSE(p.out.has_errors());
  const signal& open = p.made.serums[0].base.channels[0].openness;
  CHECK(value(open, 3 * 3600.0) == Approx(0.5));
  CHECK(value(open, 6 * 3600.0) == Approx(0.5 * std::exp2(-3.0 / 20.0)));
  CHECK(value(open, 9 * 3600.0) == Approx(0.25 * std::exp2(-3.0 / 20.0)));
}

TEST_CASE("the barrier recovers on a clock of its own") {
  const planned p = with(needle("0 h") + apply("0 h"));
  REQUIRE(p.made.barrier_time_s.size() == p.made.barrier_openness.size());
  const auto at = std::find(p.made.barrier_time_s.begin(), p.made.barrier_time_s.end(), 7200.0);
  REQUIRE(at != p.made.barrier_time_s.end());
  CHECK(p.made.barrier_openness[static_cast<std::size_t>(at - p.made.barrier_time_s.begin())] ==
        Approx(std::exp2(-2.0 / 0.8)));
}

TEST_CASE("a film that lies there while needling floods the channels") {
  const planned p = with(apply("0 h") + needle("1 h"));
  REQUIRE(p.made.serums[0].base.events.size() == 1);
  const event& e = p.made.serums[0].base.events[0];
  CHECK(e.time_s == 3600.0);
  CHECK(e.flood == std::vector<int>{0});
  CHECK(e.keep == std::vector<double>{1.0});
  CHECK(e.add_kg_m2 == std::vector<double>{0.0});
  CHECK(p.made.serums[0].intact[0].events.empty());
}

TEST_CASE("needling floods nothing before an application, nor after everything was removed") {
  CHECK(with(needle("0 h") + apply("0 h")).made.serums[0].base.events.empty());
  const planned clean = with(apply("0 h") + remove("1 h", "100 %") + needle("2 h"));
  REQUIRE(clean.made.serums[0].base.events.size() == 1);
  CHECK(clean.made.serums[0].base.events[0].flood.empty());
  const planned traces = with(apply("0 h") + remove("1 h", "95 %") + needle("2 h"));
  REQUIRE(traces.made.serums[0].base.events.size() == 2);
  CHECK(traces.made.serums[0].base.events[1].flood == std::vector<int>{0});
}

TEST_CASE("steps at one time keep their order") {
  const planned p = with(needle("0 h") + apply("0 h") + remove("8 h", "95 %") + apply("8 h") +
                         needle("8 h") + remove("8 h", "50 %"));
  REQUIRE_FALSE(p.out.has_errors());
  const std::vector<event>& events = p.made.serums[0].base.events;
  REQUIRE(events.size() == 2);
  CHECK(events[0].keep[0] == Approx(0.05));
  CHECK(events[0].add_kg_m2[0] == Approx(2e-3));
  CHECK(events[0].flood == std::vector<int>{1});
  CHECK(events[1].keep[0] == Approx(0.5));
  CHECK(events[1].add_kg_m2[0] == 0.0);
  check(p.made.serums[0].base);
  CHECK(p.made.serums[0].ingredients[0].dose_kg_m2 == Approx(dose_kg_m2(p.made.serums[0].base, 0)));
}

TEST_CASE("every needling makes channels of its own") {
  const planned p = with(needle("0 h") + apply("0 h") + needle("24 h", "0.25 mm"));
  REQUIRE_FALSE(p.out.has_errors());
  const problem& base = p.made.serums[0].base;
  REQUIRE(base.channels.size() == 2);
  CHECK(base.channels[1].depth_m.back() == Approx(62.5e-6));
  CHECK(value(base.channels[1].openness, 3600.0) == 0.0);
  CHECK(base.solutes[0].fluid.size() == 2);
  CHECK(computed(p, "residual_depth").value == Approx(125e-6));
  CHECK(computed(p, "residual_depth_needling_at_24_h").value == Approx(62.5e-6));
}

TEST_CASE("channel fluid conducts for every diffusion model") {
  const planned p = with(needle("0 h") + apply("0 h"));
  const medium& fluid = p.made.serums[0].base.solutes[0].fluid[0];
  CHECK(fluid.partition == 1.0);
  CHECK(fluid.diffusivity_m2_s > 1e-10);
  CHECK(fluid.diffusivity_m2_s < 1e-9);
  CHECK(fluid.loss_1_s == signal(0.0));
}

TEST_CASE("channels deeper than the skin are an error where they are written") {
  const planned p = with(apply("0 h"),
                         "\n[channels]\ngeometry = \"cone\"\ndensity = \"100 /cm^2\"\nradius = "
                         "\"35 um\"\ndepth = \"2 mm\"\n");
  CHECK_THAT(p.out.render(), Catch::Contains("2000 µm deep, would go through dermis, the last "
                                             "layer, whose lower face lies at 963 µm"));
}

TEST_CASE("channels wider than the skin between them are an error") {
  const planned p = with(apply("0 h"),
                         "\n[channels]\ngeometry = \"cylinder\"\ndensity = \"1000 /cm^2\"\n"
                         "radius = \"200 um\"\ndepth = \"50 um\"\n");
  CHECK_THAT(p.out.render(), Catch::Contains("they would cover 126 % of stratum_corneum"));
}

TEST_CASE("an unknown device and an impossible needle are told with what is possible") {
  std::string wrong = needle("0 h");
  wrong.replace(wrong.find("roller_192"), 10, "roller_129");
  CHECK_THAT(with(wrong + apply("0 h")).out.render(),
             Catch::Contains("unknown device 'roller_129'") &&
                 Catch::Contains("did you mean 'roller_192'?"));
  CHECK_THAT(with(needle("0 h", "5 mm") + apply("0 h")).out.render(),
             Catch::Contains("0.1 mm to 3 mm"));
}

TEST_CASE("a needle that reaches the dermis and an acid on open channels are pointed out") {
  const std::string acid = serum_text("C", "3.2",
                                      ingredient_text("Ascorbic Acid", "15 %") +
                                          ingredient_text("Aqua", "rest", "role = \"solvent\""));
  const planned p = with(needle("0 h") + apply("0 h"), {}, acid);
  REQUIRE_FALSE(p.out.has_errors());
  CHECK(mentions(p.made.warnings, "into the dermis, which begins at 93 µm"));
  CHECK(mentions(p.made.warnings, "granulomatous reactions (evidence: case reports"));
  CHECK(mentions(p.made.warnings, "overwhelm the tissue's buffer"));
  CHECK(mentions(p.made.warnings, "1.0 to 10.5 times those through intact skin"));
  CHECK_FALSE(mentions(p.made.warnings, "floods channels"));
  const planned flooded = with(apply("0 h") + needle("1 h"), {}, acid);
  CHECK(mentions(flooded.made.warnings, "floods channels with serum of pH 3.2"));
  const planned intact = with(apply("0 h"), {}, acid);
  CHECK(intact.made.warnings.empty());
}

}  // namespace percuta::test

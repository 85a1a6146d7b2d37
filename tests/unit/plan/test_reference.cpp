#include "catch.hpp"
#include "planning.hpp"

namespace percuta::test {
namespace {

medium of(double diffusivity_m2_s, double partition, double loss_1_s) {
  medium m;
  m.diffusivity_m2_s = diffusivity_m2_s;
  m.partition = partition;
  m.loss_1_s = loss_1_s;
  return m;
}

/// What tracer_on_layers must become, number by number.
problem tracer_problem() {
  problem p;
  p.thickness_m = {15e-6, 80e-6, 1000e-6};
  p.top = top_boundary::film;
  p.bottom = bottom_boundary::sink;
  solute tracer;
  tracer.top.capacity_m = 2e-5;
  tracer.top.initial_kg_m2 = 2e-4;
  tracer.layers = {of(1e-14, 1.0, 0.0), of(5e-11, 0.5, 0.0), of(1e-10, 0.5, 5e-4)};
  p.solutes = {tracer};
  p.wanted.time_s = {0.0, 600.0, 3600.0, 14400.0, 28800.0, 86400.0};
  p.wanted.window_s[1] = 86400.0;
  p.wanted.profiles = true;
  p.wanted.fields = true;
  p.tolerance = 1e-6;
  return p;
}

}  // namespace

TEST_CASE("given coefficients pass through the plan unchanged") {
  const planned p = plan_text(tracer_on_layers);
  REQUIRE_FALSE(p.out.has_errors());
  REQUIRE(p.made.serums.size() == 1);
  const planned_serum& serum = p.made.serums[0];
  const problem expected = tracer_problem();
  REQUIRE(serum.base.solutes.size() == 1);
  const film& top = serum.base.solutes[0].top;
  REQUIRE(is_constant(top.capacity_m));
  CHECK(value(top.capacity_m, 0.0) == Approx(2e-5).epsilon(1e-15));
  CHECK(top.initial_kg_m2 == Approx(2e-4).epsilon(1e-15));
  CHECK_FALSE(top.saturation_kg_m3);
  CHECK_FALSE(top.sheet_conductance_m3_s);
  problem made = serum.base;
  made.solutes[0].top.capacity_m = expected.solutes[0].top.capacity_m;  // compared above
  made.solutes[0].top.initial_kg_m2 = expected.solutes[0].top.initial_kg_m2;
  CHECK(made == expected);
  check(serum.base);
}

TEST_CASE("given coefficients leave nothing uncertain and nothing to compare with") {
  const planned p = plan_text(tracer_on_layers);
  CHECK(p.made.uncertain.empty());
  CHECK(p.made.serums[0].corners.empty());
  CHECK(p.made.serums[0].intact.empty());
  CHECK(p.made.serums[0].ingredients[0].dose_kg_m2 == Approx(2e-4));
  CHECK(p.made.serums[0].ingredients[0].partition == std::vector<double>{1.0, 0.5, 0.5});
}

TEST_CASE("the times reported are the ones asked for; a window's ends are solved for too") {
  const planned p = plan_text(std::string(tracer_on_layers) +
                              "\n[target]\nlayer = \"dermis\"\nwindow = [\"2 h\", \"6 h\"]\n");
  CHECK(p.made.time_s == std::vector<double>{600.0, 3600.0, 14400.0, 28800.0, 86400.0});
  CHECK(p.made.serums[0].base.wanted.time_s ==
        std::vector<double>{600.0, 3600.0, 7200.0, 14400.0, 21600.0, 28800.0, 86400.0});
  CHECK(p.made.target == 2);
  CHECK(p.made.window_s[0] == 7200.0);
  CHECK(p.made.window_s[1] == 21600.0);
}

TEST_CASE("a channel of given shape is a cone that stays open") {
  const planned p = plan_text(std::string(tracer_on_layers) + R"(
[channels]
geometry = "cone"
density = "100 /cm^2"
radius = "35 um"
depth = "150 um"

[closure]
model = "none"

[diffusion.channel]
diffusivity = "5e-10 m^2/s"
partition = 1.0
clearance = "0 1/s"
)");
  REQUIRE_FALSE(p.out.has_errors());
  const planned_serum& serum = p.made.serums[0];
  REQUIRE(serum.base.channels.size() == 1);
  const channel& c = serum.base.channels[0];
  CHECK(c.density_1_m2 == Approx(1e6).epsilon(1e-14));
  CHECK(c.wetted_fraction == 1.0);
  CHECK(c.openness == signal(1.0));
  REQUIRE(c.depth_m.size() == 2);
  CHECK(c.depth_m[1] == Approx(150e-6).epsilon(1e-14));
  CHECK(c.radius_m[0] == Approx(35e-6).epsilon(1e-14));
  CHECK(c.radius_m[1] == 0.0);
  CHECK(serum.base.solutes[0].fluid == std::vector<medium>{of(5e-10, 1.0, 0.0)});
  CHECK_FALSE(serum.base.solutes[0].top.sheet_conductance_m3_s);
  CHECK(p.made.uncertain.empty());
  CHECK(serum.corners.empty());
  REQUIRE(serum.intact.size() == 1);
  CHECK(serum.intact[0].channels.empty());
  CHECK(serum.intact[0].solutes[0].layers == serum.base.solutes[0].layers);
}

TEST_CASE(
    "channel fluid that neither the user nor a rule can describe is an error with both remedies") {
  const planned p = plan_text(std::string(tracer_on_layers) + R"(
[channels]
geometry = "cone"
density = "100 /cm^2"
radius = "35 um"
depth = "150 um"
)");
  CHECK_THAT(p.out.render(), Catch::Contains("'tracer' in channel fluid") &&
                                 Catch::Contains("[diffusion.channel]") &&
                                 Catch::Contains("molar_mass = \"... g/mol\""));
}

TEST_CASE("with given coefficients the film resists sideways only when its diffusivity is given") {
  const planned p = plan_text(std::string(tracer_on_layers) + R"(
[channels]
geometry = "cylinder"
density = "100 /cm^2"
radius = "35 um"
depth = "150 um"

[diffusion.channel]
diffusivity = "5e-10 m^2/s"

[diffusion.film]
diffusivity = "5e-10 m^2/s"
)");
  REQUIRE_FALSE(p.out.has_errors());
  const solute& s = p.made.serums[0].base.solutes[0];
  REQUIRE(s.top.sheet_conductance_m3_s);
  CHECK(value(*s.top.sheet_conductance_m3_s, 0.0) == Approx(5e-10 * 2e-5));
  CHECK(p.made.serums[0].base.channels[0].radius_m == std::vector<double>{35e-6, 35e-6});
}

}  // namespace percuta::test

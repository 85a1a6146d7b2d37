#include "builtin.hpp"
#include "catch.hpp"

#include <cmath>
#include <string>
#include <vector>

namespace percuta {

using test::text;

namespace {

raw_table channels() {
  return {{"density", text("100 /cm^2")}, {"radius", text("35 um")}, {"depth", text("150 um")}};
}

std::vector<double> radius(const model_instance& model, const std::vector<double>& depth) {
  std::vector<double> answer(depth.size(), -1.0);
  const auto& functions = model.functions<percuta_geometry_functions>();
  REQUIRE(functions.profile(model.get(), depth.size(), depth.data(), answer.data(), nullptr) ==
          PERCUTA_OK);
  return answer;
}

}  // namespace

TEST_CASE("a cone's radius falls linearly to zero at its depth") {
  const auto cone = test::builtin(PERCUTA_GEOMETRY_INTERFACE, "cone", channels());
  const std::vector<double> r = radius(*cone, {0.0, 75e-6, 120e-6, 150e-6, 1e-3});
  CHECK(r[0] == Approx(35e-6).epsilon(1e-14));
  CHECK(r[1] == Approx(17.5e-6).epsilon(1e-14));
  CHECK(r[2] == Approx(7e-6).epsilon(1e-14));
  CHECK(r[3] == 0.0);
  CHECK(r[4] == 0.0);
}

TEST_CASE("a cylinder has one radius down to its depth") {
  const auto cylinder = test::builtin(PERCUTA_GEOMETRY_INTERFACE, "cylinder", channels());
  CHECK(radius(*cylinder, {0.0, 149e-6, 150e-6, 1e-3}) ==
        std::vector<double>{35e-6, 35e-6, 0.0, 0.0});
}

TEST_CASE("the summary holds what was given, and leaves the rest to the host") {
  for (const char* model : {"cone", "cylinder"}) {
    INFO(model);
    const auto instance = test::builtin(PERCUTA_GEOMETRY_INTERFACE, model, channels());
    percuta_geometry_summary summary{};
    summary.struct_size = sizeof summary;
    REQUIRE(instance->functions<percuta_geometry_functions>().summary(instance->get(), &summary,
                                                                      nullptr) == PERCUTA_OK);
    CHECK(summary.density == Approx(1e6).epsilon(1e-14));
    CHECK(summary.residual_depth == 150e-6);
    CHECK(summary.surface_radius == 35e-6);
    CHECK(std::isnan(summary.insertion_depth));
    CHECK(std::isnan(summary.wetted_fraction));
  }
}

TEST_CASE("a geometry needs density, radius and depth above zero") {
  CHECK_THROWS_WITH(test::builtin(PERCUTA_GEOMETRY_INTERFACE, "cone", {}),
                    Catch::Contains("geometry model 'cone' needs 'density' and 'radius' and "
                                    "'depth'") &&
                        Catch::Contains("add to [channels]: density = \"100 /cm^2\""));
  raw_table flat = channels();
  flat[2].second = text("0 um");
  CHECK_THROWS_WITH(test::builtin(PERCUTA_GEOMETRY_INTERFACE, "cone", flat),
                    Catch::Contains("'depth' must be above 0, not 0 um"));
}

}  // namespace percuta

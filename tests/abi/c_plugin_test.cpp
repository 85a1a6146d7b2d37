#include "catch.hpp"
#include "raw_values.hpp"
#include "support.hpp"

#include "percuta/host.hpp"

#include <cmath>
#include <cstdint>
#include <fstream>
#include <limits>
#include <memory>
#include <string>

namespace percuta {

namespace {

namespace fs = std::filesystem;

struct desk {
  test::temporary_folder top;
  test::environment_variable cache{"XDG_CACHE_HOME", (top.path() / "cache").string()};
  fs::path folder = test::private_folder(top.path() / "plugins");
  std::shared_ptr<host_context> context = std::make_shared<host_context>();
  diagnostics out;

  desk() {
    test::private_copy(C_PLUGIN, folder / "c_plugin.so");
    context->folder = test::private_folder(top.path() / "scenario");
  }

  std::shared_ptr<model_instance> make(const char* interface_id, const std::string& model,
                                       raw_table section) {
    plugin_host host({{folder}, {}});
    model_choice choice;
    choice.id.value = model;
    choice.parameters = std::move(section);
    return instantiate(host.find(interface_id, model), choice, {}, {}, context, out);
  }
};

}  // namespace

TEST_CASE("a diffusion model written in C answers, and names the row it cannot answer") {
  desk d;
  const auto model = d.make(PERCUTA_DIFFUSION_INTERFACE, "root_mass", {});
  REQUIRE(model != nullptr);
  const auto& functions = model->functions<percuta_diffusion_functions>();
  CHECK(functions.needs(model->get(), PERCUTA_DERMIS)[0] == std::string("molar_mass"));

  percuta_ingredient known{}, unknown{};
  known.struct_size = unknown.struct_size = sizeof known;
  known.molar_mass = 0.4;
  unknown.molar_mass = std::numeric_limits<double>::quiet_NaN();
  percuta_region region{};
  region.struct_size = sizeof region;
  const percuta_ingredient* ingredients[] = {&known, &unknown};
  const percuta_region* regions[] = {&region, &region};
  double diffusivity[2], partition[2], loss[2], spread[2];
  std::uint32_t flags[2];
  percuta_error error{};
  error.struct_size = sizeof error;
  CHECK(functions.coefficients(model->get(), 1, ingredients, regions, diffusivity, partition, loss,
                               spread, flags, &error) == PERCUTA_OK);
  CHECK(diffusivity[0] == Approx(5e-11).epsilon(1e-14));
  CHECK(functions.coefficients(model->get(), 2, ingredients, regions, diffusivity, partition, loss,
                               spread, flags, &error) == PERCUTA_MISSING_PROPERTY);
  CHECK(error.element == 1);
  CHECK(error.parameter == std::string("molar_mass"));
}

TEST_CASE("a closure written in C reads its file through the host") {
  desk d;
  std::ofstream(d.context->folder / "curve.txt") << "3600\n";
  const auto model =
      d.make(PERCUTA_CLOSURE_INTERFACE, "from_file", {{"file", test::text("curve.txt")}});
  INFO(d.out.render());
  REQUIRE(model != nullptr);
  const double zero = 0.0, time = 7200.0;
  const percuta_conditions conditions{sizeof(percuta_conditions), 1, &zero, &zero, &zero};
  double barrier = 0.0, solute = 0.0;
  CHECK(model->functions<percuta_closure_functions>().openness(
            model->get(), &conditions, 1, &time, &barrier, &solute, nullptr) == PERCUTA_OK);
  CHECK(solute == 0.25);
}

TEST_CASE("what a C model refuses is told to the user") {
  desk d;
  std::ofstream(d.context->folder / "curve.txt") << "soon\n";
  CHECK(d.make(PERCUTA_CLOSURE_INTERFACE, "from_file", {{"file", test::text("curve.txt")}}) ==
        nullptr);
  CHECK(d.make(PERCUTA_CLOSURE_INTERFACE, "from_file", {{"file", test::text("none.txt")}}) ==
        nullptr);
  CHECK_THAT(d.out.render(), Catch::Contains("must begin with a half-life") &&
                                 Catch::Contains("'none.txt' cannot be read"));
}

}  // namespace percuta

#include "builtin.hpp"
#include "catch.hpp"

#include "percuta/plugin.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace percuta {

using test::text;
using test::toml;

namespace {

raw_value layer(const char* diffusivity, double partition) {
  return toml(raw_table{{"diffusivity", text(diffusivity)}, {"partition", toml(partition)}});
}

raw_table section() {
  return {{"layers", toml(raw_table{{"stratum_corneum", layer("1e-14 m^2/s", 2.0)},
                                    {"dermis", layer("1e-10 m^2/s", 0.5)}})}};
}

std::shared_ptr<model_instance> specified(raw_table with) {
  return test::builtin(PERCUTA_DIFFUSION_INTERFACE, "specified", std::move(with),
                       {"stratum_corneum", "dermis"}, {"plain", "bulky"});
}

struct answer {
  percuta_status status = PERCUTA_OK;
  double diffusivity = -1.0, partition = -1.0, loss = -1.0, spread = 0.0;
  std::uint32_t flags = 99;
  percuta_error error{};
};

answer ask(const model_instance& model, const char* ingredient_name, percuta_region_kind kind,
           const char* region_name) {
  percuta_ingredient ingredient{};
  ingredient.struct_size = sizeof ingredient;
  ingredient.name = ingredient_name;
  percuta_region region{};
  region.struct_size = sizeof region;
  region.kind = kind;
  region.name = region_name;
  const percuta_ingredient* ingredients[] = {&ingredient};
  const percuta_region* regions[] = {&region};
  answer a;
  a.error.struct_size = sizeof a.error;
  a.status = model.functions<percuta_diffusion_functions>().coefficients(
      model.get(), 1, ingredients, regions, &a.diffusivity, &a.partition, &a.loss, &a.spread,
      &a.flags, &a.error);
  return a;
}

}  // namespace

TEST_CASE("every layer gets what the user gave it") {
  raw_table with = section();
  std::get<raw_table>(std::get<raw_table>(with[0].second.data)[1].second.data)
      .push_back({"clearance", text("1.8 /h")});
  const auto model = specified(with);
  const answer barrier = ask(*model, "plain", PERCUTA_STRATUM_CORNEUM, "stratum_corneum");
  CHECK(barrier.diffusivity == 1e-14);
  CHECK(barrier.partition == 2.0);
  CHECK(barrier.loss == 0.0);
  CHECK(std::isnan(barrier.spread));
  CHECK(barrier.flags == 0);
  CHECK(ask(*model, "plain", PERCUTA_DERMIS, "dermis").loss == Approx(5e-4).epsilon(1e-14));
}

TEST_CASE("channel fluid that is not specified is left to the host's rule") {
  CHECK(ask(*specified(section()), "plain", PERCUTA_CHANNEL_FLUID, "channel").flags ==
        PERCUTA_FLAG_HOST_RULE);

  raw_table with = section();
  with.push_back({"channel", toml(raw_table{{"diffusivity", text("5e-10 m^2/s")}})});
  const answer fluid = ask(*specified(with), "plain", PERCUTA_CHANNEL_FLUID, "channel");
  CHECK(fluid.flags == 0);
  CHECK(fluid.diffusivity == 5e-10);
  CHECK(fluid.partition == 1.0);
  CHECK(fluid.loss == 0.0);

  raw_table half = section();
  half.push_back({"channel", toml(raw_table{{"partition", toml(0.7)}})});
  CHECK_THROWS_WITH(specified(half), Catch::Contains("but no diffusivity"));
}

TEST_CASE("an ingredient may have factors of its own") {
  raw_table with = section();
  with.push_back({"ingredients",
                  toml(raw_table{{"bulky", toml(raw_table{{"diffusivity_factor", toml(0.25)},
                                                          {"partition_factor", toml(3LL)}})}})});
  const auto model = specified(with);
  const answer bulky = ask(*model, "bulky", PERCUTA_DERMIS, "dermis");
  CHECK(bulky.diffusivity == 2.5e-11);
  CHECK(bulky.partition == 1.5);
  CHECK(ask(*model, "plain", PERCUTA_DERMIS, "dermis").diffusivity == 1e-10);
}

TEST_CASE("the film's diffusivity is kept for the host") {
  raw_table with = section();
  with.push_back({"film", toml(raw_table{{"diffusivity", text("4e-10 m^2/s")}})});
  const auto model = specified(with);
  REQUIRE(model->value(PERCUTA_SCOPE_FILM, "diffusivity") != nullptr);
  CHECK(model->value(PERCUTA_SCOPE_FILM, "diffusivity")->real == 4e-10);
  CHECK(specified(section())->value(PERCUTA_SCOPE_FILM, "diffusivity") == nullptr);
}

TEST_CASE("no property of an ingredient is needed") {
  const auto model = specified(section());
  CHECK(model->functions<percuta_diffusion_functions>().needs(
            model->get(), PERCUTA_STRATUM_CORNEUM)[0] == nullptr);
}

TEST_CASE("a row at fault is named in the error") {
  const answer unknown = ask(*specified(section()), "plain", PERCUTA_OTHER_LAYER, "fascia");
  CHECK(unknown.status == PERCUTA_BAD_PARAMETER);
  CHECK(unknown.error.element == 0);
  CHECK(std::string(unknown.error.message) == "layer 'fascia' has no coefficients");
}

}  // namespace percuta

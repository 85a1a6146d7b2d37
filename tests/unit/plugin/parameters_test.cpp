// How a model's section of a scenario becomes the values that its create receives.
#include "percuta/host.hpp"

#include "catch.hpp"
#include "raw_values.hpp"

#include "percuta/plugin.hpp"

#include <array>
#include <limits>
#include <memory>
#include <string>
#include <vector>

namespace percuta {

using test::text;
using test::toml;

namespace {

// One row of every type and scope.
struct sample : sdk::diffusion {
  static constexpr sdk::description about{.id = "sample", .summary = "A model for tests."};
  static constexpr const char* sets[] = {"first", "second"};
  static constexpr std::array parameters{
      sdk::real("depth", "m", "A depth.").between(1e-6, 1e-3),
      sdk::real("share", "1", "A share.").between(0.0, 1.0).or_else("25 %"),
      sdk::real("late", "s", "A time.").above_zero().optional(),
      sdk::integer("count", "A number.").at_least(1).or_else("3"),
      sdk::boolean("polar", "A switch.").or_else("true"),
      sdk::choice("set", sets, "A set of constants.").or_else("second"),
      sdk::path("table", "A file.").optional(),
      sdk::text("remark", "A text.").optional(),
      sdk::real("diffusivity", "m^2/s", "D.").per_layer().above_zero(),
      sdk::real("partition", "1", "K.").per_layer().above_zero(),
      sdk::real("diffusivity", "m^2/s", "D of the fluid.").of_channel().optional(),
      sdk::real("diffusivity", "m^2/s", "D of the film.").of_film().or_else("1e-10 m^2/s"),
      sdk::real("factor", "1", "A factor.").per_ingredient().or_else("1")};

  sample(const sdk::host& host, const sdk::values& given) {
    if (given.has("late") && given.real("late") == 13.0)
      throw sdk::fail(PERCUTA_BAD_PARAMETER, "late", "13 s is an unlucky time");
    if (given.has("table")) host.read_file(given.text("table"));
  }
  sdk::coefficients describe(const percuta_ingredient&, const percuta_region&) const { return {}; }
};

raw_table layer(raw_value diffusivity = text("1e-11 m^2/s"), raw_value partition = toml(0.5)) {
  return {{"diffusivity", std::move(diffusivity)}, {"partition", std::move(partition)}};
}

// A section that has all that is required.
raw_table complete() {
  return {{"depth", text("150 um")},
          {"layers", toml(raw_table{{"upper", toml(layer())}, {"lower", toml(layer())}})}};
}

raw_table with(const std::string& key, raw_value value) {
  raw_table table = complete();
  for (auto& [name, old] : table) {
    if (name == key) {
      old = std::move(value);
      return table;
    }
  }
  table.push_back({key, std::move(value)});
  return table;
}

std::shared_ptr<model_instance> make(raw_table section, diagnostics& out) {
  auto plugin = std::make_shared<plugin_info>();
  plugin->file = "sample.so";
  model_choice choice;
  choice.id.value = "sample";
  choice.parameters = std::move(section);
  return instantiate({&sdk::detail::exported<sample>::model, plugin}, choice, {"upper", "lower"},
                     {"Niacinamide", "Ascorbic Acid", "Niacinamide"},
                     std::make_shared<host_context>(), out);
}

// Everything that is said of a section, "" when it is accepted.
std::string said_of(raw_table section) {
  diagnostics out;
  const auto instance = make(std::move(section), out);
  CHECK((instance == nullptr) == out.has_errors());
  return out.has_errors() ? out.render() : "";
}

std::string said_of(const std::string& key, raw_value value) {
  return said_of(with(key, std::move(value)));
}

using Catch::Contains;

}  // namespace

TEST_CASE("values arrive in SI, with defaults filled in for every element") {
  diagnostics out;
  const auto instance = make(complete(), out);
  INFO(out.render());
  REQUIRE(instance != nullptr);

  CHECK(instance->value(PERCUTA_SCOPE_MODEL, "depth")->real == 150e-6);
  CHECK_FALSE(instance->value(PERCUTA_SCOPE_MODEL, "depth")->by_default);
  CHECK(instance->value(PERCUTA_SCOPE_MODEL, "share")->real == 0.25);
  CHECK(instance->value(PERCUTA_SCOPE_MODEL, "share")->by_default);
  CHECK(instance->value(PERCUTA_SCOPE_MODEL, "count")->real == 3.0);
  CHECK(instance->value(PERCUTA_SCOPE_MODEL, "polar")->real == 1.0);
  CHECK(instance->value(PERCUTA_SCOPE_MODEL, "set")->real == 1.0);
  CHECK(instance->value(PERCUTA_SCOPE_MODEL, "set")->text == "second");
  CHECK(instance->value(PERCUTA_SCOPE_MODEL, "late") == nullptr);
  CHECK(instance->value(PERCUTA_SCOPE_LAYER, "partition", "lower")->real == 0.5);
  CHECK(instance->value(PERCUTA_SCOPE_CHANNEL, "diffusivity") == nullptr);
  CHECK(instance->value(PERCUTA_SCOPE_FILM, "diffusivity")->real == 1e-10);
  CHECK(instance->value(PERCUTA_SCOPE_INGREDIENT, "factor", "Ascorbic Acid")->real == 1.0);
  CHECK(instance->values().size() == 5 + 2 * 2 + 1 + 2);
}

TEST_CASE("one key means something else in each scope") {
  raw_table section = with("film", toml(raw_table{{"diffusivity", text("2e-10 m^2/s")}}));
  section.push_back({"channel", toml(raw_table{{"diffusivity", text("5e-10 m^2/s")}})});
  section.push_back(
      {"ingredients", toml(raw_table{{"Ascorbic Acid", toml(raw_table{{"factor", toml(2LL)}})}})});
  diagnostics out;
  const auto instance = make(section, out);
  INFO(out.render());
  REQUIRE(instance != nullptr);
  CHECK(instance->value(PERCUTA_SCOPE_FILM, "diffusivity")->real == 2e-10);
  CHECK(instance->value(PERCUTA_SCOPE_CHANNEL, "diffusivity")->real == 5e-10);
  CHECK(instance->value(PERCUTA_SCOPE_LAYER, "diffusivity", "upper")->real == 1e-11);
  CHECK(instance->value(PERCUTA_SCOPE_INGREDIENT, "factor", "Ascorbic Acid")->real == 2.0);
  CHECK(instance->value(PERCUTA_SCOPE_INGREDIENT, "factor", "Niacinamide")->real == 1.0);
}

TEST_CASE("a number without its unit is an error that shows the fix") {
  CHECK_THAT(said_of("depth", toml(0.15)),
             Contains("'depth' needs a unit; write depth = \"0.15 m\""));
  CHECK_THAT(said_of("depth", text("0.15")), Contains("\"0.15\" has no unit"));
}

TEST_CASE("another dimension, another type and nonsense are errors") {
  CHECK_THAT(said_of("depth", text("3 h")), Contains("'depth': \"3 h\" is a time"));
  CHECK_THAT(said_of("depth", text("deep")), Contains("does not begin with a number"));
  CHECK_THAT(said_of("depth", text("3 furlong")), Contains("furlong"));
  CHECK_THAT(said_of("depth", toml(true)),
             Contains("'depth' is a boolean; a text with a unit is expected"));
  CHECK_THAT(said_of("share", toml(raw_array{})),
             Contains("'share' is an array; a number is expected"));
  CHECK_THAT(said_of("share", text("0.5")), Contains("write share = 0.5"));
  CHECK_THAT(said_of("count", toml(2.5)), Contains("a whole number is expected"));
  CHECK_THAT(said_of("count", toml(1LL << 60)), Contains("too large"));
  CHECK_THAT(said_of("polar", text("yes")), Contains("true or false is expected"));
  CHECK_THAT(said_of("remark", toml(1LL)), Contains("a text is expected"));
  CHECK_THAT(said_of("table", text("")), Contains("the path of a file is expected"));
  CHECK_THAT(said_of("set", text("secnd")),
             Contains("did you mean 'second'? choices: first, second"));
  CHECK_THAT(said_of("share", toml(std::numeric_limits<double>::quiet_NaN())), Contains("finite"));
}

TEST_CASE("a share may be written in per cent") {
  diagnostics out;
  const auto instance = make(with("share", text("40 %")), out);
  REQUIRE(instance != nullptr);
  CHECK(instance->value(PERCUTA_SCOPE_MODEL, "share")->real == 0.4);
}

TEST_CASE("bounds are shown in the unit that the user wrote") {
  CHECK_THAT(said_of("depth", text("0.5 um")),
             Contains("'depth' must lie between 1 um and 1000 um, not 0.5 um"));
  CHECK_THAT(said_of("depth", text("2 mm")),
             Contains("'depth' must lie between 0.001 mm and 1 mm, not 2 mm"));
  CHECK_THAT(said_of("late", text("-2 h")), Contains("'late' must be above 0, not -2 h"));
  CHECK_THAT(said_of("late", text("0 h")), Contains("'late' must be above 0, not 0 h"));
  CHECK_THAT(said_of("share", toml(1.5)), Contains("'share' must lie between 0 and 1, not 1.5"));
  CHECK_THAT(said_of("share", text("150 %")),
             Contains("'share' must lie between 0 % and 100 %, not 150 %"));
  CHECK_THAT(said_of("count", toml(0LL)), Contains("'count' must be at least 1, not 0"));
}

TEST_CASE("an unknown key is answered with the nearest and with those that exist") {
  const std::string said = said_of("dept", text("1 um"));
  CHECK_THAT(said, Contains("unknown key 'dept' in diffusion model 'sample'"));
  CHECK_THAT(said, Contains("did you mean 'depth'?"));
  CHECK_THAT(said, Contains("layers, channel, film, ingredients"));

  raw_table upper = layer();
  upper.push_back({"clearence", text("0 1/s")});
  CHECK_THAT(said_of("layers", toml(raw_table{{"upper", toml(upper)}, {"lower", toml(layer())}})),
             Contains("unknown key 'clearence' in [diffusion.layers.upper]") &&
                 Contains("Keys here: diffusivity, partition"));
}

TEST_CASE("a table for a layer or ingredient that does not exist is an error") {
  CHECK_THAT(said_of("layers", toml(raw_table{{"uper", toml(layer())},
                                              {"upper", toml(layer())},
                                              {"lower", toml(layer())}})),
             Contains("no layer is called 'uper'") &&
                 Contains("did you mean 'upper'? Layers here: upper, lower"));
  CHECK_THAT(said_of("ingredients", toml(raw_table{{"Retinol", toml(raw_table{})}})),
             Contains("no ingredient is called 'Retinol'") &&
                 Contains("Ingredients here: Niacinamide, Ascorbic Acid"));
  CHECK_THAT(said_of("film", toml(1.0)), Contains("'film' must be a table: [diffusion.film]"));
  CHECK_THAT(said_of("layers", toml(raw_table{{"upper", text("thick")}, {"lower", toml(layer())}})),
             Contains("'layers.upper' must be a table: [diffusion.layers.upper]"));
}

TEST_CASE("what is missing is named with lines to copy, all at once") {
  raw_table section = complete();
  section.erase(section.begin());
  CHECK_THAT(said_of(section), Contains("diffusion model 'sample' needs 'depth'") &&
                                   Contains("add to [diffusion]: depth = \"15 um\""));

  const std::string said = said_of("layers", toml(raw_table{{"upper", toml(layer())}}));
  CHECK_THAT(said, Contains("needs 'diffusivity' and 'partition' for 'lower'"));
  CHECK_THAT(said, Contains("add to [diffusion.layers.lower]: diffusivity = \"5e-11 m^2/s\"; "
                            "partition = 0.5"));

  const std::string all = said_of({{"share", toml(7LL)}, {"surplus", toml(1LL)}});
  CHECK_THAT(all, Contains("'share' must lie") && Contains("unknown key 'surplus'") &&
                      Contains("needs 'depth'") && Contains("for 'upper'") &&
                      Contains("for 'lower'"));
}

TEST_CASE("what the model itself refuses is the user's to mend") {
  CHECK_THAT(said_of("late", text("13 s")),
             Contains("diffusion model 'sample': 13 s is an unlucky time"));
  CHECK_THAT(said_of("table", text("/etc/passwd")), Contains("lies outside"));
}

}  // namespace percuta

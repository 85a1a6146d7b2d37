#include <algorithm>
#include <set>

#include "catch.hpp"
#include "percuta/scenario.hpp"
#include "percuta/units.hpp"
#include "scenario_files.hpp"

using namespace percuta;

namespace {

const key_declaration& declaration(const std::string& path) {
  const auto& keys = declared_keys();
  const auto found = std::find_if(keys.begin(), keys.end(),
                                  [&](const key_declaration& k) { return k.path == path; });
  if (found == keys.end()) throw std::logic_error("not declared: " + path);
  return *found;
}

}  // namespace

TEST_CASE("each key is declared once, with type, example and a sentence") {
  std::set<std::string> seen;
  for (const key_declaration& k : declared_keys()) {
    CAPTURE(k.path);
    CHECK(seen.insert(k.path).second);
    CHECK_FALSE(k.type.empty());
    CHECK_FALSE(k.doc.empty());
    CHECK(k.doc.back() == '.');
    if (k.path.back() != '*') CHECK_FALSE(k.example.empty());
  }
  CHECK(seen.size() > 70);
}

TEST_CASE("declarations say unit, range and default") {
  const key_declaration& thickness = declaration("skin.layers[].thickness");
  CHECK(thickness.type == "length");
  CHECK(thickness.example == "\"15 um\"");
  CHECK(thickness.range == "above 0 um, at most 10 cm");
  CHECK(declaration("simulation.duration").fallback.empty());  // required
  CHECK(declaration("environment.humidity").fallback == "45 %");
  CHECK(declaration("steps[].do").type == "one of needle, apply, remove, cover, uncover");
  CHECK(declaration("serum.ingredients[].properties.log_kow").type == "number");
  CHECK(declaration("ingredients.databases[].model").type == "text");
  CHECK_NOTHROW(declaration("diffusion.*"));
}

TEST_CASE("stating every default changes nothing") {
  const temporary_folder folder;
  folder.write("a.toml", good_serum);
  const std::string bare = replaced(
      replaced(replaced(good_scenario, "bottom = \"closed\"\n", ""), "humidity = \"45 %\"\n", ""),
      "tolerance = 1e-6\n", "");
  std::string full = replaced(
      bare, "[environment]\n",
      "[environment]\nskin_temperature = \"" +
          declaration("environment.skin_temperature").fallback + "\"\nair_temperature = \"" +
          declaration("environment.air_temperature").fallback + "\"\nhumidity = \"" +
          declaration("environment.humidity").fallback + "\"\nwind = \"" +
          declaration("environment.wind").fallback + "\"\n");
  full = replaced(full, "[skin]\n",
                  "[skin]\nbottom = \"" + declaration("skin.bottom").fallback + "\"\n");
  full = replaced(full, "amount = ",
                  "product = \"" + declaration("steps[].product").fallback + "\"\namount = ");
  full += "tolerance = " + declaration("simulation.tolerance").fallback + "\n" +
          "uncertainty = " + declaration("simulation.uncertainty").fallback + "\n" +
          "profiles = " + declaration("simulation.profiles").fallback + "\n" +
          "fields = " + declaration("simulation.fields").fallback + "\n";

  diagnostics out;
  const scenario a = read_scenario(folder.write("bare.toml", bare), {}, out);
  const scenario b = read_scenario(folder.write("full.toml", full), {}, out);
  REQUIRE(out.render() == "");
  CHECK(a.environment.skin_temperature_K == b.environment.skin_temperature_K);
  CHECK(a.environment.air_temperature_K == b.environment.air_temperature_K);
  CHECK(a.environment.humidity == b.environment.humidity);
  CHECK(a.environment.wind_m_s == b.environment.wind_m_s);
  CHECK(a.skin.closed_bottom == b.skin.closed_bottom);
  CHECK(a.simulation.tolerance == b.simulation.tolerance);
  CHECK(a.simulation.uncertainty == b.simulation.uncertainty);
  CHECK(a.simulation.profiles == b.simulation.profiles);
  CHECK(a.simulation.fields == b.simulation.fields);
  CHECK(a.steps[1].product == b.steps[1].product);
  CHECK(serum{}.density_kg_m3 ==
        parse_quantity(declaration("serum.density").fallback, parse_unit("kg/m^3").dim));
  CHECK(step{}.efficiency == parse_quantity(declaration("steps[].efficiency").fallback, {}));
}

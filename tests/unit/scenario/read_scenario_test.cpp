#include <filesystem>

#include "catch.hpp"
#include "percuta/error.hpp"
#include "percuta/units.hpp"
#include "scenario_files.hpp"

using namespace percuta;
using Catch::Matchers::Contains;

namespace {

scenario read_or_throw(const std::filesystem::path& file, const read_options& options = {}) {
  diagnostics out;
  scenario s = read_scenario(file, options, out);
  out.raise_if_errors();
  return s;
}

const std::filesystem::path configs = std::filesystem::path(PERCUTA_SOURCE_DIR) / "configs";

}  // namespace

TEST_CASE("the comparison of serums is read into the right numbers") {
  const scenario s = read_or_throw(configs / "brightening_serums/protocol.toml");
  CHECK(s.title == "Two brightening serums after a 0.5 mm roller on the cheek");
  CHECK_THAT(s.text, Contains("roller_192"));
  REQUIRE(s.skin.site);
  CHECK(s.skin.site->value == "cheek");
  CHECK(s.skin.sex->value == "female");
  CHECK(s.skin.closed_bottom);
  CHECK(s.environment.skin_temperature_K == 305.15);
  CHECK(s.environment.air_temperature_K == 295.15);
  CHECK(s.environment.humidity == 0.45);
  CHECK(s.environment.wind_m_s == 0.17);
  CHECK_FALSE(s.channels);
  REQUIRE(s.closure);
  CHECK(s.closure->id.value == "exponential");
  REQUIRE(s.closure->parameters.size() == 2);
  CHECK(s.closure->parameters[0].first == "solute_half_life");
  CHECK(std::get<std::string>(s.closure->parameters[0].second.data) == "3 h");
  CHECK(s.diffusion.id.value == "wang_kasting_nitsche");
  CHECK(s.diffusion.parameters.empty());
  REQUIRE(s.ingredient_databases.size() == 1);
  CHECK(s.ingredient_databases[0].id.value == "builtin");

  REQUIRE(s.steps.size() == 4);
  CHECK(s.steps[0].kind == step_kind::needle);
  CHECK(s.steps[0].device->value == "roller_192");
  CHECK(s.steps[0].needle_length_m->value == 0.5e-3);
  CHECK(s.steps[0].passes->value == 15);
  CHECK(s.steps[1].kind == step_kind::apply);
  CHECK(s.steps[1].at_s == 600.0);
  CHECK(s.steps[1].amount_kg_m2 == 0.02);
  CHECK(s.steps[2].kind == step_kind::remove);
  CHECK(s.steps[2].efficiency == 0.95);
  CHECK(s.steps[3].at_s == 86400.0);

  CHECK(s.target->layer.value == "viable_epidermis");
  CHECK(s.target->window_s == std::pair(0.0, 86400.0));
  CHECK(s.simulation.duration_s == 172800.0);
  CHECK(s.simulation.times_s.empty());
  CHECK(s.simulation.tolerance == 1e-3);

  REQUIRE(s.serums.size() == 2);
  const serum& niacinamide = s.serums[0];
  CHECK(niacinamide.name == "Niacinamide 10 % + caffeine 1 %");
  CHECK(niacinamide.ph->value == 6.0);
  CHECK(niacinamide.density_kg_m3 == 1010.0);
  REQUIRE(niacinamide.ingredients.size() == 4);
  CHECK(niacinamide.ingredients[0].looked_up);
  CHECK(niacinamide.ingredients[0].role == ingredient_role::active);
  CHECK(niacinamide.ingredients[0].fraction->value == 0.1);
  CHECK(niacinamide.ingredients[2].role == ingredient_role::solvent);
  CHECK(niacinamide.ingredients[3].name.value == "Aqua");
  CHECK_FALSE(niacinamide.ingredients[3].fraction);
  const serum& ascorbic = s.serums[1];
  CHECK(ascorbic.ph->value == 3.2);
  CHECK(ascorbic.ingredients[0].fraction->value == 0.15);
}

TEST_CASE("a scenario with its serum inside and all coefficients given is read") {
  const scenario s = read_or_throw(configs / "tracer/layered.toml");
  CHECK_FALSE(s.skin.closed_bottom);
  REQUIRE(s.skin.layers.size() == 3);
  CHECK(s.skin.layers[0].name.value == "stratum_corneum");
  CHECK(s.skin.layers[0].thickness_m->value == 15e-6);
  CHECK(s.skin.layers[2].thickness_m->value == 1e-3);
  REQUIRE(s.serums.size() == 1);
  CHECK(s.serums[0].file.empty());
  CHECK(s.serums[0].ingredients[0].name.value == "tracer");
  CHECK_FALSE(s.serums[0].ingredients[0].looked_up);
  CHECK(s.serums[0].ingredients[0].fraction->value == 0.01);
  CHECK(s.simulation.resolve_at.value == resolution::layered);
  CHECK(s.simulation.times_s == std::vector<double>{600, 3600, 14400, 28800, 86400});
  CHECK(s.simulation.tolerance == 1e-6);

  // The model's parameters are kept as written, in the file's order, each with its place.
  REQUIRE(s.diffusion.parameters.size() == 1);
  CHECK(s.diffusion.parameters[0].first == "layers");
  const auto& layers = std::get<raw_table>(s.diffusion.parameters[0].second.data);
  REQUIRE(layers.size() == 3);
  CHECK(layers[0].first == "stratum_corneum");
  CHECK(layers[2].first == "dermis");
  const auto& dermis = std::get<raw_table>(layers[2].second.data);
  CHECK(dermis[0].first == "diffusivity");
  CHECK(dermis[2].first == "clearance");
  CHECK(std::get<std::string>(dermis[2].second.data) == "5e-4 1/s");
  CHECK(dermis[2].second.where.line == dermis[2].second.key_where.line);
  CHECK(dermis[2].second.where.column == 13);
  CHECK(std::get<double>(dermis[1].second.data) == 0.5);
}

TEST_CASE("every scenario in configs/ is read without a word") {
  int read = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(configs)) {
    const std::filesystem::path& file = entry.path();
    const bool is_scenario =
        file.extension() == ".toml" && file.parent_path().filename() != "serums";
    if (!is_scenario) continue;
    CAPTURE(file);
    diagnostics out;
    read_scenario(file, {}, out);
    CHECK(out.render() == "");
    ++read;
  }
  CHECK(read >= 4);
}

TEST_CASE("channels given outright keep their geometry's parameters apart from ours") {
  const temporary_folder folder;
  folder.write("a.toml", good_serum);
  std::string text = replaced(good_scenario,
                              "[[steps]]\nat = \"0 h\"\ndo = \"needle\"\ndevice = \"roller_192\"\n"
                              "needle_length = \"0.5 mm\"\npasses = 15\n",
                              "[channels]\ngeometry = \"cone\"\ndensity = \"100 /cm^2\"\n"
                              "radius = \"35 um\"\nwetted_fraction = \"50 %\"\n");
  const scenario s = read_or_throw(folder.write("p.toml", text));
  REQUIRE(s.channels);
  CHECK(s.channels->geometry.id.value == "cone");
  CHECK(s.channels->wetted_fraction->value == 0.5);
  REQUIRE(s.channels->geometry.parameters.size() == 2);
  CHECK(s.channels->geometry.parameters[0].first == "density");
  CHECK(s.channels->geometry.parameters[1].first == "radius");
}

TEST_CASE("properties of an ingredient are turned to SI") {
  const temporary_folder folder;
  folder.write("a.toml",
               replaced(good_serum, "{ molar_mass = \"122.1 g/mol\" }",
                        "{ molar_mass = \"176.12 g/mol\", log_kow = -1.85, pka_acid = 4.17, "
                        "water_solubility = \"330 g/L\", melting_point = \"190 degC\", "
                        "molar_volume = \"120 cm^3/mol\", vapour_pressure = \"1 mmHg\", "
                        "viscosity = \"1 cP\", density = \"1.65 g/cm^3\", "
                        "vaporisation_enthalpy = \"44 kJ/mol\", fraction_unbound = 0.5 }"));
  const scenario s = read_or_throw(folder.write("p.toml", good_scenario));
  const auto& properties = s.serums.at(0).ingredients.at(1).properties;
  const auto value = [&](const char* name) { return properties.at(name).value; };
  CHECK(value("molar_mass") == 0.17612);
  CHECK(value("log_kow") == -1.85);
  CHECK(value("pka_acid") == 4.17);
  CHECK(value("water_solubility") == 330.0);
  CHECK(value("melting_point") == Approx(463.15).epsilon(1e-15));
  CHECK(value("molar_volume") == 120e-6);
  CHECK(value("vapour_pressure") == Approx(133.322387415).epsilon(1e-15));
  CHECK(value("viscosity") == 1e-3);
  CHECK(value("density") == 1650.0);
  CHECK(value("vaporisation_enthalpy") == 44000.0);
  CHECK(value("fraction_unbound") == 0.5);
}

TEST_CASE("ingredient databases and plugin folders are read") {
  const temporary_folder folder;
  folder.write("a.toml", good_serum);
  std::filesystem::create_directory(folder.path() / "plugins");
  const std::string text =
      replaced(good_scenario, "[skin]",
               "plugin_path = [\"plugins\"]\n[ingredients]\ndatabases = [\"builtin\", { model = "
               "\"table\", file = \"x.csv\" }]\n[skin]");
  const scenario s = read_or_throw(folder.write("p.toml", text));
  CHECK(s.plugin_path == std::vector<std::filesystem::path>{folder.path() / "plugins"});
  REQUIRE(s.ingredient_databases.size() == 2);
  CHECK(s.ingredient_databases[0].id.value == "builtin");
  CHECK(s.ingredient_databases[1].id.value == "table");
  CHECK(s.ingredient_databases[1].parameters.at(0).first == "file");
}

TEST_CASE("a removal before the first application is allowed") {
  const temporary_folder folder;
  folder.write("a.toml", good_serum);
  const std::string text = replaced(good_scenario, "[[steps]]\nat = \"10 min\"",
                                    "[[steps]]\nat = \"5 min\"\ndo = \"remove\"\n\n"
                                    "[[steps]]\nat = \"10 min\"");
  const scenario s = read_or_throw(folder.write("p.toml", text));
  CHECK(s.steps.at(1).efficiency == 1.0);
}

TEST_CASE("a cover that changes nothing is a warning, not an error") {
  const temporary_folder folder;
  folder.write("a.toml", good_serum);
  const std::string text = replaced(good_scenario, "[diffusion]",
                                    "[[steps]]\nat = \"9 h\"\ndo = \"uncover\"\n\n[diffusion]");
  diagnostics out;
  read_scenario(folder.write("p.toml", text), {}, out);
  CHECK(out.errors() == 0);
  CHECK_THAT(out.render(), Contains("warning: the skin is not covered"));
}

TEST_CASE("line ends of either kind and a byte order mark make no difference") {
  const temporary_folder folder;
  folder.write("a.toml", good_serum);
  std::string text = "\xef\xbb\xbf";
  for (const char c : replaced(good_scenario, "tolerance = 1e-6", "tolerance = 7"))
    text += c == '\n' ? std::string("\r\n") : std::string(1, c);
  diagnostics out;
  const std::filesystem::path file = folder.write("p.toml", text);
  read_scenario(file, {}, out);
  CHECK(out.errors() == 1);
  CHECK_THAT(out.render(), Contains("  50 | tolerance = 7\n     |             ^\n"));
}

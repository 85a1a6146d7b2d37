#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <set>

#include "percuta/error.hpp"
#include "scenario/paths.hpp"
#include "scenario/rules.hpp"
#include "scenario/sections.hpp"
#include "scenario/settings.hpp"

namespace percuta {

namespace {

void read_plugin_path(scenario& s, const raw_value& value, const key_place& place, reading& run) {
  const raw_array* const folders = read_array(value, place.in(run));
  if (!folders) return;
  for (const raw_value& element : *folders) {
    const auto written_path = read_text(element, place.in(run));
    if (!written_path) continue;
    auto path = resolve_path(*written_path, element.where, run);
    if (!path) continue;
    std::error_code fault;
    if (!std::filesystem::is_directory(*path, fault))
      run.out.error(element.where, fmt::format("there is no folder '{}'", path->string()));
    s.plugin_path.push_back(std::move(*path));
  }
}

void read_serum_files(scenario& s, const raw_value& value, const key_place& place, reading& run) {
  const raw_array* const files = read_array(value, place.in(run));
  if (!files) return;
  if (files->empty())
    run.out.error(value.where, "'serums' names no serum",
                  fmt::format("write for example serums = {}", place.example));
  std::set<std::filesystem::path> seen;
  for (const raw_value& element : *files) {
    const auto written_path = read_text(element, place.in(run));
    if (!written_path) continue;
    const auto path = resolve_path(*written_path, element.where, run);
    if (!path) continue;
    if (!seen.insert(*path).second) {
      run.out.error(element.where, fmt::format("'{}' is named twice", *written_path));
      continue;
    }
    auto read = read_serum_file(*path, element.where, run);
    if (!read) continue;
    const auto same = std::find_if(s.serums.begin(), s.serums.end(),
                                   [&](const serum& other) { return other.name == read->name; });
    if (same != s.serums.end())
      run.out.error(element.where,
                    fmt::format("'{}' and '{}' are both called \"{}\"", same->file.string(),
                                read->file.string(), read->name),
                    "give each serum a name of its own, so that results can tell them apart");
    s.serums.push_back(std::move(*read));
  }
}

// The one serum written inside the scenario.
value_rule<scenario> inline_serum_rule() {
  return special<scenario>(
      "table", "",
      [](scenario& s, const raw_value& value, const key_place& place, reading& run) {
        serum read;
        read.name = "serum";
        read_section(serum_keys(), value, place.path, read, run);
        s.serums.push_back(std::move(read));
      },
      [](const std::string& path, std::vector<key_declaration>& list) {
        declare(serum_keys(), path, list);
      });
}

// [ingredients] databases: names, or tables with a model and its parameters.
const section<scenario>& ingredients_keys() {
  static const section<scenario> keys{
      {{"databases",
        special<scenario>(
            "array of texts or tables", "",
            [](scenario& s, const raw_value& value, const key_place& place, reading& run) {
              const raw_array* const elements = read_array(value, place.in(run));
              if (!elements) return;
              for (const raw_value& element : *elements) {
                model_choice& database = s.ingredient_databases.emplace_back();
                if (std::holds_alternative<raw_table>(element.data))
                  read_section(database_keys(), element, place.path + "[]", database, run);
                else if (auto id = read_text(element, place.in(run)))
                  database.id = {std::move(*id), element.where};
              }
            },
            [](const std::string& path, std::vector<key_declaration>& list) {
              declare(database_keys(), path + "[]", list);
            }),
        R"(["builtin"])", R"(["builtin"])",
        "Where ingredients are looked up, the first that knows one answers. A database with "
        "parameters is a table: { model = \"...\", ... }."}},
      {},
      {},
      {}};
  return keys;
}

const section<scenario>& scenario_keys() {
  static const section<scenario> keys{
      {
          {"format", format_rule<scenario>(), "1", "", "Version of the file format."},
          {"title", text(&scenario::title), R"("Two serums on the cheek")", "the file's name",
           "What results call the scenario."},
          {"plugin_path", special<scenario>("array of texts", "", read_plugin_path),
           R"(["plugins"])", "none", "Folders with plugins, relative to this file."},
          {"serums", special<scenario>("array of texts", "", read_serum_files),
           R"(["serums/a.toml", "serums/b.toml"])", "[serum] stands instead",
           "Serum files to compare, relative to this file; each runs through the same protocol."},
          {"skin", table(&scenario::skin, skin_keys), "[skin]", "", "The skin: its layers."},
          {"environment", table(&scenario::environment, environment_keys), "[environment]",
           "the defaults of its keys", "Temperature, humidity and wind, which dry the film."},
          {"channels", table(&scenario::channels, channels_keys), "[channels]", "none",
           "Channels given outright, in place of a needle step."},
          {"closure", table(&scenario::closure, closure_keys), "[closure]",
           "exponential after needling, else none", "How channels close."},
          {"serum", inline_serum_rule(), "[serum]", "serums stands instead",
           "One serum, written here."},
          {"steps", steps_rule(), "[[steps]]", "", "The protocol, in the order of time."},
          {"diffusion", table(&scenario::diffusion, diffusion_keys), "[diffusion]", "",
           "How ingredients move in the skin."},
          {"ingredients",
           table<scenario, scenario>([](scenario& s) -> scenario& { return s; }, ingredients_keys),
           "[ingredients]", "the built-in database", "Where ingredients are looked up."},
          {"target", table(&scenario::target, target_keys), "[target]",
           "the viable epidermis, or else the second layer",
           "Where the actives should work, and when."},
          {"simulation", table(&scenario::simulation, simulation_keys), "[simulation]", "",
           "How long, how fine, how exact."},
      },
      {},
      {},
      {}};
  return keys;
}

void check_one_source_of_serums(const raw_value& root, diagnostics& out) {
  const raw_table& entries = std::get<raw_table>(root.data);
  const raw_value* const files = find(entries, "serums");
  const raw_value* const inside = find(entries, "serum");
  if (files && inside)
    out.error(inside->key_where, "a scenario has either 'serums' or [serum], not both",
              "move the serum to a file of its own and add it to 'serums'");
  if (!files && !inside)
    out.error(root.where, "the scenario has no serum",
              "add serums = [\"serums/a.toml\"] at the top, or a [serum]");
}

// With a site, the plan knows which layers there are.
void check_target(const scenario& s, diagnostics& out) {
  if (!s.target || s.target->layer.value.empty() || s.skin.site || s.skin.layers.empty()) return;
  std::vector<std::string> names;
  for (const skin_layer& layer : s.skin.layers)
    names.push_back(layer.name.value);
  const written<std::string>& sought = s.target->layer;
  if (std::find(names.begin(), names.end(), sought.value) != names.end()) return;
  const std::string near = guess(sought.value, names);
  out.error(
      sought.where, fmt::format("the skin has no layer '{}'", sought.value),
      fmt::format("{}{}its layers: {}", near, near.empty() ? "" : " ", fmt::join(names, ", ")));
}

}  // namespace

scenario read_scenario(const std::filesystem::path& file, const read_options& options,
                       diagnostics& out) {
  diagnostics unreadable;
  std::optional<toml_document> document = read_toml(file, {}, unreadable);
  if (!document) throw configuration_error(unreadable.render());
  for (const auto& [key, value] : options.set)
    apply_setting(document->root, key, value, out);

  scenario s;
  s.file = file;
  s.text = document->source->text;
  s.title = file.stem().string();
  // What could not be read is not a number, and so breaks no rule between keys.
  s.simulation.duration_s = std::numeric_limits<double>::quiet_NaN();

  reading run{out, file.parent_path(), options.allow_outside};
  read_section(scenario_keys(), document->root, "", s, run);
  const raw_table& root = std::get<raw_table>(document->root.data);
  check_one_source_of_serums(document->root, out);
  check_target(s, out);
  check_simulation(s, root, out);
  if (const raw_value* const steps = find(root, "steps")) check_steps(s, *steps, out);
  if (s.ingredient_databases.empty())
    s.ingredient_databases.push_back({{"builtin", {document->source, 0, 0}}, {}});
  return s;
}

const std::vector<key_declaration>& declared_keys() {
  static const std::vector<key_declaration> keys = [] {
    std::vector<key_declaration> list;
    declare(scenario_keys(), "", list);
    return list;
  }();
  return keys;
}

}  // namespace percuta

#include "plan/name_checks.hpp"

#include "plan/channel_plan.hpp"
#include "scenario/toml_document.hpp"

#include <algorithm>
#include <string>
#include <variant>

namespace percuta {
namespace {

void add(std::vector<std::string>& names, const std::string& name) {
  if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
  names.push_back(name);
}

/// Adds the names under which the user gives parameters: [diffusion.layers.NAME]. Where some names
/// are not known, none of these can be called wrong.
void add_written(std::vector<std::string>& names, const model_choice& choice, const char* table) {
  const raw_value* written = find(choice.parameters, table);
  const raw_table* entries = written != nullptr ? std::get_if<raw_table>(&written->data) : nullptr;
  if (entries == nullptr) return;
  for (const raw_entry& entry : *entries)
    add(names, entry.first);
}

std::vector<std::string> layer_names(const planning& p, const std::vector<known_layer>& skin) {
  std::vector<std::string> names;
  for (const known_layer& layer : skin)
    add(names, layer.name);
  const bool all_known = !skin.empty() && std::none_of(skin.begin(), skin.end(), [](const auto& l) {
    return l.name.empty();
  });
  if (!all_known) add_written(names, p.said.diffusion, "layers");
  return names;
}

std::vector<std::string> ingredient_names(const planning& p,
                                          const std::vector<known_serum>& serums) {
  std::vector<std::string> names;
  bool all_known = !serums.empty();
  for (const known_serum& serum : serums) {
    all_known = all_known && serum.all_found() && !serum.substances.empty();
    for (const substance* s : serum.actives()) {
      if (s->found) add(names, s->name);
    }
  }
  if (!all_known) add_written(names, p.said.diffusion, "ingredients");
  return names;
}

/// A section that is missing has been reported; its model has no name.
void check_model(planning& p, const char* interface_id, const model_choice& choice,
                 const std::vector<std::string>& layers = {},
                 const std::vector<std::string>& ingredients = {}) {
  if (!choice.id.value.empty()) open_model(p, interface_id, choice, layers, ingredients);
}

}  // namespace

void check_names(planning& p, const std::vector<known_layer>& skin,
                 const std::vector<known_serum>& serums) {
  if (p.said.channels) check_model(p, PERCUTA_GEOMETRY_INTERFACE, p.said.channels->geometry);
  for (const step& s : p.said.steps) {
    if (s.kind == step_kind::needle) device_of(p, s);
  }
  if (p.said.closure) check_model(p, PERCUTA_CLOSURE_INTERFACE, *p.said.closure);
  check_model(p, PERCUTA_DIFFUSION_INTERFACE, p.said.diffusion, layer_names(p, skin),
              ingredient_names(p, serums));
}

}  // namespace percuta

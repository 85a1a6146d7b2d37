#include "plan/skin_plan.hpp"

#include "skin/layer_kinds.hpp"
#include "skin/presets.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <optional>

namespace percuta {
namespace {

/// Sex of a site's preset when the scenario does not say.
constexpr const char* default_sex = "female";

std::string did_you_mean(const std::string& word, const std::vector<std::string>& known) {
  const std::vector<std::string> near = nearest(word, known, 1);
  const std::string guess = near.empty() ? "" : fmt::format("did you mean '{}'? ", near.front());
  return fmt::format("{}Known: {}", guess, fmt::join(known, ", "));
}

std::optional<site_preset> preset_of(planning& p) {
  const skin_section& said = p.said.skin;
  const std::string sex = said.sex ? said.sex->value : default_sex;
  std::optional<site_preset> preset = find_site(said.site->value, sex);
  if (!preset) {
    p.out.error(said.site->where, fmt::format("unknown site '{}'", said.site->value),
                did_you_mean(said.site->value, site_names()));
  }
  return preset;
}

void note_thickness(planning& p, const preset_layer& layer) {
  computed_value c{fmt::format("thickness of {}", layer.name),
                   "thickness_" + snake_case(layer.name),
                   "um",
                   layer.thickness_m,
                   {},
                   {},
                   layer.source};
  if (layer.deviation_m) {
    c.low = layer.thickness_m - *layer.deviation_m;
    c.high = layer.thickness_m + *layer.deviation_m;
  }
  if (!p.said.skin.sex) {
    c.source += fmt::format("; {}, since the scenario names no sex", default_sex);
  }
  note_computed(p, c);
}

/// What the user says of a layer, over what is known of it.
void apply_said(known_layer& layer, const skin_layer& said) {
  if (said.kind) layer.kind = said.kind->value;
  if (said.thickness_m) layer.thickness_m = said.thickness_m->value;
  if (said.fully_hydrated) layer.fully_hydrated = said.fully_hydrated->value;
  if (said.ph) layer.ph = said.ph->value;
}

std::vector<known_layer> from_site(planning& p, const site_preset& preset) {
  const std::vector<skin_layer>& overrides = p.said.skin.layers;
  std::vector<known_layer> skin;
  std::vector<std::string> names;
  for (const preset_layer& layer : preset.layers) {
    known_layer known{layer.name,           layer.kind, layer.thickness_m,
                      layer.fully_hydrated, tissue_ph,  p.said.skin.site->where};
    const auto said = std::find_if(overrides.begin(), overrides.end(),
                                   [&](const skin_layer& l) { return l.name.value == layer.name; });
    if (said != overrides.end()) {
      known.where = said->name.where;
      apply_said(known, *said);
    }
    if (said == overrides.end() || !said->thickness_m) note_thickness(p, layer);
    names.push_back(layer.name);
    skin.push_back(std::move(known));
  }
  for (const skin_layer& said : overrides) {
    if (std::find(names.begin(), names.end(), said.name.value) != names.end()) continue;
    p.out.error(
        said.name.where,
        fmt::format("site '{}' has no layer '{}' to override", preset.site, said.name.value),
        did_you_mean(said.name.value, names) + "; leave `site` out to give all layers yourself");
  }
  return skin;
}

std::vector<known_layer> from_user(const planning& p) {
  std::vector<known_layer> skin;
  for (const skin_layer& said : p.said.skin.layers) {
    known_layer layer;
    layer.name = said.name.value;
    layer.kind = guess_layer_kind(layer.name);
    layer.where = said.name.where;
    apply_said(layer, said);
    skin.push_back(std::move(layer));
  }
  return skin;
}

/// All sites have layers of the same names, which a target can be held against.
std::vector<known_layer> layers_of_any_site() {
  const std::optional<site_preset> any = find_site(site_names().front(), default_sex);
  std::vector<known_layer> skin;
  for (const preset_layer& layer : any->layers) {
    known_layer known;
    known.name = layer.name;
    known.kind = layer.kind;
    skin.push_back(std::move(known));
  }
  return skin;
}

void choose_target(planning& p, const std::vector<known_layer>& skin) {
  if (skin.empty()) return;
  if (p.said.target && !p.said.target->layer.value.empty()) {
    const std::string& wanted = p.said.target->layer.value;
    for (std::size_t i = 0; i < skin.size(); ++i) {
      if (skin[i].name != wanted) continue;
      p.made.target = i;
      return;
    }
    if (!p.said.skin.site) return;  // without a site the reader has said so
    p.out.error(p.said.target->layer.where, fmt::format("the skin has no layer '{}'", wanted),
                did_you_mean(wanted, names_of(skin)));
    return;
  }
  const auto viable = std::find_if(skin.begin(), skin.end(), [](const known_layer& l) {
    return l.kind == layer_kind::viable_epidermis;
  });
  p.made.target = viable != skin.end() ? static_cast<std::size_t>(viable - skin.begin())
                                       : std::min<std::size_t>(1, skin.size() - 1);
}

}  // namespace

std::vector<known_layer> plan_skin(planning& p) {
  std::vector<known_layer> skin;
  if (p.said.skin.site) {
    if (const auto preset = preset_of(p)) {
      skin = from_site(p, *preset);
    } else {
      choose_target(p, layers_of_any_site());
    }
  } else {
    skin = from_user(p);
  }
  for (const known_layer& layer : skin) {
    p.made.layers.push_back({layer.name, layer.kind, layer.thickness_m});
  }
  choose_target(p, skin);
  return skin;
}

double total_thickness_m(const std::vector<known_layer>& skin) {
  double total = 0.0;
  for (const known_layer& layer : skin)
    total += layer.thickness_m;
  return total;
}

std::vector<std::string> names_of(const std::vector<known_layer>& skin) {
  std::vector<std::string> names;
  for (const known_layer& layer : skin)
    names.push_back(layer.name);
  return names;
}

}  // namespace percuta

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "scenario/rules.hpp"
#include "scenario/sections.hpp"

namespace percuta {

namespace {

// The other keys beside the layers in a result's `fraction_of_dose`, and words that stand for
// something else there.
constexpr std::array<std::string_view, 11> reserved_names = {
    "vehicle", "undissolved", "channels",  "cleared",      "receptor", "evaporated",
    "removed", "converted",   "delivered", "via_channels", "film"};

const section<skin_layer>& layer_keys() {
  static const section<skin_layer> keys{
      {
          {"name", text(&skin_layer::name), R"("viable_epidermis")", "",
           "The layer's name, free but unique; results use it. With a site, the layer that is "
           "overridden."},
          {"kind",
           choice<layer_kind>(&skin_layer::kind,
                              {{"stratum_corneum", layer_kind::stratum_corneum},
                               {"viable_epidermis", layer_kind::viable_epidermis},
                               {"dermis", layer_kind::dermis},
                               {"subcutis", layer_kind::subcutis},
                               {"other", layer_kind::other}}),
           R"("dermis")", "guessed from the name",
           "What tissue it is, for diffusion models that predict."},
          {"thickness", quantity(&skin_layer::thickness_m, "um", above("0 um", "10 cm")),
           R"("15 um")", "the site's", "Thickness of the layer."},
          {"hydration",
           choice<bool>(&skin_layer::fully_hydrated, {{"partial", false}, {"full", true}}),
           R"("partial")", "partial",
           "Water content of the stratum corneum: in normal air, or soaked."},
          {"ph", number(&skin_layer::ph, between("0", "14")), "7.4", "7.4",
           "pH of the layer's water."},
      },
      {},
      {},
      {}};
  return keys;
}

void check_name(const skin_layer& layer, const std::vector<skin_layer>& before, reading& run) {
  const std::string& name = layer.name.value;
  if (name.empty()) return;
  if (std::find(reserved_names.begin(), reserved_names.end(), name) != reserved_names.end())
    run.out.error(layer.name.where,
                  fmt::format("'{}' cannot name a layer: results use it for something else", name),
                  fmt::format("reserved: {}", fmt::join(reserved_names, ", ")));
  const auto same = std::find_if(before.begin(), before.end(),
                                 [&](const skin_layer& other) { return other.name.value == name; });
  if (same != before.end())
    run.out.error(layer.name.where, fmt::format("two layers are called '{}'", name),
                  fmt::format("the first is in line {}", same->name.where.line));
}

void check_skin(skin_section& skin, const raw_value& table, reading& run) {
  skin.where = table.where;
  const raw_table& entries = std::get<raw_table>(table.data);
  const bool has_site = find(entries, "site") != nullptr;
  const raw_value* const layers = find(entries, "layers");
  if (!has_site && skin.layers.empty() &&
      (!layers || std::holds_alternative<raw_array>(layers->data)))
    run.out.error(table.where, "[skin] has neither a site nor layers",
                  "write site = \"cheek\", or a [[skin.layers]] for each layer from the surface "
                  "down");
  for (std::size_t i = 0; i < skin.layers.size(); ++i) {
    const skin_layer& layer = skin.layers[i];
    check_name(layer, {skin.layers.begin(), skin.layers.begin() + static_cast<std::ptrdiff_t>(i)},
               run);
    const raw_value& written = std::get<raw_array>(layers->data)[i];
    const auto* const keys = std::get_if<raw_table>(&written.data);
    if (!keys || has_site || find(*keys, "thickness")) continue;
    std::vector<std::string> names;
    for (const auto& entry : *keys)
      names.push_back(entry.first);
    if (!is_misspelt("thickness", names))
      run.out.error(written.where, "'thickness' is missing in [[skin.layers]]",
                    "add for example thickness = \"15 um\"; only a site has thicknesses of its "
                    "own");
  }
}

}  // namespace

const section<skin_section>& skin_keys() {
  static const section<skin_section> keys{
      {
          {"site", text(&skin_section::site), R"("cheek")", "none",
           "A preset of layers for a place on the face; [[skin.layers]] overrides what it says."},
          {"sex", choice<std::string>(&skin_section::sex, {{"female", "female"}, {"male", "male"}}),
           R"("female")", "the site's", "Whose skin the preset describes."},
          {"bottom",
           choice<bool>(&skin_section::closed_bottom, {{"closed", true}, {"sink", false}}),
           R"("sink")", "closed",
           "closed: living skin, where only capillaries clear; sink: a receptor below the last "
           "layer takes whatever arrives, as in a diffusion cell."},
          {"layers", tables(&skin_section::layers, layer_keys), "[[skin.layers]]", "the site's",
           "The layers from the surface down, or those of the site that differ."},
      },
      check_skin,
      {},
      {}};
  return keys;
}

const section<environment_section>& environment_keys() {
  static const section<environment_section> keys{
      {
          {"skin_temperature",
           quantity(&environment_section::skin_temperature_K, "degC", between("0 degC", "60 degC")),
           R"("32 degC")", "32 degC", "Temperature of the skin's surface and of the film on it."},
          {"air_temperature",
           quantity(&environment_section::air_temperature_K, "degC",
                    between("-40 degC", "60 degC")),
           R"("22 degC")", "22 degC", "Temperature of the air."},
          {"humidity", fraction(&environment_section::humidity, between("0 %", "100 %")),
           R"("45 %")", "45 %", "Relative humidity of the air."},
          {"wind", quantity(&environment_section::wind_m_s, "m/s", between("0 m/s", "50 m/s")),
           R"("0.17 m/s")", "0.17 m/s", "Speed of the air over the skin."},
      },
      {},
      {},
      {}};
  return keys;
}

}  // namespace percuta

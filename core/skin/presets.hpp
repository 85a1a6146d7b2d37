#pragma once

#include "percuta/scenario.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace percuta {

/// One layer of a site preset.
struct preset_layer {
  std::string name;
  layer_kind kind = layer_kind::other;
  double thickness_m = 0.0;
  std::optional<double> deviation_m;  ///< standard deviation between people, where published
  bool fully_hydrated = false;
  std::string source;  ///< one sentence with its citation
};

/// Layers of skin at a site of the face or neck, top to bottom.
struct site_preset {
  std::string site, sex;
  std::vector<preset_layer> layers;
};

/// Names that `skin.site` and `skin.sex` may take.
std::vector<std::string> site_names();
std::vector<std::string> sex_names();

/// The preset of a site for "female" or "male"; none where either name is unknown. "zygoma" is
/// another name of "cheek".
std::optional<site_preset> find_site(std::string_view site, std::string_view sex);

}  // namespace percuta

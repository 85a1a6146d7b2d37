#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "percuta/units.hpp"
#include "scenario/values.hpp"

namespace percuta {

/// A property of an ingredient, as it stands in `properties = { ... }` of a serum, in an ingredient
/// database and in what a diffusion model needs (percuta/plugin.h).
struct ingredient_property {
  std::string name;  ///< "molar_mass"
  std::string unit;  ///< for display; "1" when dimensionless
  dimension dim;
  bounds allowed;
  std::string example;  ///< as written in a file: "\"176.12 g/mol\"", "-1.85"
  std::string doc;
};

const std::vector<ingredient_property>& ingredient_properties();

/// nullptr when there is no such property.
const ingredient_property* find_property(std::string_view name);

}  // namespace percuta

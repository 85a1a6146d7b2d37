#pragma once

#include <string_view>
#include <vector>

#include "percuta/units.hpp"

namespace percuta {

/// A unit by its name: scale * 10^decimal in SI. The power of ten is kept apart so that numbers can
/// be converted without rounding twice.
struct named_unit {
  std::string_view name;
  dimension dim;
  int decimal;
  double scale;  ///< exact
};

/// A dimension with the field's word for it and an example that a user could copy.
struct named_dimension {
  dimension dim;
  std::string_view name, example;
};

inline constexpr std::string_view celsius_name = "degC";  ///< counts from 273.15 K

const std::vector<named_unit>& known_units();

/// nullptr where there is none.
const named_unit* find_unit(std::string_view name);
const named_dimension* find_dimension(const dimension& d);

}  // namespace percuta

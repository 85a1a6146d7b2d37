#pragma once

#include <array>
#include <string>
#include <string_view>

namespace percuta {

/// Exponents of length, mass, time, temperature, amount of substance.
struct dimension {
  std::array<int, 5> exponent{};
  bool operator==(const dimension&) const = default;
};

/// A unit: value_SI = value * factor + offset (offset only for degC).
struct unit {
  dimension dim;
  double factor = 1.0;
  double offset = 0.0;
};

/// Reads "um", "mg/cm^2", "/cm^2", "1/s", "cm2/s", "g/mol", "degC", "%", "1" or "".
/// Throws std::invalid_argument whose text names the part that is not a unit.
unit parse_unit(std::string_view text);

/// Reads "15 um" to SI. Throws std::invalid_argument: no number, no unit where `expected` has a
/// dimension, unknown unit, or another dimension ("0.5 mm is a length; a time such as \"8 h\" is
/// expected").
double parse_quantity(std::string_view text, const dimension& expected);

/// The field's word for a dimension: "length", "diffusivity", "amount per area"; "" when none.
std::string_view name_of(const dimension& d);

/// An example a user could copy: "15 um" for a length.
std::string_view example_of(const dimension& d);

/// 1.5e-05 m with unit "um" gives "15 um"; six significant digits, no trailing zeros.
std::string format_quantity(double si, std::string_view unit_text);

}  // namespace percuta

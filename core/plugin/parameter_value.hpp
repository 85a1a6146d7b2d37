#pragma once

#include "percuta/plugin.h"
#include "percuta/scenario.hpp"

#include <string>

namespace percuta {

/// A value that has passed its row's type, unit and bounds; see percuta_value for the meaning.
struct parameter_value {
  double real = 0.0;
  std::string text;
};

/// Reads what a user wrote against its row. Throws std::invalid_argument with a sentence that says
/// what is wrong and what would be right; the key's name is in it.
parameter_value parse_value(const percuta_parameter& row, const raw_value& written);

/// Reads the row's own default, which must not be NULL or "". Throws std::invalid_argument.
parameter_value parse_default(const percuta_parameter& row);

/// A line a user could copy for a row without a value: density = "100 /cm^2".
std::string example_line(const percuta_parameter& row);

}  // namespace percuta

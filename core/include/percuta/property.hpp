#pragma once

#include "percuta/plugin.h"

#include <string>
#include <string_view>

namespace percuta {

/// The value of an ingredient's property (percuta/plugin.h) in the unit that users write it in:
/// "122.12 g/mol" for 0.12212 under "molar_mass". A property that is not known here is given as a
/// bare SI number.
std::string format_property(std::string_view key, double si);

/// "measured", "compiled", "estimated", "doubtful"; "ungraded" for a value that is no grade.
const char* grade_word(percuta_grade grade);

}  // namespace percuta

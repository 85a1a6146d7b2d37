#include "percuta/property.hpp"

#include "percuta/units.hpp"
#include "scenario/properties.hpp"

#include <fmt/format.h>

namespace percuta {

std::string format_property(std::string_view key, double si) {
  const ingredient_property* p = find_property(key);
  if (p == nullptr || p->unit == "1") return fmt::format("{:.6g}", si);
  return format_quantity(si, p->unit);
}

const char* grade_word(percuta_grade grade) {
  switch (grade) {
    case PERCUTA_MEASURED:
      return "measured";
    case PERCUTA_COMPILED:
      return "compiled";
    case PERCUTA_ESTIMATED:
      return "estimated";
    case PERCUTA_DOUBTFUL:
      return "doubtful";
  }
  return "ungraded";
}

}  // namespace percuta

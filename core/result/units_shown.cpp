#include "result/units_shown.hpp"

#include "percuta/units.hpp"
#include "result/text.hpp"

#include <fmt/format.h>
#include <array>
#include <utility>

namespace percuta {

double in_unit(double si, std::string_view unit_text) {
  const unit u = parse_unit(unit_text);
  return (si - u.offset) / u.factor;
}

std::string typeset_unit(std::string_view unit_text) {
  if (unit_text == "1") return {};
  std::string out(unit_text);
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> signs{
      {{"^2", "²"}, {"^3", "³"}, {"um", "µm"}, {"ug", "µg"}, {"degC", "°C"}}};
  for (const auto& [plain, sign] : signs) {
    for (std::size_t at = out.find(plain); at != std::string::npos;
         at = out.find(plain, at + sign.size())) {
      out.replace(at, plain.size(), sign);
    }
  }
  return out;
}

std::string typeset(double si, const double* low, const double* high, std::string_view unit_text) {
  std::string out = three_digits(in_unit(si, unit_text));
  if (low != nullptr && high != nullptr && *low != *high) {
    out += fmt::format(" ({}–{})", three_digits(in_unit(*low, unit_text)),
                       three_digits(in_unit(*high, unit_text)));
  }
  const std::string u = typeset_unit(unit_text);
  return u.empty() ? out : out + " " + u;
}

}  // namespace percuta

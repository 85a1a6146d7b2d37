#include "quantity_list.hpp"

#include "percuta/error.hpp"
#include "percuta/units.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <stdexcept>

namespace percuta::cli {
namespace {

std::vector<std::string> elements_of(std::string_view text) {
  std::vector<std::string> list;
  while (true) {
    const std::size_t comma = std::min(text.find(','), text.size());
    list.emplace_back(text.substr(0, comma));
    if (comma == text.size()) return list;
    text.remove_prefix(comma + 1);
  }
}

/// Where the number ends and its unit begins.
std::size_t end_of_number(const std::string& text) {
  try {
    std::size_t end = 0;
    std::stod(text, &end);
    return end;
  } catch (const std::logic_error&) {
    return 0;
  }
}

bool has_unit(const std::string& text) {
  return text.find_first_not_of(" \t", end_of_number(text)) != std::string::npos;
}

}  // namespace

std::vector<double> quantity_list(const std::string& option, std::string_view text,
                                  std::string_view unit) {
  const dimension expected = parse_unit(unit).dim;
  const std::vector<std::string> elements = elements_of(text);
  const std::string last_unit = elements.back().substr(end_of_number(elements.back()));
  std::vector<double> list;
  for (const std::string& element : elements) {
    try {
      list.push_back(parse_quantity(has_unit(element) ? element : element + last_unit, expected));
    } catch (const std::invalid_argument& e) {
      throw error(exit_code::usage, fmt::format("{}: {}", option, e.what()));
    }
    if (!(list.back() > 0.0)) {
      throw error(exit_code::usage, fmt::format("{}: \"{}\" must be above 0", option, element));
    }
  }
  std::sort(list.begin(), list.end());
  list.erase(std::unique(list.begin(), list.end()), list.end());
  return list;
}

}  // namespace percuta::cli

#include "plugin/parameter_value.hpp"

#include "percuta/units.hpp"
#include "plugin/words.hpp"

#include <fmt/format.h>

#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <vector>

namespace percuta {

namespace {

[[noreturn]] void fault(const std::string& message) {
  throw std::invalid_argument(message);
}

bool is_dimensionless(const percuta_parameter& row) {
  return parse_unit(row.unit).dim == dimension{};
}

/// What a TOML value is, with its article.
std::string_view sort_of(const raw_value& value) {
  constexpr std::string_view sorts[] = {"a boolean", "a whole number", "a number",
                                        "a text",    "an array",       "a table"};
  return sorts[value.data.index()];
}

std::optional<double> number_in(const raw_value& value) {
  if (const auto* whole = std::get_if<long long>(&value.data)) return static_cast<double>(*whole);
  if (const auto* real = std::get_if<double>(&value.data)) return *real;
  return std::nullopt;
}

/// The number that a text begins with, if any, and what follows it.
struct leading_number {
  std::optional<double> number;
  std::string_view rest;
};
leading_number split_number(std::string_view text) {
  const auto trim_left = [](std::string_view t) {
    const std::size_t first = t.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view() : t.substr(first);
  };
  text = trim_left(text);
  if (text.starts_with('+')) text.remove_prefix(1);
  double number = 0.0;
  const auto [end, status] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (status != std::errc()) return {std::nullopt, text};
  return {number, trim_left(text.substr(static_cast<std::size_t>(end - text.data())))};
}

/// Compares with the row's bounds; `shown_unit` is the one that the user wrote.
void check_bounds(const percuta_parameter& row, double value, std::string_view shown_unit) {
  if (value >= row.minimum && value <= row.maximum) return;
  const auto shown = [&](double si) { return format_quantity(si, shown_unit); };
  std::string must;
  if (row.minimum == std::numeric_limits<double>::min()) {
    must = std::isfinite(row.maximum)
               ? fmt::format("must be above 0 and at most {}", shown(row.maximum))
               : "must be above 0";
  } else if (std::isfinite(row.minimum) && std::isfinite(row.maximum)) {
    must = fmt::format("must lie between {} and {}", shown(row.minimum), shown(row.maximum));
  } else if (std::isfinite(row.minimum)) {
    must = fmt::format("must be at least {}", shown(row.minimum));
  } else {
    must = fmt::format("must be at most {}", shown(row.maximum));
  }
  fault(fmt::format("'{}' {}, not {}", row.key, must, shown(value)));
}

double read_dimensional(const percuta_parameter& row, const raw_value& written) {
  if (const std::optional<double> bare = number_in(written))
    fault(fmt::format("'{0}' needs a unit; write {0} = \"{1} {2}\"", row.key, *bare, row.unit));
  const auto* text = std::get_if<std::string>(&written.data);
  if (text == nullptr) {
    fault(fmt::format("'{}' is {}; a text with a unit is expected, as in {}", row.key,
                      sort_of(written), example_line(row)));
  }
  double value = 0.0;
  try {
    value = parse_quantity(*text, parse_unit(row.unit).dim);
  } catch (const std::invalid_argument& e) {
    fault(fmt::format("'{}': {}", row.key, e.what()));
  }
  check_bounds(row, value, split_number(*text).rest);
  return value;
}

double read_dimensionless(const percuta_parameter& row, const raw_value& written) {
  if (const std::optional<double> number = number_in(written)) {
    if (!std::isfinite(*number)) fault(fmt::format("'{}' must be a finite number", row.key));
    check_bounds(row, *number, "1");
    return *number;
  }
  const auto* text = std::get_if<std::string>(&written.data);
  if (text == nullptr)
    fault(fmt::format("'{}' is {}; a number is expected", row.key, sort_of(written)));
  const leading_number split = split_number(*text);
  if (split.number && split.rest.empty()) {
    fault(fmt::format("'{0}' has no unit and takes a plain number; write {0} = {1}", row.key,
                      *split.number));
  }
  double value = 0.0;
  try {
    value = parse_quantity(*text, dimension{});
  } catch (const std::invalid_argument& e) {
    fault(fmt::format("'{}': {}", row.key, e.what()));
  }
  check_bounds(row, value, split.rest);
  return value;
}

double read_integer(const percuta_parameter& row, const raw_value& written) {
  const auto* whole = std::get_if<long long>(&written.data);
  if (whole == nullptr)
    fault(fmt::format("'{}' is {}; a whole number is expected", row.key, sort_of(written)));
  constexpr long long exact = 1LL << 53;  // beyond it a double skips whole numbers
  if (*whole > exact || *whole < -exact)
    fault(fmt::format("'{}' is too large: at most 2^53 is meant", row.key));
  check_bounds(row, static_cast<double>(*whole), "1");
  return static_cast<double>(*whole);
}

parameter_value read_choice(const percuta_parameter& row, const raw_value& written) {
  const std::vector<std::string> choices(row.choices, row.choices + row.n_choices);
  const auto* text = std::get_if<std::string>(&written.data);
  if (text == nullptr) {
    fault(fmt::format("'{}' is {}; one of these texts is expected: {}", row.key, sort_of(written),
                      listed(choices)));
  }
  for (std::size_t i = 0; i < choices.size(); ++i) {
    if (choices[i] == *text) return {static_cast<double>(i), *text};
  }
  fault(fmt::format("'{}' cannot be '{}'; {}choices: {}", row.key, *text, guess_and(*text, choices),
                    listed(choices)));
}

parameter_value read_text(const percuta_parameter& row, const raw_value& written) {
  const auto* text = std::get_if<std::string>(&written.data);
  if (text == nullptr)
    fault(fmt::format("'{}' is {}; a text is expected", row.key, sort_of(written)));
  if (text->find('\0') != std::string::npos)
    fault(fmt::format("'{}' contains a NUL character", row.key));
  if (row.type == PERCUTA_PATH && text->empty())
    fault(fmt::format("'{}' is empty; the path of a file is expected", row.key));
  return {0.0, *text};
}

}  // namespace

parameter_value parse_value(const percuta_parameter& row, const raw_value& written) {
  switch (row.type) {
    case PERCUTA_REAL:
      return {
          is_dimensionless(row) ? read_dimensionless(row, written) : read_dimensional(row, written),
          ""};
    case PERCUTA_INTEGER:
      return {read_integer(row, written), ""};
    case PERCUTA_BOOLEAN:
      if (const bool* truth = std::get_if<bool>(&written.data)) return {*truth ? 1.0 : 0.0, ""};
      fault(fmt::format("'{}' is {}; true or false is expected", row.key, sort_of(written)));
    case PERCUTA_CHOICE:
      return read_choice(row, written);
    case PERCUTA_PATH:
    case PERCUTA_TEXT:
      break;
  }
  return read_text(row, written);
}

parameter_value parse_default(const percuta_parameter& row) {
  const std::string text = row.default_text;
  raw_value written;
  written.data = text;
  const leading_number split = split_number(text);
  const bool plain_number = split.number && split.rest.empty();
  if (row.type == PERCUTA_REAL && plain_number && is_dimensionless(row)) {
    written.data = *split.number;
  } else if (row.type == PERCUTA_INTEGER && plain_number &&
             *split.number == std::trunc(*split.number) && std::abs(*split.number) < 1e18) {
    written.data = static_cast<long long>(*split.number);
  } else if (row.type == PERCUTA_BOOLEAN && (text == "true" || text == "false")) {
    written.data = text == "true";
  }
  return parse_value(row, written);
}

std::string example_line(const percuta_parameter& row) {
  switch (row.type) {
    case PERCUTA_REAL: {
      if (is_dimensionless(row)) return fmt::format("{} = 0.5", row.key);
      const std::string_view example = example_of(parse_unit(row.unit).dim);
      return example.empty() ? fmt::format("{} = \"1 {}\"", row.key, row.unit)
                             : fmt::format("{} = \"{}\"", row.key, example);
    }
    case PERCUTA_INTEGER:
      return fmt::format("{} = 1", row.key);
    case PERCUTA_BOOLEAN:
      return fmt::format("{} = true", row.key);
    case PERCUTA_CHOICE:
      return fmt::format("{} = \"{}\"", row.key, row.choices[0]);
    case PERCUTA_PATH:
      return fmt::format("{} = \"data.csv\"", row.key);
    case PERCUTA_TEXT:
      break;
  }
  return fmt::format("{} = \"...\"", row.key);
}

}  // namespace percuta

#include "scenario/values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace percuta {

namespace {

constexpr dimension pure_number{};

// `thickness = "15 um"`
std::string for_example(const value_context& context) {
  return fmt::format("write for example {} = {}", context.key, context.example);
}

void wrong_kind(const raw_value& value, std::string_view expected, const value_context& context) {
  context.out.error(value.where,
                    fmt::format("'{}' takes {}; this is {}", context.key, expected, kind_of(value)),
                    for_example(context));
}

bool is_within(double si, const bounds& allowed, const dimension& dim) {
  if (!allowed.low.empty()) {
    const double low = parse_quantity(allowed.low, dim);
    if (allowed.low_included ? si < low : si <= low) return false;
  }
  return allowed.high.empty() || si <= parse_quantity(allowed.high, dim);
}

std::optional<double> bounded(double si, std::string_view written, const raw_value& value,
                              const bounds& allowed, const dimension& dim,
                              const value_context& context) {
  if (std::isfinite(si) && is_within(si, allowed, dim)) return si;
  const std::string range = allowed.text();
  context.out.error(value.where,
                    fmt::format("'{}' is {}; it must be {}", context.key, written,
                                std::isfinite(si) ? range : "a finite number"),
                    for_example(context));
  return std::nullopt;
}

std::optional<double> number_in(const raw_value& value) {
  if (const auto* const integer = std::get_if<long long>(&value.data))
    return static_cast<double>(*integer);
  if (const auto* const number = std::get_if<double>(&value.data)) return *number;
  return std::nullopt;
}

// An example such as "15 um", quotes and all, with another number in it.
std::string with_number(const std::string& example, double number) {
  const std::size_t first = example.find_first_of("+-.0123456789");
  const std::size_t end = example.find(' ', first);
  if (end == std::string::npos) return example;
  return fmt::format("{}{}{}", example.substr(0, first), number, example.substr(end));
}

}  // namespace

std::string bounds::text() const {
  if (low.empty() && high.empty()) return {};
  if (low.empty()) return fmt::format("at most {}", high);
  if (high.empty()) return fmt::format("{} {}", low_included ? "at least" : "above", low);
  return low_included ? fmt::format("{} to {}", low, high)
                      : fmt::format("above {}, at most {}", low, high);
}

bounds between(std::string low, std::string high) {
  return {std::move(low), std::move(high), true};
}

bounds above(std::string low, std::string high) {
  return {std::move(low), std::move(high), false};
}

std::string kind_of(const raw_value& value) {
  static const char* const kinds[] = {"true or false", "a number", "a number",
                                      "text",          "an array", "a table"};
  return kinds[value.data.index()];
}

std::optional<double> read_quantity(const raw_value& value, const dimension& expected,
                                    const bounds& allowed, const value_context& context) {
  if (const std::optional<double> bare = number_in(value)) {
    context.out.error(
        value.where, fmt::format("'{}' needs a unit; {} is a bare number", context.key, *bare),
        fmt::format("write {} = {}", context.key, with_number(context.example, *bare)));
    return std::nullopt;
  }
  const auto* const text = std::get_if<std::string>(&value.data);
  if (!text) {
    wrong_kind(value, "a number with its unit, in quotes", context);
    return std::nullopt;
  }
  try {
    const double si = parse_quantity(*text, expected);
    return bounded(si, fmt::format("\"{}\"", *text), value, allowed, expected, context);
  } catch (const std::invalid_argument& fault) {
    context.out.error(value.where, fmt::format("'{}': {}", context.key, fault.what()),
                      for_example(context));
    return std::nullopt;
  }
}

std::optional<double> read_number(const raw_value& value, const bounds& allowed,
                                  const value_context& context) {
  const std::optional<double> number = number_in(value);
  if (!number) {
    wrong_kind(value, "a number without quotes", context);
    return std::nullopt;
  }
  return bounded(*number, fmt::format("{}", *number), value, allowed, pure_number, context);
}

std::optional<double> read_fraction(const raw_value& value, const bounds& allowed,
                                    const value_context& context) {
  if (const std::optional<double> bare = number_in(value)) {
    const double percent = *bare > 0.0 && *bare <= 1.0 ? *bare * 100.0 : *bare;
    context.out.error(value.where,
                      fmt::format("'{}' is a percentage; {} is a bare number", context.key, *bare),
                      fmt::format("write {} = \"{:.6g} %\"", context.key, percent));
    return std::nullopt;
  }
  const auto* const text = std::get_if<std::string>(&value.data);
  if (!text) {
    wrong_kind(value, "a percentage in quotes", context);
    return std::nullopt;
  }
  try {
    if (text->find('%') != std::string::npos)
      return bounded(parse_quantity(*text, pure_number), fmt::format("\"{}\"", *text), value,
                     allowed, pure_number, context);
  } catch (const std::invalid_argument&) {
    // Reported below, with the example.
  }
  context.out.error(value.where,
                    fmt::format("'{}': \"{}\" is not a percentage", context.key, *text),
                    for_example(context));
  return std::nullopt;
}

std::optional<long long> read_integer(const raw_value& value, const bounds& allowed,
                                      const value_context& context) {
  const auto* const integer = std::get_if<long long>(&value.data);
  if (!integer) {
    wrong_kind(value, "a whole number without quotes or point", context);
    return std::nullopt;
  }
  if (!bounded(static_cast<double>(*integer), fmt::format("{}", *integer), value, allowed,
               pure_number, context))
    return std::nullopt;
  return *integer;
}

std::optional<bool> read_truth(const raw_value& value, const value_context& context) {
  if (const auto* const truth = std::get_if<bool>(&value.data)) return *truth;
  wrong_kind(value, "true or false, without quotes", context);
  return std::nullopt;
}

std::optional<std::string> read_text(const raw_value& value, const value_context& context) {
  const auto* const text = std::get_if<std::string>(&value.data);
  if (!text) {
    wrong_kind(value, "text in quotes", context);
    return std::nullopt;
  }
  if (text->find_first_not_of(" \t") == std::string::npos) {
    context.out.error(value.where, fmt::format("'{}' is empty", context.key), for_example(context));
    return std::nullopt;
  }
  const auto is_control = [](char c) { return (c >= 0 && c < ' ') || c == '\x7f'; };
  if (std::any_of(text->begin(), text->end(), is_control)) {
    context.out.error(value.where,
                      fmt::format("'{}' holds a line break or a control character", context.key),
                      for_example(context));
    return std::nullopt;
  }
  return *text;
}

std::optional<std::size_t> read_choice(const raw_value& value,
                                       const std::vector<std::string>& choices,
                                       const value_context& context) {
  const auto* const text = std::get_if<std::string>(&value.data);
  if (!text) {
    wrong_kind(value, fmt::format("one of \"{}\"", fmt::join(choices, "\", \"")), context);
    return std::nullopt;
  }
  const auto found = std::find(choices.begin(), choices.end(), *text);
  if (found != choices.end()) return static_cast<std::size_t>(found - choices.begin());
  context.out.error(value.where,
                    fmt::format("'{}' is \"{}\"; it must be {}\"{}\"", context.key, *text,
                                choices.size() > 1 ? "one of " : "", fmt::join(choices, "\", \"")),
                    guess(*text, choices));
  return std::nullopt;
}

const raw_array* read_array(const raw_value& value, const value_context& context) {
  const auto* const array = std::get_if<raw_array>(&value.data);
  if (!array) wrong_kind(value, "an array", context);
  return array;
}

}  // namespace percuta

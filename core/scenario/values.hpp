#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "percuta/diagnostics.hpp"
#include "percuta/scenario.hpp"
#include "percuta/units.hpp"

namespace percuta {

// Single values of a file: checks of type, unit and bounds. Each function reports what is wrong
// with the value to the context and then returns nothing.

/// What a message about a value has to name.
struct value_context {
  std::string key;      ///< "thickness"
  std::string example;  ///< as written in a file: "\"15 um\""
  diagnostics& out;
};

/// Limits of a value, as a user would write them: "0 um", "100 %", "14". Empty: no limit.
struct bounds {
  std::string low, high;
  bool low_included = true;

  /// "above 0 um", "0 % to 100 %", "above 0 %, at most 100 %"; "" when any.
  std::string text() const;
};
bounds between(std::string low, std::string high);
bounds above(std::string low, std::string high = {});

std::optional<double> read_quantity(const raw_value& value, const dimension& expected,
                                    const bounds& allowed, const value_context& context);
std::optional<double> read_number(const raw_value& value, const bounds& allowed,
                                  const value_context& context);
/// Text with a percent sign, to a share of one.
std::optional<double> read_fraction(const raw_value& value, const bounds& allowed,
                                    const value_context& context);
std::optional<long long> read_integer(const raw_value& value, const bounds& allowed,
                                      const value_context& context);
std::optional<bool> read_truth(const raw_value& value, const value_context& context);
/// Neither empty nor with control characters.
std::optional<std::string> read_text(const raw_value& value, const value_context& context);
/// Index into `choices`.
std::optional<std::size_t> read_choice(const raw_value& value,
                                       const std::vector<std::string>& choices,
                                       const value_context& context);
/// The elements of an array, nullptr after a report.
const raw_array* read_array(const raw_value& value, const value_context& context);

/// "a number", "text", "a table", ...
std::string kind_of(const raw_value& value);

}  // namespace percuta

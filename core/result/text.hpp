#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace percuta {

/// Three significant digits, without an exponent where a reader is better off without one:
/// 0.0123, 4.5, 12300, 2.1e-05 as "2.1e-5". Zero and round-off below 1e-15 are "0".
std::string three_digits(double x);

/// A time as a reader says it: "30 s", "10 min", "1.5 h", "24 h".
std::string time_text(double seconds);

/// Columns that UTF-8 text takes on a terminal, one for each code point.
std::size_t columns(std::string_view utf8);

/// Pads with spaces on the right to at least `width` columns.
std::string padded(std::string_view utf8, std::size_t width);

/// Lines of at most `width` columns, broken at spaces; a word that is longer stands alone.
std::vector<std::string> wrap(std::string_view text, std::size_t width);

/// "viable_epidermis" as a reader says it: "viable epidermis".
std::string spoken(std::string_view name);

}  // namespace percuta

#include "percuta/units.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "percuta/diagnostics.hpp"
#include "scenario/unit_table.hpp"

namespace percuta {

namespace {

// A unit is scale * 10^decimal in SI. Keeping the power of ten apart lets "15 um" be read as the
// one number 15e-6, rounded once, so that it has the same bits as "0.015 mm". `scale` is exact.
struct exact_unit {
  dimension dim;
  int decimal = 0;
  double scale = 1.0;    // multiplies
  double divisor = 1.0;  // divides; so that "/h" is exact too
  bool celsius = false;  // counts from 273.15 K
};

constexpr int largest_exponent = 9;

// The spellings of one sign: both micro signs, raised digits, the degree sign, the middle dot.
std::string plain_spelling(std::string_view text) {
  constexpr std::pair<std::string_view, std::string_view> spellings[] = {
      {"\u00b5", "u"},  {"\u03bc", "u"},           {"\u00b2", "^2"},
      {"\u00b3", "^3"}, {"\u00b0C", celsius_name}, {"\u00b7", "*"},
  };
  std::string plain;
  while (!text.empty()) {
    std::string_view taken = text.substr(0, 1), as = taken;
    for (const auto& [from, to] : spellings)
      if (text.substr(0, from.size()) == from) {
        taken = from;
        as = to;
      }
    plain += as;
    text.remove_prefix(taken.size());
  }
  return plain;
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_space(char c) {
  return c == ' ' || c == '\t';
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && is_space(text.back()))
    text.remove_suffix(1);
  return text;
}

[[noreturn]] void unknown_unit(std::string_view name) {
  std::vector<std::string> names;
  for (const named_unit& u : known_units())
    names.emplace_back(u.name);
  const std::vector<std::string> near = nearest(name, names, 1);
  throw std::invalid_argument(fmt::format("'{}' is not a unit; {}", name,
                                          near.empty()
                                              ? fmt::format("units are {}", fmt::join(names, ", "))
                                              : fmt::format("did you mean '{}'?", near.front())));
}

exact_unit power(const named_unit& base, int exponent) {
  exact_unit result;
  for (std::size_t i = 0; i < result.dim.exponent.size(); ++i)
    result.dim.exponent[i] = base.dim.exponent[i] * exponent;
  result.decimal = base.decimal * exponent;
  for (int i = 0; i < std::abs(exponent); ++i)
    (exponent > 0 ? result.scale : result.divisor) *= base.scale;
  return result;
}

void multiply(exact_unit& product, const exact_unit& by) {
  for (std::size_t i = 0; i < product.dim.exponent.size(); ++i)
    product.dim.exponent[i] += by.dim.exponent[i];
  product.decimal += by.decimal;
  product.scale *= by.scale;
  product.divisor *= by.divisor;
}

// Reads products of units from left to right: factor { (" " | "*" | "/") factor }.
class unit_reader {
public:
  explicit unit_reader(std::string_view text) : written_(text), text_(plain_spelling(text)) {}

  exact_unit read() {
    exact_unit product;
    int factors = 0;
    bool divided = false, has_celsius = false;
    skip_space();
    while (at_ < text_.size()) {
      bool divide = false;
      if (text_[at_] == '/' || (text_[at_] == '*' && factors > 0)) {
        divide = text_[at_] == '/';
        ++at_;
        skip_space();
      }
      if (divided && !divide)
        throw std::invalid_argument(fmt::format(
            "'{}' is ambiguous: what follows a '/' divides only when it has its own '/', as in "
            "\"ug/cm^2/h\"",
            written_));
      divided = divided || divide;
      const named_unit base = read_name();
      const int exponent = read_exponent();
      if (base.name == celsius_name) has_celsius = true;
      multiply(product, power(base, divide ? -exponent : exponent));
      ++factors;
      skip_space();
    }
    if (has_celsius && (factors > 1 || product.dim != find_unit(celsius_name)->dim))
      throw std::invalid_argument(
          fmt::format("'{}' mixes degC with other units; write K there", written_));
    product.celsius = has_celsius;
    return product;
  }

private:
  void skip_space() {
    while (at_ < text_.size() && is_space(text_[at_]))
      ++at_;
  }

  named_unit read_name() {
    const std::size_t start = at_;
    while (at_ < text_.size() && !is_space(text_[at_]) && !is_digit(text_[at_]) &&
           std::string_view("/*^+-").find(text_[at_]) == std::string_view::npos)
      ++at_;
    const std::string_view name = std::string_view(text_).substr(start, at_ - start);
    if (name.empty()) {
      // The number one stands for itself, as in "1/s".
      if (at_ < text_.size() && text_[at_] == '1' &&
          (at_ + 1 == text_.size() || !is_digit(text_[at_ + 1]))) {
        ++at_;
        return {"1", {}, 0, 1.0};
      }
      throw std::invalid_argument(
          fmt::format("'{}' is not a unit: a name such as um, h or mg is missing{}", written_,
                      start < text_.size() ? fmt::format(" before '{}'", text_.substr(start))
                                           : std::string(" at its end")));
    }
    const named_unit* const found = find_unit(name);
    if (!found) unknown_unit(name);
    return *found;
  }

  int read_exponent() {
    const bool caret = at_ < text_.size() && text_[at_] == '^';
    if (caret) ++at_;
    const char* const begin = text_.data() + at_;
    const char* const end = text_.data() + text_.size();
    if (!caret && (begin == end || !(is_digit(*begin) || *begin == '-'))) return 1;
    int exponent = 0;
    const auto [stop, fault] = std::from_chars(begin, end, exponent);
    if (fault != std::errc() || std::abs(exponent) > largest_exponent)
      throw std::invalid_argument(fmt::format(
          "'{}' has an exponent that cannot be read; write a whole number of at most {}, as in "
          "\"cm^2\"",
          written_, largest_exponent));
    at_ += static_cast<std::size_t>(stop - begin);
    return exponent;
  }

  std::string_view written_;
  std::string text_;
  std::size_t at_ = 0;
};

// The number at the start of a text: sign and digits, and the power of ten after an "e".
struct number_text {
  std::string_view mantissa;
  int exponent = 0;
  std::size_t size = 0;  // of the whole; 0: there is no number
};

constexpr int largest_decimal = 100000;  // far beyond any double, and far from overflow

number_text find_number(std::string_view text) {
  std::size_t at = 0;
  if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  bool digits = false, point = false;
  for (; at < text.size(); ++at) {
    if (is_digit(text[at]))
      digits = true;
    else if (text[at] == '.' && !point)
      point = true;
    else
      break;
  }
  if (!digits) return {};
  // std::from_chars knows no plus sign.
  const std::size_t first = text[0] == '+' ? 1 : 0;
  number_text number{text.substr(first, at - first), 0, at};
  if (at == text.size() || (text[at] != 'e' && text[at] != 'E')) return number;

  std::size_t from = at + 1;
  if (from < text.size() && text[from] == '+') ++from;
  int exponent = 0;
  const auto [stop, fault] =
      std::from_chars(text.data() + from, text.data() + text.size(), exponent);
  if (fault == std::errc::invalid_argument) return number;
  if (fault == std::errc::result_out_of_range)
    exponent = text[from] == '-' ? -largest_decimal : largest_decimal;
  number.exponent = std::clamp(exponent, -largest_decimal, largest_decimal);
  number.size = static_cast<std::size_t>(stop - text.data());
  return number;
}

// number * 10^decimal, rounded once; none where it has no double.
std::optional<double> scaled(const number_text& number, int decimal) {
  const std::string text = fmt::format("{}e{}", number.mantissa, number.exponent + decimal);
  double value = 0.0;
  const auto [stop, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<double> to_si(const number_text& number, const exact_unit& u) {
  // The zero of the Celsius scale is a whole number of hundredths: 32 degC gives 305.15 K.
  if (u.celsius) {
    const std::optional<double> hundredths = scaled(number, 2);
    return hundredths ? std::optional((*hundredths + 27315.0) / 100.0) : std::nullopt;
  }
  const std::optional<double> value = scaled(number, u.decimal);
  return value ? std::optional(*value * u.scale / u.divisor) : std::nullopt;
}

std::string with_article(std::string_view noun) {
  const bool vowel = !noun.empty() && std::string_view("aeiou").find(noun[0]) != std::string::npos;
  return fmt::format("{} {}", vowel ? "an" : "a", noun);
}

std::string expectation(const dimension& expected) {
  const std::string_view name = name_of(expected);
  if (name.empty()) return "a value of another dimension is expected";
  return fmt::format("{} such as \"{}\" is expected", with_article(name), example_of(expected));
}

}  // namespace

unit parse_unit(std::string_view text) {
  const exact_unit exact = unit_reader(trim(text)).read();
  const number_text one{"1", 0, 1};
  const std::optional<double> factor = scaled(one, exact.decimal);
  if (!factor)
    throw std::invalid_argument(fmt::format("'{}' is too large or too small a unit", text));
  return {exact.dim, *factor * exact.scale / exact.divisor, exact.celsius ? 273.15 : 0.0};
}

double parse_quantity(std::string_view text, const dimension& expected) {
  const std::string_view trimmed = trim(text);
  const number_text number = find_number(trimmed);
  if (number.size == 0)
    throw std::invalid_argument(
        fmt::format("\"{}\" does not begin with a number; {}", text, expectation(expected)));
  const std::string_view unit_text = trim(trimmed.substr(number.size));
  if (!unit_text.empty() && unit_text[0] == ',')
    throw std::invalid_argument(
        fmt::format("\"{}\" has a comma; decimals take a point, as in \"1.5 mm\"", text));
  if (unit_text.empty() && expected != dimension{})
    throw std::invalid_argument(fmt::format("\"{}\" has no unit; {}", text, expectation(expected)));
  const exact_unit u = unit_reader(unit_text).read();
  if (u.dim != expected) {
    const std::string_view name = name_of(u.dim);
    throw std::invalid_argument(fmt::format(
        "\"{}\" is {}; {}", text, name.empty() ? "of another dimension" : with_article(name),
        expectation(expected)));
  }
  const std::optional<double> si = to_si(number, u);
  if (!si || !std::isfinite(*si))
    throw std::invalid_argument(
        fmt::format("\"{}\" is too large or too small a number; {}", text, expectation(expected)));
  return *si;
}

std::string_view name_of(const dimension& d) {
  const named_dimension* const found = find_dimension(d);
  return found ? found->name : std::string_view{};
}

std::string_view example_of(const dimension& d) {
  const named_dimension* const found = find_dimension(d);
  return found ? found->example : std::string_view{};
}

std::string format_quantity(double si, std::string_view unit_text) {
  const unit u = parse_unit(unit_text);
  // Adding zero turns -0 into 0.
  const std::string number = fmt::format("{:.6g}", (si - u.offset) / u.factor + 0.0);
  return unit_text.empty() || unit_text == "1" ? number : fmt::format("{} {}", number, unit_text);
}

}  // namespace percuta

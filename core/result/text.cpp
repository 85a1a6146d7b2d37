#include "result/text.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

constexpr double round_off = 1e-15;

/// "2.1e-05" to "2.1e-5".
std::string short_exponent(std::string text) {
  const std::size_t e = text.find('e');
  if (e == std::string::npos) return text;
  std::string exponent = text.substr(e + 1);
  const bool negative = exponent.front() == '-';
  exponent.erase(0, 1);
  exponent.erase(0, std::min(exponent.find_first_not_of('0'), exponent.size() - 1));
  return text.substr(0, e) + (negative ? "e-" : "e") + exponent;
}

}  // namespace

std::string three_digits(double x) {
  const double size = std::abs(x);
  if (size < round_off) return "0";
  if (size < 1e-3 || size >= 999'500.0) return short_exponent(fmt::format("{:.3g}", x));
  if (size >= 999.5) {
    const double step = std::pow(10.0, std::floor(std::log10(size)) - 2.0);
    return fmt::format("{:.0f}", std::round(x / step) * step);
  }
  return fmt::format("{:.3g}", x);
}

std::string time_text(double seconds) {
  if (seconds < 60.0) return three_digits(seconds) + " s";
  return seconds < 3600.0 ? three_digits(seconds / 60.0) + " min"
                          : three_digits(seconds / 3600.0) + " h";
}

std::size_t columns(std::string_view utf8) {
  return static_cast<std::size_t>(std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

std::string padded(std::string_view utf8, std::size_t width) {
  std::string out(utf8);
  const std::size_t taken = columns(utf8);
  if (taken < width) out.append(width - taken, ' ');
  return out;
}

std::vector<std::string> wrap(std::string_view text, std::size_t width) {
  std::vector<std::string> lines;
  std::string line;
  std::size_t taken = 0;
  while (!text.empty()) {
    const std::size_t space = std::min(text.find_first_of(" \n"), text.size());
    const std::string_view word = text.substr(0, space);
    text.remove_prefix(std::min(space + 1, text.size()));
    if (word.empty()) continue;
    const std::size_t needed = columns(word);
    if (!line.empty() && taken + 1 + needed > width) {
      lines.push_back(std::move(line));
      line.clear();
    }
    if (line.empty()) {
      line = word;
      taken = needed;
    } else {
      line.append(" ").append(word);
      taken += 1 + needed;
    }
  }
  if (!line.empty()) lines.push_back(std::move(line));
  return lines;
}

std::string spoken(std::string_view name) {
  std::string out(name);
  std::replace(out.begin(), out.end(), '_', ' ');
  return out;
}

}  // namespace percuta

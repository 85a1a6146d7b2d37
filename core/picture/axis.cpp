#include "picture/axis.hpp"

#include <fmt/format.h>
#include <cmath>

namespace percuta {
namespace {

constexpr double slack = 1e-9;  // of a step, for round-off

std::string superscript(int x) {
  static constexpr const char* digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
  std::string out;
  for (const char c : fmt::format("{}", x))
    out += c == '-' ? "⁻" : digits[c - '0'];
  return out;
}

}  // namespace

double round_up(double x) {
  const double decade = std::pow(10.0, std::floor(std::log10(x) + slack));
  for (const double step : {1.0, 2.0, 5.0}) {
    if (step * decade >= x * (1.0 - slack)) return step * decade;
  }
  return 10.0 * decade;
}

std::vector<double> linear_ticks(double low, double high, int most) {
  const double step = round_up((high - low) / most);
  std::vector<double> ticks;
  for (double n = std::ceil(low / step - slack); n * step <= high + slack * step; n += 1.0)
    ticks.push_back(n * step + 0.0);
  return ticks;
}

std::vector<double> log_ticks(double low, double high) {
  const bool few = high < 100.0 * low;
  std::vector<double> ticks;
  const int last = static_cast<int>(std::ceil(std::log10(high) - slack));
  for (int n = static_cast<int>(std::floor(std::log10(low) + slack)); n <= last; ++n) {
    for (const double step : {1.0, 2.0, 5.0}) {
      const double x = step * std::pow(10.0, n);
      const bool within = x >= low * (1.0 - slack) && x <= high * (1.0 + slack);
      if (within && (few || step == 1.0)) ticks.push_back(x);
    }
  }
  return ticks;
}

std::string tick_text(double x) {
  const double size = std::abs(x);
  if (size == 0.0) return "0";
  if (size >= 1e-3 && size < 1e6) return fmt::format("{:.6g}", x);
  const int exponent = static_cast<int>(std::floor(std::log10(size) + slack));
  const double mantissa = x / std::pow(10.0, exponent);
  const std::string power = "10" + superscript(exponent);
  return std::abs(mantissa - 1.0) < slack ? power : fmt::format("{:.3g}·{}", mantissa, power);
}

double axis::share(double value) const {
  return logarithmic ? std::log(value / low) / std::log(high / low) : (value - low) / (high - low);
}

std::vector<double> axis::ticks(int most) const {
  return logarithmic ? log_ticks(low, high) : linear_ticks(low, high, most);
}

}  // namespace percuta

#pragma once

#include <array>
#include <functional>
#include <vector>

namespace percuta {

/// Highest content of a layer within a window, and when.
struct peak {
  double amount_kg_m2 = 0.0, time_s = 0.0;
};

/// Three neighbouring places and the values there, the middle one the highest.
struct peak_bracket {
  std::array<double, 3> x{}, y{};
};

/// Where the parabola through the three has its vertex, kept inside and away from the middle.
double vertex(const peak_bracket& b);

/// Takes one more place within the bracket.
void take(peak_bracket& b, double x, double y);

/// Looks for the highest content of every layer in [from_s, to_s], contents(time) giving all of
/// them at a time above zero: at times spaced evenly on a logarithmic scale, or around those in
/// `near`, then by parabolas through the best three.
std::vector<peak> peaks_of(const std::function<std::vector<double>(double)>& contents,
                           std::size_t layers, double from_s, double to_s,
                           const std::vector<double>& near);

}  // namespace percuta

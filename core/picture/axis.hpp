#pragma once

#include <string>
#include <vector>

namespace percuta {

/// The smallest of 1, 2, 5 times a power of ten that is at least x > 0.
double round_up(double x);

/// Round values within [low, high], about `most` at the most.
std::vector<double> linear_ticks(double low, double high, int most);

/// Powers of ten within [low, high], both above 0; with their 2- and 5-fold over less than two
/// decades.
std::vector<double> log_ticks(double low, double high);

/// A value at a tick: "0.05", "200", "1e-05" as "10⁻⁵".
std::string tick_text(double x);

/// A stretch of a picture for a stretch of values.
struct axis {
  double low = 0.0, high = 1.0;  ///< values; above 0 where logarithmic
  double from = 0.0, to = 1.0;   ///< px
  bool logarithmic = false;

  /// Share of the way from low to high, not held within 0 and 1.
  double share(double value) const;
  double at(double value) const { return from + share(value) * (to - from); }
  std::vector<double> ticks(int most) const;
};

}  // namespace percuta

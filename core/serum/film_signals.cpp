#include "serum/film_signals.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace percuta {

std::vector<double> break_times(const std::vector<double>& protocol_s,
                                const std::vector<double>& kinks_s, double duration_s) {
  std::vector<double> breaks{0.0, duration_s};
  const auto insert = [&](double t, double closest) {
    const auto after = std::lower_bound(breaks.begin(), breaks.end(), t);
    if (after == breaks.begin() || after == breaks.end()) return;
    if (t - *(after - 1) <= closest || *after - t <= closest) return;
    breaks.insert(after, t);
  };
  for (const double t : protocol_s)
    insert(t, 0.0);
  for (const double t : kinks_s)
    insert(t, 1e-9 * duration_s);
  return breaks;
}

signal staircase(const std::vector<double>& from_s, const std::vector<double>& value,
                 double duration_s) {
  signal s;
  s.coefficients.clear();
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool hidden = i + 1 < from_s.size() && from_s[i + 1] <= from_s[i];
    const bool same = !s.coefficients.empty() && s.coefficients.back()[0] == value[i];
    if (from_s[i] >= duration_s || hidden || same) continue;
    s.breaks_s.push_back(from_s[i]);
    s.coefficients.push_back({value[i]});
  }
  if (s.coefficients.size() == 1) return signal(s.coefficients[0][0]);
  s.breaks_s.push_back(duration_s);
  return s;
}

}  // namespace percuta

#pragma once

#include <cmath>

namespace percuta::skin_models {

/// Neutral share of one acid or base group at a pH; 1 where there is no such group (NaN pKa).
inline double neutral_acid(double ph, double pka) {
  return std::isnan(pka) ? 1.0 : 1.0 / (1.0 + std::pow(10.0, ph - pka));
}
inline double neutral_base(double ph, double pka) {
  return std::isnan(pka) ? 1.0 : 1.0 / (1.0 + std::pow(10.0, pka - ph));
}

/// Un-ionised share of a solute. With both groups 1 - (a + b) + 2 a b, a and b being the ionised
/// shares: a net-neutral zwitterion counts as un-ionised. Dancik et al. 2013,
/// 10.1016/j.addr.2012.01.006.
inline double neutral_share(double ph, double pka_acid, double pka_base) {
  const double acid = neutral_acid(ph, pka_acid);
  const double base = neutral_base(ph, pka_base);
  return acid * base + (1.0 - acid) * (1.0 - base);
}

}  // namespace percuta::skin_models

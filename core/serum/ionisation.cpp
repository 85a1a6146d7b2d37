#include "serum/ionisation.hpp"

#include <cmath>

namespace percuta {

double neutral_share(double ph, double pka_acid, double pka_base) {
  const double acid = std::isnan(pka_acid) ? 1.0 : 1.0 / (1.0 + std::pow(10.0, ph - pka_acid));
  const double base = std::isnan(pka_base) ? 1.0 : 1.0 / (1.0 + std::pow(10.0, pka_base - ph));
  return acid * base + (1.0 - acid) * (1.0 - base);
}

}  // namespace percuta

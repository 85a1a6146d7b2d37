#pragma once

#include <array>
#include <cmath>

namespace percuta::radau {

// Radau IIA with three stages: order 5, L-stable and stiffly accurate, so that the last stage is
// the step's end (Hairer & Wanner, Solving Ordinary Differential Equations II, 2nd ed., IV.5 and
// IV.8).

inline const double root6 = std::sqrt(6.0);

/// Stage times within the step.
inline const std::array<double, 3> c{(4.0 - root6) / 10.0, (4.0 + root6) / 10.0, 1.0};

/// Weights of the stages in the step's increment.
inline const std::array<double, 3> b{(16.0 - root6) / 36.0, (16.0 + root6) / 36.0, 1.0 / 9.0};

/// Inverse of the coefficient matrix.
inline const std::array<std::array<double, 3>, 3> inverse{
    {{2.0 + root6 / 2.0, -6.0 / 5.0 + 29.0 / 30.0 * root6, 2.0 / 5.0 - 4.0 / 15.0 * root6},
     {-6.0 / 5.0 - 29.0 / 30.0 * root6, 2.0 - root6 / 2.0, 2.0 / 5.0 + 4.0 / 15.0 * root6},
     {-1.0 + 8.0 / 3.0 * root6, -1.0 - 8.0 / 3.0 * root6, 5.0}}};

/// Its real eigenvalue.
inline const double gamma = 3.0 + std::cbrt(9.0) - std::cbrt(3.0);

/// Weights of the stages' increments in the embedded error estimate (order 3).
inline const std::array<double, 3> error{-(13.0 + 7.0 * root6) / 3.0, (-13.0 + 7.0 * root6) / 3.0,
                                         -1.0 / 3.0};

/// Value at theta in [0, 1] of the cubic through the step's start and its three stages.
inline double collocate(double start, const std::array<double, 3>& stage, double theta) {
  const std::array<double, 4> x{0.0, c[0], c[1], c[2]};
  const std::array<double, 4> y{start, stage[0], stage[1], stage[2]};
  double sum = 0.0;
  for (int i = 0; i < 4; ++i) {
    double weight = 1.0;
    for (int j = 0; j < 4; ++j) {
      if (j != i) weight *= (theta - x[j]) / (x[i] - x[j]);
    }
    sum += weight * y[i];
  }
  return sum;
}

}  // namespace percuta::radau

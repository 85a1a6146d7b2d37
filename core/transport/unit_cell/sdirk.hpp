#pragma once

#include <array>

namespace percuta::sdirk {

// The L-stable, stiffly accurate method of order 4 in five stages of Hairer and Wanner, Solving
// Ordinary Differential Equations II (1996), table IV.6.5, with its embedded method of order 3.

inline constexpr int stages = 5;
inline constexpr double gamma = 0.25;
inline constexpr std::array<double, stages> c{1.0 / 4.0, 3.0 / 4.0, 11.0 / 20.0, 1.0 / 2.0, 1.0};
/// Below the diagonal, which is gamma; the last row is also the weights.
inline constexpr double a[stages][stages] = {
    {gamma},
    {1.0 / 2.0, gamma},
    {17.0 / 50.0, -1.0 / 25.0, gamma},
    {371.0 / 1360.0, -137.0 / 2720.0, 15.0 / 544.0, gamma},
    {25.0 / 24.0, -49.0 / 48.0, 125.0 / 16.0, -85.0 / 12.0, gamma},
};
/// Weights less those of the embedded method.
inline constexpr std::array<double, stages> error{-3.0 / 16.0, -27.0 / 32.0, 25.0 / 32.0, 0.0,
                                                  1.0 / 4.0};

}  // namespace percuta::sdirk

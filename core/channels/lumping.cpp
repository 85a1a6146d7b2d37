#include "channels/lumping.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace percuta {
namespace {

/// Gauss-Legendre points and weights on [0, 1], order 10: cells are short, profiles piecewise
/// linear.
constexpr double gauss_x[5] = {0.046910077030668, 0.230765344947158, 0.5, 0.769234655052841,
                               0.953089922969332};
constexpr double gauss_w[5] = {0.118463442528095, 0.239314335249683, 0.284444444444444,
                               0.239314335249683, 0.118463442528095};

}  // namespace

double cell_exchange(double s) {
  if (s <= 0.0) return 0.0;
  // Near one the two terms cancel; their sum is (1 - s)/6 + O((1 - s)^2), an annulus so thin that
  // its mean lies a third of its width from the wall.
  const double gap = 1.0 - s;
  if (gap < 1e-3) return 2.0 * std::numbers::pi * 6.0 / std::max(gap, 1e-12);
  return 2.0 * std::numbers::pi / (-std::log(s) / (2.0 * gap * gap) - (3.0 - s) / (4.0 * gap));
}

double radius_at(const channel& c, double depth_m) {
  if (depth_m > c.depth_m.back()) return 0.0;
  const auto above = std::upper_bound(c.depth_m.begin(), c.depth_m.end(), depth_m);
  if (above == c.depth_m.begin()) return c.radius_m.front();
  if (above == c.depth_m.end()) return c.radius_m.back();
  const auto i = static_cast<std::size_t>(above - c.depth_m.begin());
  const double share = (depth_m - c.depth_m[i - 1]) / (c.depth_m[i] - c.depth_m[i - 1]);
  return c.radius_m[i - 1] + share * (c.radius_m[i] - c.radius_m[i - 1]);
}

channel_line lump(const channel& c, const std::vector<double>& face_m) {
  channel_line line;
  const double n = c.density_1_m2 * c.wetted_fraction;
  const auto fraction = [&](double radius) { return n * std::numbers::pi * radius * radius; };
  line.wetted_density_1_m2 = n;
  line.mouth_area_fraction = fraction(c.radius_m.front());
  line.tip_radius_m = c.radius_m.back();
  line.face_fraction.push_back(line.mouth_area_fraction);
  const double tip = c.depth_m.back();
  for (std::size_t j = 0; j + 1 < face_m.size() && face_m[j] < tip * (1.0 - 1e-12); ++j) {
    const double width = face_m[j + 1] - face_m[j];
    double area = 0.0, exchange = 0.0;
    for (int q = 0; q < 5; ++q) {
      const double s = fraction(radius_at(c, face_m[j] + gauss_x[q] * width));
      area += gauss_w[q] * s;
      exchange += gauss_w[q] * n * cell_exchange(s);
    }
    if (area <= 0.0) break;  // no channel here, or none at all
    line.area_fraction.push_back(area);
    line.exchange.push_back(exchange);
    line.face_fraction.push_back(fraction(radius_at(c, face_m[j + 1])));
    ++line.cells;
  }
  return line;
}

}  // namespace percuta

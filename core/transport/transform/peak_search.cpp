#include "transport/transform/peak_search.hpp"

#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

/// Looks over the window, the first at this share of the last; refinements of the best.
constexpr int looks = 24, refinements = 3;
constexpr double first_look = 1e-5, near_end = 0.99;

/// Half-width of the bracket around a known peak, on a logarithmic scale.
constexpr double around = 0.05;
constexpr int most_moves = 12;

/// A bracket from a place near the peak: uphill with growing strides. False when the peak lies at
/// the window's end, or beyond reach; the middle is then the best place found.
bool enclose(const std::function<double(double)>& content, double x, double y, double earliest,
             double last, peak_bracket& b) {
  b.x = {std::max(x - around, earliest), x, std::min(x + around, last)};
  b.y = {content(b.x[0]), y, content(b.x[2])};
  double stride = around;
  for (int move = 0; move < most_moves && b.y[1] < std::max(b.y[0], b.y[2]); ++move) {
    stride *= 2.0;
    if (b.y[2] > b.y[1]) {
      if (b.x[2] >= last) {
        b.x[1] = b.x[2];
        b.y[1] = b.y[2];
        return false;
      }
      const double next = std::min(b.x[2] + stride, last);
      b.x = {b.x[1], b.x[2], next};
      b.y = {b.y[1], b.y[2], content(next)};
    } else {
      if (b.x[0] <= earliest) {
        b.x[1] = b.x[0];
        b.y[1] = b.y[0];
        return false;
      }
      const double next = std::max(b.x[0] - stride, earliest);
      b.x = {next, b.x[0], b.x[1]};
      b.y = {content(next), b.y[0], b.y[1]};
    }
  }
  return b.y[1] >= std::max(b.y[0], b.y[2]);
}

}  // namespace

double vertex(const peak_bracket& b) {
  const double left = (b.x[1] - b.x[0]) * (b.y[1] - b.y[2]);
  const double right = (b.x[1] - b.x[2]) * (b.y[1] - b.y[0]);
  const double curvature = left - right;
  double at = b.x[1];
  if (curvature != 0.0) {
    at -= 0.5 * ((b.x[1] - b.x[0]) * left - (b.x[1] - b.x[2]) * right) / curvature;
  }
  const double width = b.x[2] - b.x[0];
  at = std::clamp(at, b.x[0] + 0.02 * width, b.x[2] - 0.02 * width);
  if (std::abs(at - b.x[1]) < 1e-3 * width) at += at < b.x[1] ? -2e-3 * width : 2e-3 * width;
  return at;
}

void take(peak_bracket& b, double x, double y) {
  const std::size_t side = x < b.x[1] ? 0 : 2;
  if (y > b.y[1]) {  // the new middle; the old one bounds it on the other side
    b.x[2 - side] = b.x[1];
    b.y[2 - side] = b.y[1];
    b.x[1] = x;
    b.y[1] = y;
  } else {
    b.x[side] = x;
    b.y[side] = y;
  }
}

std::vector<peak> peaks_of(const std::function<std::vector<double>(double)>& contents,
                           std::size_t layers, double from_s, double to_s,
                           const std::vector<double>& near) {
  std::vector<peak> found(layers);
  std::vector<double> times;
  std::vector<std::vector<double>> seen;
  const auto look = [&](double time) {
    times.push_back(time);
    seen.push_back(contents(time));
  };
  if (near.empty()) {
    const double first = std::max(from_s, first_look * to_s);
    const double last_but_one = std::max(near_end * to_s, std::sqrt(first * to_s));
    for (int i = 0; i < looks; ++i)
      look(i + 1 == looks ? to_s : first * std::pow(last_but_one / first, i / (looks - 2.0)));
  }
  for (std::size_t l = 0; l < layers; ++l) {
    peak_bracket b;
    if (near.empty()) {
      std::size_t best = 0;
      for (std::size_t i = 1; i < times.size(); ++i) {
        if (seen[i][l] > seen[best][l]) best = i;
      }
      found[l] = {seen[best][l], times[best]};
      if (best == 0 || best + 1 == times.size()) continue;
      for (std::size_t j = 0; j < 3; ++j) {
        b.x[j] = std::log(times[best - 1 + j]);
        b.y[j] = seen[best - 1 + j][l];
      }
    } else {
      if (near[l] <= 0.0) continue;
      found[l] = {contents(near[l])[l], near[l]};
      if (near[l] <= from_s || near[l] >= to_s) continue;
      const auto content = [&](double log_time) { return contents(std::exp(log_time))[l]; };
      if (!enclose(content, std::log(near[l]), found[l].amount_kg_m2,
                   std::log(std::max(from_s, first_look * to_s)), std::log(to_s), b)) {
        found[l] = {b.y[1], std::exp(b.x[1])};
        continue;
      }
    }
    for (int round = 0; round < (near.empty() ? refinements : 2); ++round) {
      const double x = vertex(b);
      take(b, x, contents(std::exp(x))[l]);
    }
    found[l] = {b.y[1], std::exp(b.x[1])};
  }
  return found;
}

}  // namespace percuta

#include "transport/transform/peaks.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace percuta {
namespace {

using P = ladder_parameters;
using R = ladder_results;

/// Looks over the window, and refinements of the best of them. Neighbouring looks are a factor of
/// 1.4 apart; five parabolas bring the time to about a thousandth.
constexpr int looks = 64, refinements = 5;

/// The last look but one, as a share of the last: to tell a peak close to the end from a rise.
constexpr double near_end = 0.99;

/// The first look, as a share of the last.
constexpr double first_look = 1e-9;

/// The looks, evenly spaced on a logarithmic scale, the same in every lane.
std::vector<double> look_times(double first, double to_s, std::size_t lanes,
                               std::array<double, looks>& log_time) {
  std::vector<double> time(looks * lanes);
  const double last_but_one = std::max(near_end * to_s, std::sqrt(first * to_s));
  for (int i = 0; i < looks; ++i) {
    log_time[i] = std::log(first) + std::log(last_but_one / first) * i / (looks - 2);
    if (i == looks - 1) log_time[i] = std::log(to_s);
    std::fill_n(&time[i * lanes], lanes, i + 1 == looks ? to_s : std::exp(log_time[i]));
  }
  return time;
}

}  // namespace

std::vector<peak> find_peaks(ladder_pack& pack, double from_s, double to_s) {
  const int width = pack.width();
  const auto lanes = static_cast<std::size_t>(width);
  const double first = std::max(from_s, first_look * to_s);
  std::array<double, looks> x{};
  std::vector<double> time = look_times(first, to_s, lanes, x);
  pack.evaluate(time.data(), looks);
  std::vector<peak> found(pack.layers() * lanes);
  std::vector<peak_bracket> near(found.size());
  std::vector<bool> inside(found.size());
  for (int l = 0; l < pack.layers(); ++l) {
    const int amount = R::of(l, R::amount);
    for (int lane = 0; lane < width; ++lane) {
      const std::size_t k = l * lanes + lane;
      int best = 0;
      for (int i = 1; i < looks; ++i) {
        if (pack.result(i, amount, lane) > pack.result(best, amount, lane)) best = i;
      }
      found[k] = {pack.result(best, amount, lane), time[best * lanes]};
      if (from_s <= 0.0) {
        const double start = pack.parameter(P::of(l, P::initial), lane) *
                             pack.parameter(P::of(l, P::partition), lane) *
                             pack.parameter(P::of(l, P::thickness), lane);
        if (start >= found[k].amount_kg_m2) found[k] = {start, 0.0};
      }
      inside[k] = best > 0 && best + 1 < looks && found[k].time_s > 0.0;
      if (!inside[k]) continue;
      for (int j = 0; j < 3; ++j) {
        near[k].x[j] = x[best - 1 + j];
        near[k].y[j] = pack.result(best - 1 + j, amount, lane);
      }
    }
  }
  time.resize(lanes);
  for (int l = 0; l < pack.layers(); ++l) {
    const auto here = [&](int lane) { return l * lanes + lane; };
    for (int round = 0; round < refinements; ++round) {
      bool any = false;
      for (int lane = 0; lane < width; ++lane) {
        any = any || inside[here(lane)];
        time[lane] = inside[here(lane)] ? std::exp(vertex(near[here(lane)])) : to_s;
      }
      if (!any) break;
      pack.evaluate(time.data(), 1);
      for (int lane = 0; lane < width; ++lane) {
        if (!inside[here(lane)]) continue;
        peak_bracket& b = near[here(lane)];
        take(b, std::log(time[lane]), pack.result(0, R::of(l, R::amount), lane));
        found[here(lane)] = {b.y[1], std::exp(b.x[1])};
      }
    }
  }
  return found;
}

std::vector<double> film_peaks(ladder_pack& pack, double to_s) {
  const int width = pack.width();
  std::vector<double> highest;
  for (int lane = 0; lane < width; ++lane) {
    highest.push_back(pack.parameter(P::film_initial, lane) /
                      pack.parameter(P::film_capacity, lane));
  }
  if (!pack.has_initial_content()) return highest;
  std::array<double, looks> x{};
  const std::vector<double> time =
      look_times(first_look * to_s, to_s, static_cast<std::size_t>(width), x);
  pack.evaluate(time.data(), looks);
  for (int i = 0; i < looks; ++i) {
    for (int lane = 0; lane < width; ++lane)
      highest[lane] = std::max(highest[lane], pack.result(i, R::film, lane));
  }
  return highest;
}

}  // namespace percuta

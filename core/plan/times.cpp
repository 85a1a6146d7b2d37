#include "plan/times.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace percuta {
namespace {

constexpr double hour_s = 3600.0;
constexpr double day_s = 24.0 * hour_s;

void sort_unique(std::vector<double>& times) {
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
}

}  // namespace

std::vector<double> default_times(double duration_s) {
  std::vector<double> times{0.0,          600.0,        1800.0,       1.0 * hour_s,
                            2.0 * hour_s, 4.0 * hour_s, 8.0 * hour_s, 12.0 * hour_s};
  for (double t = day_s; t < duration_s; t += day_s)
    times.push_back(t);
  std::erase_if(times, [&](double t) { return t >= duration_s; });
  times.push_back(duration_s);
  return times;
}

planned_times plan_times(planning& p) {
  const double duration = p.said.simulation.duration_s;
  planned_times times;
  times.report_s = p.said.simulation.times_s;
  if (times.report_s.empty()) {
    times.report_s = default_times(duration);
  } else {
    times.report_s.push_back(duration);
    sort_unique(times.report_s);
  }

  double* const window = p.made.window_s;
  window[0] = 0.0;
  window[1] = duration;
  if (p.said.target && p.said.target->window_s) {
    window[0] = p.said.target->window_s->first;
    window[1] = p.said.target->window_s->second;
    if (!(window[0] >= 0.0 && window[0] < window[1] && window[1] <= duration)) {
      p.out.error(p.said.target->where,
                  fmt::format("the window from {:g} h to {:g} h must run forwards within the "
                              "duration of {:g} h",
                              window[0] / hour_s, window[1] / hour_s, duration / hour_s));
    }
  }

  times.solve_s = times.report_s;
  times.solve_s.insert(times.solve_s.end(), {window[0], window[1]});
  sort_unique(times.solve_s);
  return times;
}

}  // namespace percuta

#include "transport/stops.hpp"

#include <algorithm>
#include <limits>

namespace percuta {

namespace {

/// Pieces that a step may reach over.
constexpr std::ptrdiff_t most_pieces = 2;

template <class Visit>
void each_signal(const problem& p, const std::vector<int>& group, Visit&& look) {
  for (const channel& c : p.channels)
    look(c.openness);
  for (const shunt& path : p.shunts)
    look(path.conductance_m_s);
  for (const int i : group) {
    const solute& s = p.solutes[i];
    if (p.top == top_boundary::fixed) look(s.top.fixed_kg_m3);
    if (p.top == top_boundary::film) {
      look(s.top.capacity_m);
      look(s.top.loss_m_s);
      if (s.top.saturation_kg_m3) look(*s.top.saturation_kg_m3);
      if (!p.channels.empty() && s.top.sheet_conductance_m3_s) look(*s.top.sheet_conductance_m3_s);
    }
    for (const medium& m : s.layers)
      look(m.loss_1_s);
    for (const medium& m : s.fluid)
      look(m.loss_1_s);
  }
}

}  // namespace

std::vector<double> breaks_of(const problem& p, const std::vector<int>& group) {
  std::vector<double> all;
  each_signal(p, group, [&](const signal& s) {
    if (s.breaks_s.size() > 2) all.insert(all.end(), s.breaks_s.begin() + 1, s.breaks_s.end() - 1);
  });
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

double longest_step(const std::vector<double>& breaks_s, double t_s) {
  const auto next = std::upper_bound(breaks_s.begin(), breaks_s.end(), t_s);
  if (breaks_s.end() - next <= most_pieces) return std::numeric_limits<double>::infinity();
  return *(next + most_pieces) - t_s;
}

std::vector<stop> stops_of(const problem& p, const std::vector<int>& group) {
  const double end_s = p.wanted.time_s.back();
  std::vector<stop> all;
  for (const double t : p.wanted.time_s)
    all.push_back({t, false});
  for (const double t : p.wanted.window_s)
    all.push_back({std::clamp(t, 0.0, end_s), false});
  for (const event& e : p.events)
    all.push_back({e.time_s, true});
  each_signal(p, group, [&](const signal& s) {
    for (const double t : discontinuities(s, 0.0, end_s))
      all.push_back({t, true});
  });
  std::sort(all.begin(), all.end(),
            [](const stop& a, const stop& b) { return a.time_s < b.time_s; });
  std::vector<stop> once;
  for (const stop& s : all) {
    if (once.empty() || s.time_s > once.back().time_s) {
      once.push_back(s);
    } else {
      once.back().rough = once.back().rough || s.rough;
    }
  }
  return once;
}

course course_of(const problem& p, const std::vector<int>& group) {
  return {stops_of(p, group), breaks_of(p, group)};
}

}  // namespace percuta

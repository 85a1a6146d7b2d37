#include "transport/stops.hpp"

#include <algorithm>

namespace percuta {

std::vector<stop> stops_of(const problem& p, const std::vector<int>& group) {
  const double end_s = p.wanted.time_s.back();
  std::vector<stop> all;
  for (const double t : p.wanted.time_s)
    all.push_back({t, false});
  for (const double t : p.wanted.window_s)
    all.push_back({std::clamp(t, 0.0, end_s), false});
  for (const event& e : p.events)
    all.push_back({e.time_s, true});
  const auto look = [&](const signal& s) {
    for (const double t : discontinuities(s, 0.0, end_s))
      all.push_back({t, true});
  };
  for (const channel& c : p.channels)
    look(c.openness);
  for (const shunt& path : p.shunts)
    look(path.conductance_m_s);
  for (const int i : group) {
    const solute& s = p.solutes[i];
    look(s.top.capacity_m);
    look(s.top.loss_m_s);
    look(s.top.fixed_kg_m3);
    if (s.top.saturation_kg_m3) look(*s.top.saturation_kg_m3);
    if (s.top.sheet_conductance_m3_s) look(*s.top.sheet_conductance_m3_s);
    for (const medium& m : s.layers)
      look(m.loss_1_s);
    for (const medium& m : s.fluid)
      look(m.loss_1_s);
  }
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

}  // namespace percuta

#include "constant_problem.hpp"

constant_ranges wide_ranges() {
  return {1e-6, 1e-2, 1e-16, 1e-9, 1e-3, 1e3, 1.0, 30 * 86400.0};
}

percuta::problem random_constant(dice& d, const constant_ranges& from) {
  percuta::problem p;
  percuta::solute s;
  for (int l = 1 + d.pick(4); l > 0; --l) {
    p.thickness_m.push_back(d.log_uniform(from.thinnest_m, from.thickest_m));
    percuta::medium m;
    m.diffusivity_m2_s = d.log_uniform(from.slowest_m2_s, from.fastest_m2_s);
    m.partition = d.log_uniform(from.least_partition, from.most_partition);
    if (d.chance(0.4)) m.loss_1_s = d.log_uniform(1e-7, 1e-2);
    if (d.chance(0.3)) m.initial_kg_m3 = d.log_uniform(1e-3, 10.0);
    if (d.chance(0.3)) m.gate = {d.log_uniform(1e-3, 1.0), d.log_uniform(1e-3, 1.0), 1.0};
    s.layers.push_back(m);
  }
  const int top = d.pick(5);
  p.top = top < 3    ? percuta::top_boundary::film
          : top == 3 ? percuta::top_boundary::fixed
                     : percuta::top_boundary::closed;
  p.bottom = d.chance(0.5) ? percuta::bottom_boundary::sink : percuta::bottom_boundary::closed;
  s.top.capacity_m = d.log_uniform(2e-6, 1e-3);
  if (d.chance(0.5)) s.top.loss_m_s = d.log_uniform(1e-12, 1e-7);
  s.top.initial_kg_m2 = d.log_uniform(1e-7, 1e-2);
  s.top.fixed_kg_m3 = d.log_uniform(1e-3, 10.0);
  p.solutes = {s};
  if (p.top == percuta::top_boundary::closed && percuta::dose_kg_m2(p, 0) == 0.0)
    p.solutes[0].layers[0].initial_kg_m3 = 1.0;
  const double end = d.log_uniform(from.shortest_s, from.longest_s);
  for (const double share : {0.02, 0.1, 0.3, 1.0})
    p.wanted.time_s.push_back(share * end);
  p.tolerance = 1e-6;
  return p;
}

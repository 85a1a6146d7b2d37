#include "random_problem.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

namespace {

constexpr double hour = 3600.0;

percuta::medium random_medium(dice& d) {
  percuta::medium m;
  m.diffusivity_m2_s = d.log_uniform(1e-15, 5e-10);
  m.partition = d.log_uniform(0.05, 50.0);
  if (d.chance(0.3)) m.loss_1_s = d.log_uniform(1e-6, 2e-3);
  return m;
}

percuta::signal decay(double from, double to, double tau_s, double start_s, double end_s) {
  const auto f = [=](double t) {
    return t < start_s ? from : to + (from - to) * std::exp(-(t - start_s) / tau_s);
  };
  std::vector<double> breaks{0.0};
  if (start_s > 0.0) breaks.push_back(start_s);
  breaks.push_back(end_s);
  return percuta::fit(f, breaks, 1e-9 * std::max(from, to));
}

percuta::film random_film(dice& d, double end_s) {
  percuta::film f;
  const double thick = d.log_uniform(2e-6, 1e-4);
  f.capacity_m = d.chance(0.7) ? decay(thick, thick * d.log_uniform(0.03, 0.9),
                                       d.log_uniform(60.0, 2e4), 0.0, end_s)
                               : percuta::signal(thick);
  if (d.chance(0.4)) f.loss_m_s = d.log_uniform(1e-12, 1e-7);
  f.initial_kg_m2 = d.chance(0.9) ? d.log_uniform(1e-7, 1e-2) : 0.0;
  if (d.chance(0.5))
    f.saturation_kg_m3 = d.log_uniform(0.05, 3.0) * (f.initial_kg_m2 + 1e-6) / thick;
  if (d.chance(0.4)) f.sheet_conductance_m3_s = d.log_uniform(1e-17, 1e-13);
  return f;
}

percuta::channel random_channels(dice& d, const percuta::problem& p, double opens_s, double end_s) {
  double depth = 0.0;
  for (const double t : p.thickness_m)
    depth += t;
  percuta::channel c;
  const double radius = d.log_uniform(5e-6, 8e-5);
  c.wetted_fraction = d.uniform(0.1, 1.0);
  c.density_1_m2 = d.log_uniform(1e-3, 0.1) / (3.1415926535897931 * radius * radius);
  const double tip = depth * d.uniform(0.01, 0.95);
  c.depth_m = {0.0, tip};
  c.radius_m = {radius, d.chance(0.5) ? 0.0 : radius};
  c.openness = d.chance(0.7) ? decay(1.0, 0.0, d.log_uniform(600.0, 1e5), 0.0, end_s)
                             : percuta::signal(d.uniform(0.0, 1.0));
  if (opens_s > 0.0) {
    c.openness = percuta::fit(
        [=](double t) { return t < opens_s ? 0.0 : std::exp(-(t - opens_s) / 7200.0); },
        {0.0, opens_s, end_s}, 1e-10);
  }
  return c;
}

}  // namespace

double dice::log_uniform(double low, double high) {
  return std::exp(uniform(std::log(low), std::log(high)));
}

int trials(int usual) {
  const char* per_mille = std::getenv("PERCUTA_RANDOM_PROBLEMS");
  if (per_mille == nullptr) return usual;
  return std::max(10, usual * std::atoi(per_mille) / 1000);
}

percuta::problem random_skin(dice& d) {
  percuta::problem p;
  const int layers = 1 + d.pick(4);
  percuta::solute s;
  for (int i = 0; i < layers; ++i) {
    p.thickness_m.push_back(d.log_uniform(2e-6, 2e-3));
    s.layers.push_back(random_medium(d));
  }
  s.top.capacity_m = 1e-5;
  p.solutes.push_back(s);
  const double end = d.log_uniform(60.0, 48 * hour);
  for (const double share : {0.02, 0.1, 0.3, 1.0})
    p.wanted.time_s.push_back(share * end);
  p.tolerance = 1e-3;
  return p;
}

void add_open_channels(dice& d, percuta::problem& p) {
  p.channels.push_back(random_channels(d, p, 0.0, p.wanted.time_s.back()));
  p.channels.back().openness = d.uniform(0.05, 1.0);
  for (percuta::solute& s : p.solutes) {
    double best = 0.0, least_loss = 1.0;
    for (const percuta::medium& m : s.layers) {
      best = std::max(best, m.partition * m.diffusivity_m2_s);
      least_loss = std::min(least_loss, percuta::value(m.loss_1_s, 0.0) * m.partition);
    }
    percuta::medium fluid;
    fluid.diffusivity_m2_s = best * (d.chance(0.2) ? 1.0 : d.log_uniform(1.0, 1e4));
    fluid.loss_1_s = d.chance(0.5) ? 0.0 : least_loss;
    s.fluid.push_back(fluid);
  }
}

percuta::problem random_protocol(dice& d) {
  percuta::problem p = random_skin(d);
  const double end = p.wanted.time_s.back();
  p.bottom = d.chance(0.5) ? percuta::bottom_boundary::sink : percuta::bottom_boundary::closed;
  if (d.chance(0.3)) {
    p.solutes.push_back(p.solutes[0]);
    for (percuta::medium& m : p.solutes[1].layers)
      m = random_medium(d);
    std::vector<double> rate;
    for (std::size_t i = 0; i < p.thickness_m.size(); ++i)
      rate.push_back(d.log_uniform(1e-7, 1e-3));
    p.reactions.push_back({0, 1, d.uniform(0.2, 1.5), rate});
  }
  for (int c = d.pick(3); c > 0; --c) {
    p.channels.push_back(random_channels(d, p, d.chance(0.3) ? 0.2 * end : 0.0, end));
  }
  if (d.chance(0.2)) {
    p.shunts.push_back(
        {0, 1 + d.pick(static_cast<int>(p.thickness_m.size())), d.log_uniform(1e-11, 1e-7)});
  }
  for (percuta::solute& s : p.solutes) {
    s.top = random_film(d, end);
    if (d.chance(0.2)) s.layers[0].initial_kg_m3 = d.log_uniform(1e-3, 10.0);
    const double ionised = d.chance(0.4) ? d.log_uniform(1e-4, 1.0) : 1.0;
    if (d.chance(0.5)) s.layers[0].gate = {d.uniform(0.1, 1.0), ionised, ionised};
    for (std::size_t c = 0; c < p.channels.size(); ++c) {
      percuta::medium fluid = random_medium(d);
      fluid.partition = 1.0;
      s.fluid.push_back(fluid);
    }
  }
  for (const double share : {0.2, 0.3, 0.6}) {
    if (d.chance(0.5)) continue;
    percuta::event e;
    e.time_s = share * end;
    for (std::size_t s = 0; s < p.solutes.size(); ++s) {
      e.keep.push_back(d.chance(0.5) ? 1.0 : d.uniform(0.0, 1.0));
      e.add_kg_m2.push_back(d.chance(0.5) ? 0.0 : d.log_uniform(1e-7, 1e-2));
    }
    if (!p.channels.empty() && d.chance(0.4)) e.flood.push_back(0);
    p.events.push_back(e);
  }
  if (percuta::dose_kg_m2(p, 0) == 0.0) p.solutes[0].top.initial_kg_m2 = 1e-4;
  return p;
}

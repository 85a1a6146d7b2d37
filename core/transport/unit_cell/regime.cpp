#include "transport/unit_cell/regime.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace percuta {
namespace {

/// Largest u that the film can have: its largest load in its smallest capacity, at most saturated.
double highest_u(const problem& p, int solute) {
  const double end = p.wanted.time_s.back();
  const film& f = p.solutes[solute].top;
  double u = 0.0;
  if (p.top == top_boundary::fixed) u = range_of(f.fixed_kg_m3, 0.0, end).high;
  if (p.top == top_boundary::film) {
    double load = f.initial_kg_m2;
    for (const event& e : p.events)
      load += e.add_kg_m2[solute];
    for (std::size_t l = 0; l < p.thickness_m.size(); ++l) {
      const medium& m = p.solutes[solute].layers[l];
      load += m.partition * m.initial_kg_m3 * p.thickness_m[l];  // may come back to the film
    }
    u = load / range_of(f.capacity_m, 0.0, end).low;
    if (f.saturation_kg_m3) u = std::min(u, range_of(*f.saturation_kg_m3, 0.0, end).high);
  }
  for (const medium& m : p.solutes[solute].layers)
    u = std::max(u, m.initial_kg_m3 / std::min({m.gate.top, m.gate.bottom, m.gate.wall}));
  for (const medium& m : p.solutes[solute].fluid)
    u = std::max(u, m.initial_kg_m3);
  return u;
}

/// Integral over the run, by the trapezoidal rule on many points: a bound needs no digits.
double integral(const signal& s, double end) {
  constexpr int points = 200;
  double sum = 0.0;
  for (int i = 0; i < points; ++i)
    sum += value(s, (i + 0.5) * end / points);
  return sum * end / points;
}

double volume(const channel& c) {
  double sum = 0.0;
  for (std::size_t i = 1; i < c.depth_m.size(); ++i) {
    const double a = c.radius_m[i - 1], b = c.radius_m[i];
    sum += std::numbers::pi / 3.0 * (a * a + a * b + b * b) * (c.depth_m[i] - c.depth_m[i - 1]);
  }
  return sum;
}

}  // namespace

double lumping_error_bound(const problem& p, int solute, double scale) {
  const percuta::solute& s = p.solutes[solute];
  const double u = highest_u(p, solute), end = p.wanted.time_s.back();
  double bound = 0.0;
  for (std::size_t c = 0; c < p.channels.size(); ++c) {
    const channel& x = p.channels[c];
    const medium& in = s.fluid[c];
    const double n = x.density_1_m2 * x.wetted_fraction;
    const double widest = *std::max_element(x.radius_m.begin(), x.radius_m.end());
    const double area = n * std::numbers::pi * widest * widest;
    double passed = 0.0, held = in.partition, top = 0.0;
    for (std::size_t l = 0; l < s.layers.size() && top < x.depth_m.back(); ++l) {
      const medium& host = s.layers[l];
      const double length = std::min(p.thickness_m[l], x.depth_m.back() - top);
      for (const double gate : {host.gate.top, host.gate.bottom, host.gate.wall}) {
        held = std::max(held, host.partition * gate);
        passed = std::max(passed, std::abs(in.partition * in.diffusivity_m2_s -
                                           host.partition * host.diffusivity_m2_s * gate) /
                                      length);
      }
      top += p.thickness_m[l];
    }
    bound +=
        area * passed * integral(x.openness, end) * u + n * volume(x) * held * u + area * scale;
  }
  return bound / scale;
}

bool layers_suffice(const problem& p, int solute, double scale) {
  return lumping_error_bound(p, solute, scale) <= 0.5 * p.tolerance;
}

}  // namespace percuta

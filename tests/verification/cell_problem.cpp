#include "cell_problem.hpp"

#include "problems.hpp"

#include <numbers>

namespace cells {
namespace {

template <class Take>
worst_case gap(const percuta::problem& p, const percuta::solute_solution& a,
               const percuta::solute_solution& b, Take&& takes) {
  worst_case worst;
  const double scale = amount_scale(p, a);
  const auto see = [&](const std::string& name, const std::vector<double>& x,
                       const std::vector<double>& y) {
    if (x.size() != y.size()) worst.see(HUGE_VAL, [&] { return name + " in number"; });
    for (std::size_t i = 0; i < x.size() && takes(name); ++i) {
      worst.see(std::abs(x[i] - y[i]) / scale,
                [&] { return name + " at output " + std::to_string(i); });
    }
  };
  each_amount(a, b, see);
  see("channels_below_first_layer", a.channels_below_first_layer_kg_m2,
      b.channels_below_first_layer_kg_m2);
  see("channels_cleared", a.channels_cleared_kg_m2, b.channels_cleared_kg_m2);
  return worst;
}

bool is_passage(const std::string& name) {
  return name == "via_channels" || name.ends_with(".entered");
}

}  // namespace

percuta::solution solve_cell(const percuta::problem& p, percuta::time_method method) {
  percuta::solve_options options;
  options.space = percuta::resolution::unit_cell;
  options.method = method;
  return percuta::solve(p, options);
}

percuta::problem needled_tracer(double density_1_cm2, double tolerance) {
  percuta::problem p = problems::layered_tracer(tolerance);
  p.channels = {{density_1_cm2 * per_cm2, 1.0, {0.0, 150e-6}, {35e-6, 0.0}, 1.0}};
  p.solutes[0].fluid = {{5e-10, 1.0, 0.0, 0.0, {}}};
  p.wanted.time_s = {600.0, hour_s, 4.0 * hour_s, 24.0 * hour_s};
  return p;
}

percuta::channel channel_of(int profile, double density_1_m2, double radius_m, double tip_m) {
  percuta::channel c;
  c.density_1_m2 = density_1_m2;
  c.depth_m = {0.0, tip_m};
  c.radius_m = {radius_m, 0.0};
  if (profile == 1) c.radius_m = {radius_m, radius_m};
  if (profile == 2) c.radius_m = {radius_m, 0.3 * radius_m};
  if (profile == 3) {
    c.depth_m = {0.0, 0.2 * tip_m, 0.55 * tip_m, 0.9 * tip_m, tip_m};
    c.radius_m = {0.8 * radius_m, radius_m, 0.7 * radius_m, 0.4 * radius_m, 0.0};
  }
  return c;
}

percuta::problem random_cell(dice& d, bool equal_gates) {
  percuta::problem p;
  percuta::solute s;
  double skin = 0.0;
  for (int l = 1 + d.pick(3); l > 0; --l) {
    p.thickness_m.push_back(d.log_uniform(1e-5, 1e-3));
    skin += p.thickness_m.back();
    percuta::medium m;
    m.diffusivity_m2_s = d.log_uniform(1e-14, 5e-10);
    m.partition = d.log_uniform(0.1, 10.0);
    if (d.chance(0.4)) m.loss_1_s = d.log_uniform(1e-6, 2e-3);
    if (d.chance(0.3)) m.initial_kg_m3 = d.log_uniform(1e-3, 10.0);
    const double gate = d.chance(0.4) ? d.log_uniform(0.05, 1.0) : 1.0;
    m.gate = {gate, gate, gate};
    if (!equal_gates) m.gate = {gate, d.log_uniform(0.05, 1.0), d.log_uniform(0.05, 1.0)};
    s.layers.push_back(m);
  }
  const double density = d.log_uniform(5.0, 1000.0) * per_cm2;
  const double cell = 1.0 / std::sqrt(std::numbers::pi * density);
  const double radius = d.log_uniform(8e-6, std::min(8e-5, 0.6 * cell));
  const double tip = std::min(d.uniform(0.05, 0.95) * skin, 6e-4);
  p.channels = {channel_of(d.pick(profiles), density, radius, tip)};
  if (d.chance(0.3)) p.channels[0].wetted_fraction = d.uniform(0.3, 1.0);
  if (d.chance(0.4)) p.channels[0].openness = d.uniform(0.0, 1.0);
  percuta::medium fluid;
  fluid.diffusivity_m2_s = d.log_uniform(1e-11, 1e-9);
  fluid.partition = d.log_uniform(0.3, 3.0);
  if (d.chance(0.3)) fluid.loss_1_s = d.log_uniform(1e-6, 1e-3);
  if (d.chance(0.2)) fluid.initial_kg_m3 = d.log_uniform(1e-3, 10.0);
  s.fluid = {fluid};
  const int top = d.pick(5);
  p.top = top < 3    ? percuta::top_boundary::film
          : top == 3 ? percuta::top_boundary::fixed
                     : percuta::top_boundary::closed;
  p.bottom = d.chance(0.6) ? percuta::bottom_boundary::sink : percuta::bottom_boundary::closed;
  s.top.capacity_m = d.log_uniform(2e-6, 2e-4);
  if (d.chance(0.4)) s.top.loss_m_s = d.log_uniform(1e-12, 1e-8);
  if (d.chance(0.3)) s.top.sheet_conductance_m3_s = d.log_uniform(1e-17, 1e-13);
  s.top.initial_kg_m2 = d.log_uniform(1e-6, 1e-2);
  s.top.fixed_kg_m3 = d.log_uniform(1e-2, 10.0);
  p.solutes = {s};
  if (p.top == percuta::top_boundary::closed && percuta::dose_kg_m2(p, 0) == 0.0)
    p.solutes[0].layers[0].initial_kg_m3 = 1.0;
  const double end = d.log_uniform(0.2, 48.0) * hour_s;
  for (const double share : {0.02, 0.1, 0.3, 1.0})
    p.wanted.time_s.push_back(share * end);
  p.wanted.peaks = false;
  p.tolerance = 1e-3;
  return p;
}

percuta::signal falling(const percuta::problem& p, double from, double share, double tau_s) {
  return percuta::fit(
      [=](double t) { return from * (share + (1.0 - share) * std::exp(-t / tau_s)); },
      {0.0, p.wanted.time_s.back()}, 1e-9 * from);
}

worst_case inventory_gap(const percuta::problem& p, const percuta::solute_solution& a,
                         const percuta::solute_solution& b) {
  return gap(p, a, b, [](const std::string& name) { return !is_passage(name); });
}

worst_case passage_gap(const percuta::problem& p, const percuta::solute_solution& a,
                       const percuta::solute_solution& b) {
  return gap(p, a, b, is_passage);
}

percuta::solute_solution without_wall(const percuta::solute_solution& s) {
  percuta::solute_solution out = s;
  out.layers.assign(1, {});
  percuta::layer_series& all = out.layers[0];
  for (std::size_t i = 0; i < s.film_kg_m2.size(); ++i) {
    double amount = s.channels_kg_m2[i], cleared = s.channels_cleared_kg_m2[i];
    for (const percuta::layer_series& l : s.layers) {
      amount += l.amount_kg_m2[i];
      cleared += l.cleared_kg_m2[i];
    }
    all.amount_kg_m2.push_back(amount);
    all.cleared_kg_m2.push_back(cleared);
    for (auto* series : {&all.entered_kg_m2, &all.converted_kg_m2, &all.formed_kg_m2})
      series->push_back(0.0);
  }
  for (auto* series : {&out.channels_kg_m2, &out.channels_below_first_layer_kg_m2,
                       &out.channels_cleared_kg_m2, &out.via_channels_kg_m2})
    series->assign(s.film_kg_m2.size(), 0.0);
  return out;
}

}  // namespace cells

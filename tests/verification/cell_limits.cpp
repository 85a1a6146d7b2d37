#include "cell_problem.hpp"
#include "percuta/error.hpp"
#include "problems.hpp"

#include <numbers>

using percuta::problem;
using percuta::solute_solution;
using percuta::time_method;

namespace {

constexpr double pi = std::numbers::pi;

/// Three layers, the first ones up to the channel's tip of one material, which fills the channel as
/// well. Whatever lies on top.
problem of_one_material(dice& d, int profile, int tip_layer) {
  problem p = cells::random_cell(d, true);
  percuta::solute& s = p.solutes[0];
  p.thickness_m.clear();
  s.layers.clear();
  percuta::medium m;
  m.diffusivity_m2_s = d.log_uniform(1e-12, 3e-10);
  m.partition = d.log_uniform(0.2, 5.0);
  if (d.chance(0.5)) m.loss_1_s = d.log_uniform(1e-6, 5e-4);
  if (p.top == percuta::top_boundary::closed || d.chance(0.3))
    m.initial_kg_m3 = d.log_uniform(1e-3, 10.0);
  double tip = 0.0;
  for (int l = 0; l < 3; ++l) {
    p.thickness_m.push_back(d.log_uniform(2e-5, 3e-4));
    if (l < tip_layer) tip += p.thickness_m.back();
    if (l == tip_layer) tip += d.uniform(0.2, 0.95) * p.thickness_m.back();
    s.layers.push_back(m);
    if (l <= tip_layer) continue;
    s.layers.back().diffusivity_m2_s = d.log_uniform(1e-13, 3e-10);
    s.layers.back().partition = d.log_uniform(0.2, 5.0);
    s.layers.back().loss_1_s = 1e-5;
    s.layers.back().gate = {0.3, 0.3, 0.3};
  }
  const double density = d.log_uniform(20.0, 600.0) * cells::per_cm2;
  const double cell = 1.0 / std::sqrt(pi * density);
  p.channels = {cells::channel_of(profile, density, d.uniform(0.05, 0.5) * cell, tip)};
  p.channels[0].openness = d.uniform(0.0, 1.0);
  s.fluid = {m};
  p.tolerance = 1e-4;
  return p;
}

problem without_channels(problem p) {
  p.channels.clear();
  p.solutes[0].fluid.clear();
  for (percuta::event& e : p.events)
    e.flood.clear();
  p.tolerance = 1e-6;
  return p;
}

/// What moves when steps are taken: nothing of it shows where the fluid is the layers' material.
void move(problem& p) {
  percuta::film& top = p.solutes[0].top;
  const double end = p.wanted.time_s.back(), capacity = percuta::value(top.capacity_m, 0.0);
  p.channels[0].openness = cells::falling(p, 1.0, 0.1, 0.1 * end);
  top.capacity_m = cells::falling(p, capacity, 0.3, 0.2 * end);
  if (top.sheet_conductance_m3_s) top.sheet_conductance_m3_s = cells::falling(p, 1e-14, 0.1, end);
  p.events = {{0.15 * end, {0.6}, {0.5 * top.initial_kg_m2}, {}}};
}

void check_material(int seed, bool moving) {
  dice d(seed);
  worst_case inventories, passages;
  for (int k = 0; k < trials(moving ? 16 : 48); ++k) {
    problem p = of_one_material(d, k % cells::profiles, (k / cells::profiles) % 3);
    if (moving) move(p);
    const auto method = moving ? time_method::stepping : time_method::automatic;
    solute_solution cell;
    try {
      cell = cells::solve_cell(p, method).solutes[0];
    } catch (const percuta::numerical_error& e) {
      FAIL_CHECK(named(k, p, e.what()));
      continue;
    }
    const auto bare = percuta::solve(without_channels(p)).solutes[0];
    const worst_case here =
        cells::inventory_gap(p, cells::without_wall(cell), cells::without_wall(bare));
    inventories.see(here.value, [&] { return named(k, p, here.what); });
    // Through the mouth comes its share of the surface.
    const percuta::channel& c = p.channels[0];
    const double share = c.density_1_m2 * pi * c.radius_m[0] * c.radius_m[0];
    for (std::size_t i = 0; i < p.wanted.time_s.size(); ++i) {
      const double gap =
          std::abs(cell.via_channels_kg_m2[i] - share * bare.layers[0].entered_kg_m2[i]);
      passages.see(gap / amount_scale(p, bare), [&] { return named(k, p, "via channels"); });
    }
  }
  INFO("through the mouths: " << passages.value);
  expect(inventories, 1e-4);
  expect(passages, 1e-3);
}

/// A channel of a radius through an impermeable layer into a deep one over a sink, at its steady
/// state under a donor of 1 kg/m3.
struct lone_channel {
  double radius_m, cell_over_radius, length_m, fluid_m2_s, depth_m;
  static constexpr double below_m2_s = 1e-10, below_partition = 0.5;

  double area_m2() const { return pi * radius_m * radius_m; }

  /// What one channel carries [kg/s].
  double carries() const {
    problem p = problems::membrane(1.0, percuta::top_boundary::fixed);
    p.thickness_m = {length_m, depth_m};
    percuta::solute& s = p.solutes[0];
    s.layers = {{1e-20, 1.0, 0.0, 0.0, {}}, {below_m2_s, below_partition, 0.0, 0.0, {}}};
    s.fluid = {{fluid_m2_s, 1.0, 0.0, 0.0, {}}};
    s.top.fixed_kg_m3 = 1.0;
    const double cell_m2 = cell_over_radius * cell_over_radius * area_m2();
    p.channels = {cells::channel_of(1, 1.0 / cell_m2, radius_m, length_m)};
    p.wanted.time_s = {3e5, 4e5};
    p.wanted.peaks = false;
    p.tolerance = 5e-4;
    const solute_solution found = cells::solve_cell(p).solutes[0];
    const double carried = (found.receptor_kg_m2[1] - found.receptor_kg_m2[0]) / 1e5 * cell_m2;
    CHECK(found.flux_out_kg_m2_s[1] * cell_m2 / carried == Approx(1.0).epsilon(1e-3));
    return carried;
  }

  /// From the tip to the sink: a disc at one concentration in a tube of the cell's width (Cooper,
  /// Mikic and Yovanovich 1969), and the tube [s/m3].
  double resistance_below() const {
    const double e = 1.0 / cell_over_radius;
    const double disc = (1.0 - 1.40978 * e + 0.34406 * e * e * e) / (4.0 * radius_m);
    return (disc + e * e * depth_m / area_m2()) / (below_m2_s * below_partition);
  }
  double resistance_inside() const { return length_m / (fluid_m2_s * area_m2()); }
};

}  // namespace

TEST_CASE("channels filled with the layers' material change nothing") {
  check_material(101, false);
}

TEST_CASE("nor do they where the film dries, is washed off and channels close") {
  check_material(103, true);
}

TEST_CASE("a lone disc carries 4 K D a of what lies on it") {
  constexpr double a = 20e-6;
  double before = 1.0;
  for (const double ratio : {6.0, 12.0, 24.0, 48.0}) {
    const lone_channel c{a, ratio, 0.1 * a, 1e-8, ratio * a};
    const double carried = c.carries();
    const double of_known = carried * (c.resistance_below() + c.resistance_inside());
    const double apart = std::abs(carried / (4.0 * 0.5e-10 * a) - 1.0);
    CAPTURE(ratio, of_known, apart);
    CHECK(of_known == Approx(1.0).epsilon(4e-3));
    CHECK(apart < before);
    before = apart;
  }
  CHECK(before < 0.01);
}

TEST_CASE("a channel's length and its end are in series and closed walls carry nothing") {
  constexpr double a = 20e-6, kd = 0.5e-10;
  for (const double length : {2.0 * a, 5.0 * a, 15.0 * a}) {
    CAPTURE(length);
    // Fluid like the layer below: an open end counts 0.8217 a of length (Rayleigh), about pi a / 4.
    const lone_channel like{a, 30.0, length, kd, 600e-6};
    const double end = 0.8217 * a * (1.0 - 1.40978 / 30.0) + like.depth_m / (30.0 * 30.0);
    const double carried = like.carries() / (kd * like.area_m2());
    CHECK(carried * (length + end) == Approx(1.0).epsilon(4e-3));
    CHECK(carried * (length + 0.25 * pi * a) == Approx(1.0).epsilon(0.02));
    // Fluid that is nearly the only resistance.
    const lone_channel tight{a, 10.0, length, 1e-12, 300e-6};
    const double known = tight.resistance_inside() + tight.resistance_below();
    CHECK(tight.carries() * known == Approx(1.0).epsilon(4e-3));
    CHECK(tight.resistance_inside() > 0.95 * known);
  }
}

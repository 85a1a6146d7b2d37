#include "cell_problem.hpp"

#include <iostream>

using percuta::problem;

namespace {

/// What is delivered at every output, of the dose.
std::vector<double> delivered(const percuta::solution& found, const problem& p) {
  std::vector<double> shares = found.solutes[0].delivered_kg_m2;
  for (double& x : shares)
    x /= percuta::dose_kg_m2(p, 0);
  return shares;
}

problem cones(double density_1_cm2, double depth_m) {
  problem p = cells::needled_tracer(density_1_cm2, 3e-4);
  p.channels[0].depth_m[1] = depth_m;
  p.wanted.peaks = false;
  return p;
}

}  // namespace

TEST_CASE("layers with lines of fluid deliver more than bare skin and less than the cell") {
  worst_case worst;
  for (const double depth : {50e-6, 150e-6, 300e-6}) {
    for (const double density : {5.0, 25.0, 100.0, 400.0, 1000.0}) {
      const problem p = cones(density, depth);
      problem intact = p;
      intact.channels.clear();
      intact.solutes[0].fluid.clear();
      CAPTURE(depth, density);
      const auto bare = delivered(percuta::solve(intact), p);
      const auto lumped = delivered(percuta::solve(p), p);
      const auto cell = delivered(cells::solve_cell(p), p);
      for (std::size_t i = 0; i < cell.size(); ++i) {
        CHECK(bare[i] < lumped[i] + p.tolerance);
        CHECK(lumped[i] < cell[i] + 2.0 * p.tolerance);
        worst.see(cell[i] - lumped[i], [&] {
          return "cones of " + std::to_string(depth * 1e6) + " um, " + std::to_string(density) +
                 " per cm2, output " + std::to_string(i);
        });
      }
    }
  }
  std::cout << "layers and cell differ by " << worst.value << " of the dose at most, for "
            << worst.what << "\n";
  expect(worst, 0.25);
}

TEST_CASE("lines of fluid and the cell agree where channels are the layers' material") {
  for (const double density : {25.0, 400.0}) {
    problem p = cones(density, 80e-6);
    percuta::solute& s = p.solutes[0];
    for (percuta::medium& m : s.layers)
      m = {2e-11, 0.5, 0.0, 1e-4, {}};
    s.fluid[0] = s.layers[0];
    CAPTURE(density);
    const auto lumped = delivered(percuta::solve(p), p), cell = delivered(cells::solve_cell(p), p);
    for (std::size_t i = 0; i < cell.size(); ++i)
      CHECK(std::abs(lumped[i] - cell[i]) < 0.01);
  }
}

TEST_CASE("a film above its solubility stays at it until nothing is undissolved, as in layers") {
  for (const bool dries : {false, true}) {
    problem p = cells::needled_tracer(100.0, 1e-4);
    percuta::solute& s = p.solutes[0];
    for (percuta::medium& m : s.layers)
      m = {2e-13, 0.5, 0.0, 0.0, {}};
    s.layers[2].loss_1_s = 5e-4;
    s.fluid[0] = s.layers[0];
    p.channels[0].depth_m[1] = 60e-6;
    p.wanted.time_s.clear();
    for (int i = 1; i <= 24; ++i)
      p.wanted.time_s.push_back(i * cells::hour_s);
    s.top.saturation_kg_m3 = 3.0;  // 10 kg/m3 are there
    if (dries) s.top.capacity_m = cells::falling(p, 2e-5, 0.4, 3600.0);
    problem bare = p;
    bare.channels.clear();
    bare.solutes[0].fluid.clear();
    bare.tolerance = 1e-6;
    const auto in_cell = cells::solve_cell(p).solutes[0], layered = percuta::solve(bare).solutes[0];
    CAPTURE(dries);
    int waiting = 0;
    for (std::size_t i = 0; i < p.wanted.time_s.size(); ++i) {
      CAPTURE(i);
      const double held = in_cell.undissolved_kg_m2[i];
      const auto near = Approx(0.0).margin(1e-4 * 2e-4);
      CHECK(held - layered.undissolved_kg_m2[i] == near);
      CHECK(in_cell.delivered_kg_m2[i] - layered.delivered_kg_m2[i] == near);
      CHECK(in_cell.film_kg_m2[i] - layered.film_kg_m2[i] == near);
      if (held <= 1e-8) continue;
      ++waiting;
      const double capacity = percuta::value(s.top.capacity_m, p.wanted.time_s[i]);
      CHECK((in_cell.film_kg_m2[i] - held) / capacity == Approx(3.0).epsilon(1e-6));
    }
    CHECK(waiting > 0);
    CHECK(waiting < 24);
    CHECK(in_cell.peak_film_kg_m3 == Approx(3.0).epsilon(1e-6));
  }
}

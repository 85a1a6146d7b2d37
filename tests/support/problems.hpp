#pragma once

#include "percuta/problem.hpp"
#include "percuta/solution.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace problems {

/// One layer under a constant or finite donor over a sink, scaled so that h^2/D is 1e4 s.
inline constexpr double thickness_m = 1e-4, diffusivity_m2_s = 1e-12, time_unit_s = 1e4;

inline percuta::problem membrane(double partition, percuta::top_boundary top) {
  percuta::problem p;
  p.thickness_m = {thickness_m};
  percuta::solute s;
  s.layers = {{diffusivity_m2_s, partition, 0.0, 0.0, {}}};
  s.top.capacity_m = 1.0;
  p.solutes = {s};
  p.top = top;
  return p;
}

/// Three layers of skin under a film of 20 um that holds 0.2 mg/cm2, over a sink, with clearance in
/// the dermis: 24 h.
inline percuta::problem layered_tracer(double tolerance) {
  percuta::problem p;
  p.thickness_m = {15e-6, 80e-6, 1000e-6};
  percuta::solute s;
  s.layers = {{1e-14, 1.0, 0.0, 0.0, {}}, {5e-11, 0.5, 0.0, 0.0, {}}, {1e-10, 0.5, 0.0, 5e-4, {}}};
  s.top.capacity_m = 2e-5;
  s.top.initial_kg_m2 = 2e-4;
  p.solutes = {s};
  p.wanted.time_s = {600.0, 3600.0, 14400.0, 28800.0, 86400.0};
  p.tolerance = tolerance;
  return p;
}

/// Its inventories at 24 h as shares of the dose: film, three layers, cleared, receptor. From
/// 40-digit Laplace inversion; finite volumes with Richardson extrapolation agree to 5e-11.
inline constexpr double layered_tracer_answer[] = {0.08169574985757884,  0.03252385632462623,
                                                   0.001276092199980614, 0.004953167965101547,
                                                   0.6940738398267475,   0.18547729382596523};

/// The same with a film that dries from 20 to 4 um (30 min), evaporation and channels past the
/// stratum corneum that close (2 h), as a shunt.
inline percuta::problem drying_film(double tolerance) {
  percuta::problem p = layered_tracer(tolerance);
  const std::vector<double> day{0.0, 86400.0};
  p.solutes[0].top.capacity_m =
      percuta::fit([](double t) { return 4e-6 + 16e-6 * std::exp(-t / 1800.0); }, day, 1e-16);
  p.solutes[0].top.loss_m_s = 1e-10;
  p.shunts.push_back(
      {0, 1,
       percuta::fit([](double t) { return 1e-3 / 3e5 * std::exp(-t / 7200.0); }, day, 1e-20)});
  return p;
}

/// Its inventories at 24 h: film, three layers, cleared, receptor, evaporated, via channels.
/// Spectral elements with Radau; finite volumes with CVODES and Richardson agree to 5e-11 in the
/// large ones and 3e-7 relative in the small ones.
inline constexpr double drying_film_answer[] = {
    8.478939082259784e-05, 0.0001893643125541257, 8.76866440270541e-06, 3.5298002850188625e-05,
    0.7543575024167138,    0.2021461409539383,    0.04317813624933841,  0.6763765407132148};

/// Inventories at the last output as shares of the dose, in the order of the answers above.
inline std::array<double, 8> inventories(const percuta::solute_solution& s) {
  std::array<double, 8> found{s.film_kg_m2.back(),
                              s.layers[0].amount_kg_m2.back(),
                              s.layers[1].amount_kg_m2.back(),
                              s.layers[2].amount_kg_m2.back(),
                              s.layers[2].cleared_kg_m2.back(),
                              s.receptor_kg_m2.back(),
                              s.evaporated_kg_m2.back(),
                              s.via_channels_kg_m2.back()};
  for (double& share : found)
    share /= 2e-4;
  return found;
}

/// Largest difference to an answer, of the dose.
template <std::size_t N>
double worst_error(const percuta::solute_solution& s, const double (&answer)[N]) {
  const std::array<double, 8> found = inventories(s);
  double worst = 0.0;
  for (std::size_t i = 0; i < N; ++i)
    worst = std::max(worst, std::abs(found[i] - answer[i]));
  return worst;
}

}  // namespace problems

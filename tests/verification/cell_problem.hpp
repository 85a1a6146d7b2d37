#pragma once

#include "compare.hpp"
#include "random_problem.hpp"

// Problems for the unit cell around a channel, and how their answers are compared.

namespace cells {

inline constexpr double hour_s = 3600.0, per_cm2 = 1e4;

percuta::solution solve_cell(const percuta::problem& p,
                             percuta::time_method method = percuta::time_method::automatic);

/// The layered tracer of problems.hpp through conical channels of 35 um radius and 150 um depth,
/// with outputs at 10 min, 1, 4 and 24 h.
percuta::problem needled_tracer(double density_1_cm2, double tolerance);

/// The kinds of channel walls: 0 a cone, 1 a cylinder, 2 a blunted cone, 3 a measured table.
inline constexpr int profiles = 4;
percuta::channel channel_of(int profile, double density_1_m2, double radius_m, double tip_m);

/// One to three layers with a channel of any kind, all numbers standing still: films, donors or
/// closed tops, sinks or closed bottoms, loss and contents here and there.
percuta::problem random_cell(dice& d, bool equal_gates);

/// Fits from * (share + (1 - share) exp(-t / tau)) over the problem's time.
percuta::signal falling(const percuta::problem& p, double from, double share, double tau_s);

/// Largest difference of two answers in any inventory, in what is delivered and in what waits
/// undissolved, of the scale. Amounts that have passed somewhere are not among them.
worst_case inventory_gap(const percuta::problem& p, const percuta::solute_solution& a,
                         const percuta::solute_solution& b);

/// The same in what has entered the layers and what has come through the mouths.
worst_case passage_gap(const percuta::problem& p, const percuta::solute_solution& a,
                       const percuta::solute_solution& b);

/// Layers and the fluid in them taken together, where both are of one material: series that do not
/// depend on where the channel's wall is.
percuta::solute_solution without_wall(const percuta::solute_solution& s);

}  // namespace cells

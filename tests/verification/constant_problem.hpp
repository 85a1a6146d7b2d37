#pragma once

#include "random_problem.hpp"

/// From where the numbers of a random problem that stands still are drawn.
struct constant_ranges {
  double thinnest_m = 2e-6, thickest_m = 2e-3;
  double slowest_m2_s = 1e-15, fastest_m2_s = 5e-10;
  double least_partition = 0.05, most_partition = 50.0;
  double shortest_s = 60.0, longest_s = 48 * 3600.0;
};

/// Layers from 1 um to 1 cm, 1 s to 30 days.
constant_ranges wide_ranges();

/// One to four layers of one solute whose numbers all stand still, crossed by nothing: a film with
/// or without evaporation, a donor or a closed top; a sink or a closed bottom; gates, initial
/// contents and loss here and there. Four outputs, from 0.02 of the end.
percuta::problem random_constant(dice& d, const constant_ranges& from = {});

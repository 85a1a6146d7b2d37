#pragma once

#include "plan/ingredient_plan.hpp"

#include "percuta/problem.hpp"
#include "percuta/scenario.hpp"

#include <vector>

namespace percuta {

/// What the steps bring to the film of one serum.
struct planned_doses {
  std::vector<double> initial_kg_m2;  ///< per active, applied at time zero
  std::vector<double> total_kg_m2;    ///< per active, over the whole protocol
  std::vector<event> events;
};

/// Turns the steps before `duration_s` into the film's initial load and events. The needle steps
/// make the channel populations `first_population`, `first_population` + 1, ...; where a film lies
/// on the skin while needling, it floods them. What an event cannot express in its own order
/// (removal, then addition, then flooding) becomes several events at the same time.
planned_doses plan_doses(const std::vector<step>& steps, const known_serum& serum,
                         double duration_s, int first_population);

}  // namespace percuta

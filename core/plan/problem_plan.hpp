#pragma once

#include "plan/channel_plan.hpp"
#include "plan/context.hpp"
#include "plan/diffusion_plan.hpp"
#include "plan/film_plan.hpp"
#include "plan/ingredient_plan.hpp"
#include "plan/times.hpp"
#include "plan/uncertainty.hpp"

#include <vector>

namespace percuta {

/// What the problems of one serum are made from.
struct serum_parts {
  const known_serum& serum;
  const std::vector<active_transport>& transport;  ///< per active
  const film_answer& film;
  const planned_channels& channels;
  const std::vector<known_layer>& skin;
  const planned_times& times;
};

/// The serum with its problems: the base, one for each combination, and the same without needling.
/// `vary_permeability`: the combinations move the permeability of the stratum corneum.
planned_serum plan_problems(const planning& p, const serum_parts& parts,
                            const std::vector<levels>& combinations, bool vary_permeability);

/// The permeability of the stratum corneum as an uncertain input: one standard deviation of its
/// logarithm to each side, as the diffusion model states it. None where it states none.
std::optional<knob> permeability_knob(const std::vector<known_layer>& skin,
                                      const planned_diffusion& diffusion);

}  // namespace percuta

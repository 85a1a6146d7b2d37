#pragma once

#include "plan/context.hpp"
#include "plan/diffusion_plan.hpp"
#include "plan/ingredient_plan.hpp"
#include "serum/film.hpp"

namespace percuta {

/// Dries a serum's film through the protocol. What the film misses goes to the diagnostics; the
/// answer then has no actives.
///
/// Where the user gives the skin's coefficients and no property of any ingredient, the film is
/// inert too: water of constant thickness. Getting sideways to a channel's mouth has a resistance
/// whenever there are channels, except that with given coefficients [diffusion.film] diffusivity
/// must ask for it.
film_answer plan_film(planning& p, const known_serum& serum, const planned_diffusion& diffusion,
                      bool has_channels);

}  // namespace percuta

#pragma once

#include "serum/film.hpp"

#include <string>
#include <vector>

namespace percuta::testing {

/// A substance of which nothing is known.
film_substance unknown_substance(const std::string& name, ingredient_role role, double fraction);

// With the values of the built-in database.
film_substance water(double fraction);
film_substance glycerin(double fraction);
film_substance propylene_glycol(double fraction);
film_substance ethanol(double fraction);
film_substance niacinamide(double fraction);
film_substance salicylic_acid(double fraction);
film_substance benzyl_alcohol(double fraction);

/// A serum that does not spread sideways.
film_recipe serum_of(std::vector<film_substance> substances);

/// 2 mg/cm2 at a time.
film_step apply(double at_s);
film_step remove(double at_s, double efficiency);
film_step cover(double at_s);
film_step uncover(double at_s);

/// Skin and air at 32 degC.
environment_section isothermal(double humidity);

}  // namespace percuta::testing

#pragma once

#include "plan/context.hpp"
#include "serum/film.hpp"

#include <map>
#include <string>
#include <vector>

namespace percuta {

/// A property of an ingredient and where it comes from.
struct known_property {
  double value = 0.0;  ///< SI
  std::string source;
  bool given = false;  ///< by the user, in `properties`
  std::string doubt;   ///< why the database doubts it; empty: it does not
};

/// One line of a serum with all that is known of it.
struct substance {
  std::string name;  ///< the database's own name, or the user's where nothing was looked up
  const serum_ingredient* said = nullptr;
  ingredient_role role = ingredient_role::active;
  double fraction = 0.0;                             ///< by weight of the serum, "rest" resolved
  std::map<std::string, known_property> properties;  ///< by property name
  std::vector<std::string> warnings;
  bool found = true;  ///< false: looked up in vain, which the diagnostics say

  bool is_active() const { return role == ingredient_role::active; }
  /// NaN when unknown.
  double property(const std::string& key) const;
};

/// A serum with its ingredients resolved.
struct known_serum {
  const serum* said = nullptr;
  double ph = 0.0;
  std::vector<substance> substances;  ///< in the order of the file
  std::vector<const substance*> actives() const;
  bool all_found() const;
};

/// Looks every ingredient up and completes it. What cannot be resolved goes to the diagnostics.
std::vector<known_serum> plan_ingredients(planning& p);

/// As a diffusion model takes it. `name` must outlive the answer.
percuta_ingredient for_diffusion(const substance& s);

/// As the film takes it.
film_substance for_film(const substance& s);

/// Adds what a database said of the actives and solvents to the plan's computed values, each once.
void report_properties(planning& p, const std::vector<known_serum>& serums);

/// A property for the user to fill in, for messages: `molar_mass = "... g/mol"`, `log_kow = ...`.
std::string property_to_fill(const std::string& key);

}  // namespace percuta

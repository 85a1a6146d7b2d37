#include "plan/film_plan.hpp"

#include "percuta/error.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <sstream>
#include <string>

namespace percuta {
namespace {

std::vector<film_step> film_steps(const scenario& said) {
  std::vector<film_step> steps;
  for (const step& s : said.steps) {
    if (s.kind == step_kind::needle) continue;
    steps.push_back({s.at_s, s.kind, s.amount_kg_m2, s.efficiency});
  }
  return steps;
}

bool knows_nothing(const known_serum& serum) {
  return std::all_of(serum.substances.begin(), serum.substances.end(),
                     [](const substance& s) { return !s.said->looked_up && s.properties.empty(); });
}

/// The ingredient that a message names in quotes; the serum where it names none.
const location& place_of(const known_serum& serum, const std::string& message) {
  for (const substance& s : serum.substances) {
    if (message.find(fmt::format("'{}'", s.name)) != std::string::npos) return s.said->name.where;
  }
  return serum.said->where;
}

/// One fault a line, with its remedy behind a semicolon.
void report(planning& p, const known_serum& serum, const std::string& faults) {
  std::istringstream lines(faults);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t end = line.find("; ");
    p.out.error(place_of(serum, line), line.substr(0, end),
                end == std::string::npos ? "" : line.substr(end + 2));
  }
}

}  // namespace

film_answer plan_film(planning& p, const known_serum& serum, const planned_diffusion& diffusion,
                      bool has_channels) {
  film_recipe recipe;
  for (const substance& s : serum.substances)
    recipe.substances.push_back(for_film(s));
  recipe.density_kg_m3 = serum.said->density_kg_m3;
  recipe.ph = serum.ph;
  recipe.diffusivity_m2_s = diffusion.film_diffusivity_m2_s;
  recipe.spreads = has_channels && (diffusion.film_diffusivity_m2_s || !diffusion.given_by_user);
  recipe.inert = diffusion.given_by_user && knows_nothing(serum);
  try {
    film_answer answer =
        dry_film(recipe, film_steps(p.said), p.said.environment, p.said.simulation.duration_s);
    for (computed_value c : answer.computed) {
      c.name = fmt::format("{}: {}", serum.said->name, c.name);
      c.key = snake_case(serum.said->name) + "_" + c.key;
      note_computed(p, std::move(c), serum.said->name);
    }
    return answer;
  } catch (const configuration_error& e) {
    report(p, serum, e.what());
    return {};
  }
}

}  // namespace percuta

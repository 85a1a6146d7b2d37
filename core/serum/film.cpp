#include "serum/film.hpp"

#include "percuta/error.hpp"
#include "serum/constants.hpp"
#include "serum/drying.hpp"
#include "serum/evaporation.hpp"
#include "serum/film_report.hpp"
#include "serum/film_signals.hpp"
#include "serum/solubility.hpp"
#include "serum/vehicle.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

namespace percuta {
namespace {

/// Of a signal's largest value; far below what transport resolves.
constexpr double signal_tolerance = 2e-8;

std::vector<double> times_of(const std::vector<film_step>& steps) {
  std::vector<double> times;
  for (const film_step& s : steps)
    times.push_back(s.at_s);
  return times;
}

/// What all actives of one film share.
struct dried_film {
  const film_recipe& recipe;
  const std::vector<film_step>& steps;
  const environment_section& environment;
  double duration_s;
  mixture liquids;
  drying_path path;
  std::vector<double> protocol_s;
  std::vector<double> kinks_s;  ///< where the liquid is as thick as the residual film, or has gone
};

double largest(const dried_film& film, const std::function<double(const film_state&)>& f) {
  double most = 0.0;
  for (const drying_path::span& s : film.path.spans) {
    most = std::max(most, f(s.start));
    for (const double t : s.node_s)
      most = std::max(most, f(state_at(s, t)));
  }
  return most;
}

signal through_time(const dried_film& film, const std::function<double(const film_state&)>& f,
                    const std::vector<double>& breaks_s) {
  return fit([&](double t) { return f(state_at(film.path, t)); }, breaks_s,
             signal_tolerance * largest(film, f));
}

/// Velocity of evaporation over u [m/s] of an uncovered film: k_g p M / (R T) f / S_0. 0 where the
/// vapour pressure is unknown.
double evaporation_m_s(const film_substance& active, const solubility& s,
                       const environment_section& environment) {
  const double T = environment.skin_temperature_K;
  const double pressure = vapour_pressure_Pa(active, T);
  if (!(pressure > 0.0)) return 0.0;
  if (!std::isfinite(active.molar_mass)) {
    throw configuration_error(missing_property(active.name, "molar mass (it has a vapour pressure)",
                                               "molar_mass = \"100 g/mol\""));
  }
  return gas_transfer_m_s(environment.wind_m_s, active.molar_mass) *
         vapour_density_kg_m3(pressure, active.molar_mass, T) * s.neutral_share / s.neutral_kg_m3;
}

/// A velocity that acts only while the film is uncovered.
signal while_uncovered(double velocity_m_s, const std::vector<film_step>& steps,
                       double duration_s) {
  std::vector<double> from{0.0}, value{velocity_m_s};
  for (const film_step& s : steps) {
    if (s.kind != step_kind::cover && s.kind != step_kind::uncover) continue;
    from.push_back(s.at_s);
    value.push_back(s.kind == step_kind::cover ? 0.0 : velocity_m_s);
  }
  return staircase(from, value, duration_s);
}

void warn_of_volatility(const film_substance& active, const environment_section& environment,
                        std::vector<std::string>& warnings) {
  if (std::isfinite(active.vapour_pressure)) return;
  const bool liquid = active.melting_point < environment.skin_temperature_K;
  warnings.push_back(fmt::format("vapour pressure {}is unknown: it is taken not to evaporate",
                                 liquid ? "of this liquid " : ""));
}

/// "how 'Squalane' dissolves ...": an oil cannot be taken to dissolve as water does.
std::string unknown_oil(const std::string& name) {
  return fmt::format(
      "how '{0}' dissolves the actives is unknown, and it is not known to mix with water, so it "
      "cannot be taken to dissolve as water does; give it to the solvent: properties = {{ "
      "cosolvency_sigma = ... }}, log10 of an active's solubility in {0} over that in water",
      name);
}

/// Unknown powers of solvents that make more than a twentieth of the liquid at some time. Throws
/// configuration_error where such a solvent does not mix with water.
void judge_solvents(const dried_film& film, const film_substance& active, bool viscosity_matters,
                    std::vector<std::string>& warnings) {
  for (std::size_t i = 0; i < film.liquids.solvents.size(); ++i) {
    const solvent& s = film.liquids.solvents[i];
    const double share = largest(film, [&](const film_state& state) {
      return describe(film.liquids, state).volume_fraction[i];
    });
    if (s.is_water || share <= 0.05) continue;
    if (!s.mixes_with_water) {
      if (!std::isfinite(s.cosolvency_sigma)) throw configuration_error(unknown_oil(s.name));
      warnings.push_back(fmt::format(
          "{} is not known to mix with water; the film is taken as one phase all the same",
          s.name));
    }
    if (!std::isfinite(s.cosolvency_sigma)) {
      warnings.push_back(fmt::format(
          "how {} changes solubility is unknown: it is taken to dissolve as water does", s.name));
    } else if (std::isfinite(s.cosolvency_slope) && !std::isfinite(active.log_kow)) {
      warnings.push_back(fmt::format(
          "logKow is unknown: its solubility in {} is taken as that of a solute of logKow 0",
          s.name));
    }
    if (viscosity_matters && !std::isfinite(s.viscosity_Pa_s)) {
      warnings.push_back(
          fmt::format("viscosity of {} is unknown: taken as water's in the film", s.name));
    }
  }
}

film_of_active describe_active(const dried_film& film, const film_substance& active) {
  film_of_active made;
  made.warnings = film.liquids.warnings;
  const solubility s =
      water_solubility(active, film.recipe.ph, film.environment.skin_temperature_K);
  made.warnings.insert(made.warnings.end(), s.warnings.begin(), s.warnings.end());
  if (!s.miscible) made.saturation_kg_m3 = s.saturation_kg_m3;

  const cosolvency power = cosolvency_of(film.liquids, active, s);
  const auto unfloored = [&](const film_state& state) {
    const vehicle_state v = describe(film.liquids, state);
    return v.solvent_m * power.partition(v);
  };
  const auto capacity = [&](const film_state& state) {
    return std::max(constants::residual_film_m, unfloored(state));
  };
  std::vector<double> kinks = film.kinks_s;
  const auto add_kinks = [&](const std::function<double(const film_state&)>& g) {
    const std::vector<double> found = crossings(film.path, g);
    kinks.insert(kinks.end(), found.begin(), found.end());
  };
  add_kinks([&](const film_state& state) { return unfloored(state) - constants::residual_film_m; });
  add_kinks([&](const film_state& state) {
    return power.unlimited(describe(film.liquids, state)) - power.largest;
  });
  const std::vector<double> breaks = break_times(film.protocol_s, kinks, film.duration_s);
  made.capacity_m = through_time(film, capacity, breaks);

  made.loss_m_s =
      while_uncovered(evaporation_m_s(active, s, film.environment), film.steps, film.duration_s);
  warn_of_volatility(active, film.environment, made.warnings);

  const bool own_rule = film.recipe.spreads && !film.recipe.diffusivity_m2_s;
  if (film.recipe.diffusivity_m2_s) {
    const double D = *film.recipe.diffusivity_m2_s;
    made.sheet_conductance_m3_s = through_time(
        film, [&](const film_state& state) { return D * capacity(state); }, breaks);
  } else if (own_rule) {
    const double D = diffusivity_in_water_m2_s(active, made.warnings);
    const auto conductance = [&](const film_state& state) {
      return diffusivity_in_film_m2_s(D, describe(film.liquids, state)) * capacity(state);
    };
    std::vector<double> all = kinks;
    const std::vector<double> thickest = crossings(film.path, [&](const film_state& state) {
      return D / describe(film.liquids, state).relative_viscosity - least_film_diffusivity_m2_s;
    });
    all.insert(all.end(), thickest.begin(), thickest.end());
    made.sheet_conductance_m3_s =
        through_time(film, conductance, break_times(film.protocol_s, all, film.duration_s));
  }
  judge_solvents(film, active, own_rule, made.warnings);
  return made;
}

/// The film as water of constant thickness; see film_recipe::inert.
film_answer inert_film(const film_recipe& recipe, const std::vector<film_step>& steps,
                       double duration_s) {
  std::vector<double> from{0.0}, thickness{constants::residual_film_m};
  double now_m = 0.0;
  for (const film_step& s : steps) {
    if (s.at_s >= duration_s) break;
    if (s.kind == step_kind::apply) now_m += s.amount_kg_m2 / recipe.density_kg_m3;
    if (s.kind == step_kind::remove) now_m *= 1.0 - s.efficiency;
    from.push_back(s.at_s);
    thickness.push_back(now_m > 0.0 ? now_m : constants::residual_film_m);
  }
  film_of_active film;
  film.capacity_m = staircase(from, thickness, duration_s);
  film.loss_m_s = 0.0;
  if (recipe.diffusivity_m2_s) {
    std::vector<double> conductance = thickness;
    for (double& value : conductance)
      value *= *recipe.diffusivity_m2_s;
    film.sheet_conductance_m3_s = staircase(from, conductance, duration_s);
  }
  film_answer answer;
  for (const film_substance& s : recipe.substances) {
    if (s.role == ingredient_role::active) answer.actives.push_back(film);
  }
  answer.history.time_s = display_times(times_of(steps), duration_s);
  for (const double t : answer.history.time_s) {
    answer.history.thickness_m.push_back(value(film.capacity_m, t));
  }
  return answer;
}

}  // namespace

film_answer dry_film(const film_recipe& recipe, const std::vector<film_step>& steps,
                     const environment_section& environment, double duration_s) {
  if (recipe.inert) return inert_film(recipe, steps, duration_s);
  dried_film film{recipe, steps,           environment, duration_s, mix(recipe, environment),
                  {},     times_of(steps), {}};
  film.path = follow_drying(film.liquids, steps, duration_s);
  film.kinks_s = crossings(film.path, [&](const film_state& s) {
    return liquid_thickness_m(film.liquids, s) - constants::residual_film_m;
  });
  for (const drying_path::span& s : film.path.spans)
    film.kinks_s.push_back(s.from_s);

  film_answer answer;
  std::vector<std::string> faults;
  for (const film_substance& s : recipe.substances) {
    if (s.role != ingredient_role::active) continue;
    try {
      answer.actives.push_back(describe_active(film, s));
    } catch (const configuration_error& e) {
      // A solvent that nobody knows is at fault for every active, and told once.
      if (std::find(faults.begin(), faults.end(), e.what()) == faults.end()) {
        faults.emplace_back(e.what());
      }
    }
  }
  if (!faults.empty()) throw configuration_error(fmt::format("{}", fmt::join(faults, "\n")));
  answer.history = history_of(film.liquids, film.path, film.protocol_s, duration_s);
  answer.computed = summary_of(film.liquids, film.path, steps, duration_s);
  return answer;
}

}  // namespace percuta

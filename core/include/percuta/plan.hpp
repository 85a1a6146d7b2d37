#pragma once

#include "percuta/diagnostics.hpp"
#include "percuta/host.hpp"
#include "percuta/problem.hpp"
#include "percuta/scenario.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace percuta {

// The plan asks the plugins and turns their answers into problems that a solver can take.

/// A number that the user did not give: computed by a rule or taken from a preset, a model or a
/// database. Shown with the result.
struct computed_value {
  std::string name;                 ///< "channel density"
  std::string key;                  ///< snake_case, stable: "channel_density"
  std::string unit;                 ///< for display: "/cm^2"
  double value = 0.0;               ///< SI
  std::optional<double> low, high;  ///< SI; range over which it is uncertain
  std::string source;               ///< rule and citation, one sentence
};

/// An input that the ranges vary between low and high.
struct uncertain_input {
  std::string name, key, unit;
  double low = 0.0, mode = 0.0, high = 0.0;  ///< SI
  std::string source;
};

struct planned_layer {
  std::string name;
  layer_kind kind = layer_kind::other;
  double thickness_m = 0.0;
};

/// Where the lag of intact skin exceeds this share of the time that a ratio compares over, the
/// ratio says more of the lag than of needling. A judgement.
inline constexpr double long_lag_share = 1.0 / 3.0;

/// One active of a serum: a solute of its problems.
struct planned_ingredient {
  std::string name;
  double dose_kg_m2 = 0.0;            ///< applied over the whole protocol
  double molar_mass_kg_mol = 0.0;     ///< NaN unknown
  std::vector<double> partition;      ///< per layer: C over w
  double intact_lag_s = 0.0;          ///< h^2 / 6 D of the stratum corneum
  std::vector<std::string> warnings;  ///< rules that acted, extrapolations, assumptions
};

/// The film of a serum through time, for display.
struct film_history {
  std::vector<double> time_s, thickness_m;
  std::vector<std::string> solvents;
  std::vector<std::vector<double>> volume_fraction;  ///< [solvent][time]
};

struct planned_serum {
  std::string name;
  std::vector<planned_ingredient> ingredients;  ///< in the order of the problems' solutes
  problem base;                                 ///< every input at its most likely value
  std::vector<problem> corners;  ///< every combination of low and high of the uncertain inputs
  /// The same protocol without needling, for base (first) and for each further distinct baseline
  /// that the corners need; empty when nothing is needled.
  std::vector<problem> intact;
  std::vector<std::size_t> corner_intact;  ///< index into intact for each corner
  film_history film;
};

struct plan {
  std::string title;
  std::vector<planned_layer> layers;
  std::size_t target = 0;  ///< index of the target layer
  double window_s[2] = {0.0, 0.0};
  /// The times to report: those asked for or the default set, ending with the duration. All are
  /// among the problems' wanted.time_s, as are the window's ends. Empty: all of wanted.time_s.
  std::vector<double> time_s;
  std::vector<computed_value> computed;
  std::vector<uncertain_input> uncertain;
  std::vector<planned_serum> serums;
  /// Barrier openness after each needling, reported beside transport's own clock.
  std::vector<double> barrier_time_s, barrier_openness;
  std::vector<model_info> models;     ///< every model that was asked
  std::vector<std::string> warnings;  ///< of the whole scenario
};

struct plan_options {
  bool allow_outside = false;
  const std::atomic<bool>* cancelled = nullptr;
};

/// Faults of the user's (unknown ingredient or model parameter, missing property, ...) and of
/// plugins go to `out`; the returned plan is complete only when `out` has no errors. Where it has
/// errors already, from reading, names of ingredients, devices, models and layers are looked up all
/// the same, and models' parameters checked.
plan make_plan(const scenario& s, plugin_host& host, const plan_options& options, diagnostics& out);

}  // namespace percuta

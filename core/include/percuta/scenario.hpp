#pragma once

#include "percuta/diagnostics.hpp"
#include "percuta/solve.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace percuta {

// What the user said, as plain data: units checked and turned to SI, nothing looked up, nothing
// computed. A missing optional stands for "not said"; defaults that depend on a model or preset are
// filled in by the plan.

/// A value with the place it was written at.
template <class T>
struct written {
  T value{};
  location where;
};

/// A TOML value not yet checked, because only a plugin's parameter table knows what it should be.
struct raw_value;
struct raw_entry;
using raw_table = std::vector<raw_entry>;  ///< in file order
using raw_array = std::vector<raw_value>;
struct raw_value {
  std::variant<bool, long long, double, std::string, raw_array, raw_table> data;
  location where;      ///< of the value
  location key_where;  ///< of its key; the value's place for array elements
};
struct raw_entry {
  std::string first;  ///< the key
  raw_value second;
};

/// A model named by the user with the parameters given to it.
struct model_choice {
  written<std::string> id;
  raw_table parameters;  ///< the model's section without its `model` or `geometry` key
};

enum class layer_kind { other, stratum_corneum, viable_epidermis, dermis, subcutis };

struct skin_layer {
  written<std::string> name;
  std::optional<written<layer_kind>> kind;  ///< said; else guessed from the name by the plan
  std::optional<written<double>> thickness_m;
  std::optional<written<bool>> fully_hydrated;  ///< `hydration = "full" | "partial"`
  std::optional<written<double>> ph;
};

struct skin_section {
  std::optional<written<std::string>> site, sex;
  bool closed_bottom = true;
  std::vector<skin_layer> layers;  ///< all layers, or overrides of the site's by name
  location where;
};

struct environment_section {
  double skin_temperature_K = 305.15, air_temperature_K = 295.15;
  double humidity = 0.45, wind_m_s = 0.17;
};

/// [channels]: geometry given outright rather than by a needling device.
struct channels_section {
  model_choice geometry;  ///< density, radius, depth and so on are the geometry plugin's parameters
  std::optional<written<double>> wetted_fraction;  ///< default 1 here
};

enum class ingredient_role { active, solvent, inert };

struct serum_ingredient {
  written<std::string> name;
  bool looked_up = false;                   ///< `inci` rather than `name`
  std::optional<written<double>> fraction;  ///< by weight; none: "rest"
  ingredient_role role = ingredient_role::active;
  std::map<std::string, written<double>> properties;  ///< by property name, SI
};

struct serum {
  std::string name;
  std::filesystem::path file;  ///< empty when written inside the scenario
  std::optional<written<double>> ph;
  double density_kg_m3 = 1000.0;
  std::vector<serum_ingredient> ingredients;
  location where;
};

enum class step_kind { needle, apply, remove, cover, uncover };

struct step {
  step_kind kind = step_kind::apply;
  double at_s = 0.0;
  std::optional<written<std::string>> device;      ///< needle
  std::optional<written<double>> needle_length_m;  ///< needle
  std::optional<written<long long>> passes;        ///< needle
  std::string product = "serum";                   ///< apply
  double amount_kg_m2 = 0.0;                       ///< apply
  double efficiency = 1.0;                         ///< remove
  location where;
};

struct target_section {
  written<std::string> layer;
  std::optional<std::pair<double, double>> window_s;
  location where;
};

struct simulation_section {
  written<resolution> resolve_at{resolution::automatic, {}};
  time_method method = time_method::automatic;
  double duration_s = 0.0;
  std::vector<double> times_s;  ///< empty: the default set
  double tolerance = 1e-3;
  bool uncertainty = true;  ///< low-high ranges from the uncertain inputs
  bool profiles = true;
  bool fields = true;
  location where;
};

struct scenario {
  std::filesystem::path file;
  std::string text;  ///< the file as read, for input.toml
  std::string title;
  std::vector<std::filesystem::path> plugin_path;
  skin_section skin;
  environment_section environment;
  std::optional<channels_section> channels;
  std::optional<model_choice> closure;
  std::vector<serum> serums;
  std::vector<step> steps;  ///< ascending in time
  model_choice diffusion;
  std::vector<model_choice> ingredient_databases;  ///< default: builtin
  std::optional<target_section> target;
  simulation_section simulation;
};

struct read_options {
  bool allow_outside = false;                            ///< paths may leave the scenario's folder
  std::vector<std::pair<std::string, std::string>> set;  ///< --set key=value, applied before checks
};

/// Reads a scenario and the serums it names. Every fault goes to `out`; the returned scenario is
/// complete only when `out` has no errors. Throws configuration_error when the file cannot be read
/// at all or is not TOML.
scenario read_scenario(const std::filesystem::path& file, const read_options& options,
                       diagnostics& out);

/// The declaration of a key, for `percuta explain` and `docs/`.
struct key_declaration {
  std::string path;      ///< "skin.layers[].thickness"
  std::string type;      ///< "length", "fraction", "text", "one of a, b", "integer", "table" ...
  std::string example;   ///< as written in a file
  std::string fallback;  ///< default, in words or as written; "" when required
  std::string range;     ///< "above 0", "0 to 1"; "" when any
  std::string doc;       ///< one or two sentences
};
const std::vector<key_declaration>& declared_keys();

}  // namespace percuta

#pragma once

#include "percuta/diagnostics.hpp"
#include "percuta/plugin.h"
#include "percuta/scenario.hpp"

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace percuta {

/// Where plugins are sought, first match wins: --plugin-path, the scenario's plugin_path,
/// PERCUTA_PLUGIN_PATH, $XDG_DATA_HOME/percuta/plugins, each of $XDG_DATA_DIRS, and
/// <prefix>/lib/percuta/plugins found from the executable. Never the current directory.
struct plugin_search {
  std::vector<std::filesystem::path> command_line, scenario;
};

/// A plugin's file and what its descriptor says, all copied.
struct plugin_info {
  std::filesystem::path file;
  std::string id, version, license;
  std::string sha256;
  std::vector<const percuta_model*> models;
};

struct model_info {
  const percuta_model* model = nullptr;
  std::shared_ptr<const plugin_info> plugin;
};

/// Services that a model instance may call; outlives the instance.
struct host_context {
  std::filesystem::path folder;  ///< read_file is confined to it
  bool allow_outside = false;
  std::uint64_t seed = 0;
  const std::atomic<bool>* cancelled = nullptr;
  std::function<void(percuta_log_level, const std::string&)> log;
};

/// A parameter's value as a model received it.
struct bound_value {
  percuta_parameter_scope scope = PERCUTA_SCOPE_MODEL;
  std::string key, element;  ///< element: the layer's or ingredient's name, "" else
  double real = 0.0;         ///< SI; see percuta_value
  std::string text;
  bool by_default = false;  ///< not said by the user
};

/// A live model.
class model_instance {
public:
  model_instance(model_info info, std::shared_ptr<host_context> context, percuta_instance* instance,
                 std::unique_ptr<percuta_host> host, std::vector<bound_value> values = {});
  ~model_instance();
  model_instance(const model_instance&) = delete;
  model_instance& operator=(const model_instance&) = delete;

  const model_info& info() const { return info_; }
  const percuta_instance* get() const { return instance_; }
  /// Everything the model was created with, in table order.
  const std::vector<bound_value>& values() const { return values_; }
  /// One of them; nullptr when it has no value.
  const bound_value* value(percuta_parameter_scope scope, const std::string& key,
                           const std::string& element = {}) const;
  template <class Functions>
  const Functions& functions() const {
    return *static_cast<const Functions*>(info_.model->functions);
  }

private:
  model_info info_;
  std::shared_ptr<host_context> context_;
  std::unique_ptr<percuta_host> host_;
  percuta_instance* instance_;
  std::vector<bound_value> values_;
};

/// Finds and opens plugin libraries. A file is opened only when it is needed: by convention the
/// model `cone` of interface `percuta.geometry` is sought in `percuta_geometry_cone.so` first; only
/// in a folder without such a file are the libraries looked into whose names follow no convention
/// (one library may hold several models). Libraries seen for the
/// first time are probed in a child process, remembered by path, size and time. A file or folder
/// that others may write is refused. Not thread-safe; [main].
class plugin_host {
public:
  explicit plugin_host(plugin_search search);

  /// The model with that id for that interface (PERCUTA_DIFFUSION_INTERFACE ...).
  /// Throws plugin_error: unknown model (with the nearest names and the folders looked into), a
  /// missing, broken or foreign library (with the loader's own words).
  model_info find(const std::string& interface_id, const std::string& model_id);

  /// Every plugin on the search path; what cannot be opened is handed to `refused` with the reason.
  std::vector<std::shared_ptr<const plugin_info>> all(
      const std::function<void(const std::filesystem::path&, const std::string&)>& refused);

  const std::vector<std::filesystem::path>& folders() const;

private:
  struct state;
  std::shared_ptr<state> state_;
};

/// Checks a model's section against its parameter table and creates the instance. `layers` and
/// `ingredients` name the elements of per-layer and per-ingredient parameters. Per-layer values
/// stand under `layers.NAME`, the channel's under `channel`, the film's under `film`, an
/// ingredient's under `ingredients.NAME`. Faults go to `out` (unknown key, wrong type, wrong unit,
/// out of bounds, missing, or refused by the model), and nullptr is returned. Throws plugin_error
/// when the model itself fails.
std::shared_ptr<model_instance> instantiate(const model_info& info, const model_choice& choice,
                                            const std::vector<std::string>& layers,
                                            const std::vector<std::string>& ingredients,
                                            std::shared_ptr<host_context> context,
                                            diagnostics& out);

}  // namespace percuta

#pragma once

#include "percuta/solve.hpp"

#include "percuta/host.hpp"
#include "percuta/plan.hpp"
#include "percuta/scenario.hpp"

#include <oneapi/tbb/global_control.h>
#include <CLI/App.hpp>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace percuta::cli {

// Options that several commands share, declared once.

/// --plugin-path DIR, repeatable.
void add_plugin_path(CLI::App& command, std::vector<std::string>& folders);

/// --threads N.
void add_threads(CLI::App& command, int& threads);

/// A plugin host that looks into the folders of the command line and of the scenario.
plugin_host make_host(const std::vector<std::string>& command_line, const scenario* s = nullptr);

/// While it lives, at most that many threads work; 0 is no limit.
class thread_limit {
public:
  explicit thread_limit(int threads);

private:
  std::optional<tbb::global_control> control_;
};

/// How a scenario is read and planned.
struct scenario_options {
  std::vector<std::string> set, plugin_path;
  bool allow_outside = false;
};

/// --set KEY=VALUE, --plugin-path DIR, --allow-outside.
void add_scenario_options(CLI::App& command, scenario_options& options);

/// "key=value" split at the first "=".
std::vector<std::pair<std::string, std::string>> settings_of(const scenario_options& options);

/// Leaves only the serum of that name; a fault where there is none.
void choose_serum(scenario& s, const std::string& name, diagnostics& found);

/// A scenario and its plan.
struct prepared {
  scenario said;
  plan made;
};

/// Reads a scenario, lets `change` change it, and plans it. Warnings go to stderr; faults of both
/// are thrown, all at once.
prepared prepare(const std::string& file, const scenario_options& options,
                 const std::function<void(scenario&, diagnostics&)>& change = {});

/// What `layered`, `unit_cell` and `auto` stand for.
resolution resolution_named(const std::string& name);

}  // namespace percuta::cli

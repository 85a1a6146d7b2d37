#include "commands/options.hpp"

#include "interrupt.hpp"
#include "percuta/error.hpp"
#include "terminal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <utility>

namespace percuta::cli {
namespace {

std::string check_setting(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals != std::string::npos && equals > 0) return {};
  return fmt::format("'{}' is not KEY=VALUE, for example simulation.tolerance=1e-5", text);
}

}  // namespace

void add_plugin_path(CLI::App& command, std::vector<std::string>& folders) {
  command.add_option("--plugin-path", folders, "Folder to look for plugins in before all others")
      ->type_name("DIR")
      ->take_all()
      ->expected(1)
      ->check(CLI::ExistingDirectory);
}

void add_threads(CLI::App& command, int& threads) {
  command.add_option("--threads", threads, "Most threads to use; the answer does not depend on it")
      ->type_name("N")
      ->check(CLI::Range(1, 4096));
}

plugin_host make_host(const std::vector<std::string>& command_line, const scenario* s) {
  plugin_search search;
  search.command_line.assign(command_line.begin(), command_line.end());
  if (s != nullptr) search.scenario = s->plugin_path;
  return plugin_host(std::move(search));
}

thread_limit::thread_limit(int threads) {
  if (threads > 0) {
    control_.emplace(tbb::global_control::max_allowed_parallelism,
                     static_cast<std::size_t>(threads));
  }
}

void add_scenario_options(CLI::App& command, scenario_options& options) {
  command
      .add_option("--set", options.set,
                  "Change a value of the scenario, e.g. --set simulation.tolerance=1e-5")
      ->type_name("KEY=VALUE")
      ->take_all()
      ->expected(1)
      ->check(CLI::Validator(check_setting, ""));
  add_plugin_path(command, options.plugin_path);
  command.add_flag("--allow-outside", options.allow_outside,
                   "Let paths in the scenario leave its folder");
}

std::vector<std::pair<std::string, std::string>> settings_of(const scenario_options& options) {
  std::vector<std::pair<std::string, std::string>> list;
  for (const std::string& text : options.set) {
    const std::size_t equals = text.find('=');
    list.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return list;
}

void choose_serum(scenario& s, const std::string& name, diagnostics& found) {
  std::vector<std::string> names;
  for (const serum& x : s.serums)
    names.push_back(x.name);
  if (std::find(names.begin(), names.end(), name) != names.end()) {
    std::erase_if(s.serums, [&](const serum& x) { return x.name != name; });
    return;
  }
  const std::string guessed = guess(name, names);
  found.error({}, fmt::format("{} has no serum named '{}'", s.file.string(), name),
              fmt::format("{}{}Its serums: '{}'", guessed, guessed.empty() ? "" : " ",
                          fmt::join(names, "', '")));
}

prepared prepare(const std::string& file, const scenario_options& options,
                 const std::function<void(scenario&, diagnostics&)>& change) {
  diagnostics found;
  prepared p;
  p.said = read_scenario(file, {options.allow_outside, settings_of(options)}, found);
  if (change) change(p.said, found);
  plugin_host host = make_host(options.plugin_path, &p.said);
  p.made = make_plan(p.said, host, {options.allow_outside, &interrupted()}, found);
  found.raise_if_errors();
  const std::string warnings = found.render();
  if (!warnings.empty()) message(warnings);
  return p;
}

resolution resolution_named(const std::string& name) {
  if (name == "layered") return resolution::layered;
  return name == "unit_cell" ? resolution::unit_cell : resolution::automatic;
}

}  // namespace percuta::cli

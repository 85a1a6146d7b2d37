#include "commands/commands.hpp"
#include "commands/options.hpp"
#include "model_card.hpp"
#include "terminal.hpp"

#include <fmt/format.h>
#include <memory>
#include <string>
#include <vector>

namespace percuta::cli {
namespace {

int list(const std::vector<std::string>& plugin_path) {
  plugin_host host = make_host(plugin_path);
  std::string out;
  for (const auto& plugin : host.all(report_refused)) {
    out += fmt::format("{} {}  ({})\n  {}\n", plugin->id, plugin->version, plugin->license,
                       plugin->file.string());
    for (const percuta_model* model : plugin->models) {
      out += fmt::format("  {} model {}: {}\n", kind_of(*model), model->id, model->summary);
    }
  }
  answer(out);
  if (out.empty()) message("no plugins found; folders searched:\n" + folders_of(host));
  return 0;
}

}  // namespace

void add_plugin(CLI::App& program, action& chosen) {
  CLI::App* command = program.add_subcommand("plugin", "Plugin libraries");
  command->require_subcommand(1);
  CLI::App* list_command = command->add_subcommand(
      "list", "List the plugins on the search path, with version, licence, file and models");
  auto plugin_path = std::make_shared<std::vector<std::string>>();
  add_plugin_path(*list_command, *plugin_path);
  list_command->callback(
      [plugin_path, &chosen] { chosen = [plugin_path] { return list(*plugin_path); }; });
}

}  // namespace percuta::cli

#include "commands/commands.hpp"
#include "commands/options.hpp"
#include "model_card.hpp"
#include "percuta/diagnostics.hpp"
#include "percuta/error.hpp"
#include "terminal.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <memory>
#include <string>
#include <vector>

namespace percuta::cli {
namespace {

struct model_command {
  std::vector<std::string> plugin_path;
  std::string kind, id;
};

/// Every model of a kind ("" is any), by kind and name.
std::vector<model_info> all_models(plugin_host& host, const std::string& kind) {
  std::vector<model_info> models;
  for (const auto& plugin : host.all(report_refused)) {
    for (const percuta_model* model : plugin->models) {
      if (kind.empty() || kind_of(*model) == kind) models.push_back({model, plugin});
    }
  }
  std::stable_sort(models.begin(), models.end(), [](const model_info& a, const model_info& b) {
    return std::pair(kind_of(*a.model), std::string_view(a.model->id)) <
           std::pair(kind_of(*b.model), std::string_view(b.model->id));
  });
  return models;
}

int list(const model_command& c) {
  plugin_host host = make_host(c.plugin_path);
  const std::vector<model_info> models = all_models(host, c.kind);
  std::size_t width = 0;
  for (const model_info& m : models)
    width = std::max(width, std::string_view(m.model->id).size());
  std::string out, kind;
  for (const model_info& m : models) {
    if (kind_of(*m.model) != kind) {
      kind = kind_of(*m.model);
      out += fmt::format("{}{}\n", out.empty() ? "" : "\n", kind);
    }
    out += fmt::format("  {:<{}}  {}\n", m.model->id, width, m.model->summary);
  }
  answer(out);
  if (models.empty()) message("no models found; folders searched:\n" + folders_of(host));
  return 0;
}

int show(const model_command& c) {
  plugin_host host = make_host(c.plugin_path);
  std::string out;
  std::vector<std::string> ids;
  for (const model_info& m : all_models(host, c.kind)) {
    ids.push_back(m.model->id);
    if (m.model->id != c.id) continue;
    if (!out.empty()) out += "\n\n";
    out += describe(m);
  }
  if (out.empty()) {
    const std::vector<std::string> guesses = nearest(c.id, ids, 1);
    throw plugin_error(fmt::format(
        "there is no model '{}'{}\n  `percuta model list` shows all; folders searched:\n{}", c.id,
        guesses.empty() ? "" : fmt::format("; did you mean '{}'?", guesses[0]), folders_of(host)));
  }
  answer(out);
  return 0;
}

}  // namespace

void add_model(CLI::App& program, action& chosen) {
  CLI::App* command = program.add_subcommand("model", "Models that the plugins bring");
  command->require_subcommand(1);
  auto c = std::make_shared<model_command>();
  const auto add = [&](const char* name, const char* text, int (*perform)(const model_command&)) {
    CLI::App* sub = command->add_subcommand(name, text);
    add_plugin_path(*sub, c->plugin_path);
    sub->add_option("--kind", c->kind, "Only models of that kind")
        ->check(CLI::IsMember({"diffusion", "geometry", "closure", "ingredients"}));
    sub->callback([c, &chosen, perform] { chosen = [c, perform] { return perform(*c); }; });
    return sub;
  };
  add("list", "List the models, one a line", list);
  add("show", "Show a model's source, status and parameters", show)
      ->add_option("ID", c->id, "Name of the model")
      ->required();
}

}  // namespace percuta::cli

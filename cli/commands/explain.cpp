#include "commands/commands.hpp"
#include "commands/options.hpp"
#include "key_search.hpp"
#include "model_card.hpp"
#include "percuta/diagnostics.hpp"
#include "percuta/error.hpp"
#include "percuta/scenario.hpp"
#include "terminal.hpp"

#include <fmt/format.h>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace percuta::cli {
namespace {

struct explain_command {
  std::string key;
  std::vector<std::string> plugin_path;
};

/// A parameter of a model as a key of the scenario.
struct model_key {
  std::string path;
  const percuta_parameter* parameter;
  model_info model;
};

std::vector<model_key> keys_of_models(const std::vector<std::string>& plugin_path) {
  plugin_host host = make_host(plugin_path);
  std::vector<model_key> keys;
  for (const auto& plugin : host.all(report_refused)) {
    for (const percuta_model* model : plugin->models) {
      for (std::size_t i = 0; i < model->n_parameters; ++i) {
        const percuta_parameter* p = model->parameters[i];
        keys.push_back({path_of(*p, section_of(*model)), p, {model, plugin}});
      }
    }
  }
  return keys;
}

/// Names right below a table.
std::string keys_below(const std::string& path) {
  std::string names;
  for (const key_declaration& k : declared_keys()) {
    const std::string below = plain_key(k.path), above = plain_key(path) + ".";
    if (below.rfind(above, 0) != 0 || below.find('.', above.size()) != std::string::npos) continue;
    if (!names.empty()) names += ", ";
    names += below.substr(above.size());
  }
  return names;
}

/// Blocks of text with an empty line between them.
void append_block(std::string& out, const std::string& block) {
  if (!out.empty() && !block.empty()) out += '\n';
  out += block;
}

std::string describe_key(const key_declaration& k) {
  std::string out = fmt::format("{}\n  {}\n  value    {}\n", k.path, k.doc, k.type);
  if (!k.example.empty()) out += fmt::format("  example  {}\n", k.example);
  out += fmt::format("  default  {}\n", k.fallback.empty() ? "none; it must be given" : k.fallback);
  if (!k.range.empty()) out += fmt::format("  range    {}\n", k.range);
  const std::string below = keys_below(k.path);
  if (!below.empty()) out += fmt::format("  keys     {}\n", below);
  return out;
}

std::string describe_key(const model_key& k) {
  return describe(*k.parameter, section_of(*k.model.model)) +
         fmt::format("  model    {}\n", k.model.model->id);
}

/// Every key that `fits` the wanted one.
using relation = std::function<bool(std::string_view wanted, std::string_view path)>;

std::string matches(const std::string& wanted, const relation& fits) {
  std::string out;
  for (const key_declaration& k : declared_keys()) {
    if (fits(wanted, k.path)) append_block(out, describe_key(k));
  }
  return out;
}

std::string matches(const std::string& wanted, const relation& fits,
                    const std::vector<model_key>& keys) {
  std::string out;
  for (const model_key& k : keys) {
    if (fits(wanted, k.path)) append_block(out, describe_key(k));
  }
  return out;
}

[[noreturn]] void give_up(const std::string& wanted, const std::vector<model_key>& keys) {
  std::vector<std::string> known;
  for (const key_declaration& k : declared_keys())
    known.push_back(plain_key(k.path));
  for (const model_key& k : keys)
    known.push_back(plain_key(k.path));
  // A single word is more likely the last part of a key than a whole one.
  const std::string plain = plain_key(wanted);
  if (plain.find('.') == std::string::npos) {
    for (std::string& k : known)
      k = k.substr(k.rfind('.') + 1);
  }
  std::string guesses;
  for (const std::string& g : nearest(plain, known)) {
    if (guesses.find("'" + g + "'") != std::string::npos) continue;
    guesses += fmt::format("{}'{}'", guesses.empty() ? "; did you mean " : " or ", g);
  }
  throw error(exit_code::usage,
              fmt::format("there is no key '{}'{}\n  `percuta explain` lists all keys", wanted,
                          guesses.empty() ? guesses : guesses + "?"));
}

std::string list_all(const std::vector<model_key>& keys) {
  std::string out = "Keys of a scenario and its serums\n";
  for (const key_declaration& k : declared_keys()) {
    out += fmt::format("  {:<40}  {}\n", k.path, k.doc);
  }
  out += "\nParameters of models\n";
  for (const model_key& k : keys) {
    out += fmt::format("  {:<40}  {} ({})\n", k.path, k.parameter->doc, k.model.model->id);
  }
  return out;
}

int perform(const explain_command& c) {
  // Plugins are asked only where the declared keys do not answer.
  if (!c.key.empty()) {
    const std::string exact = matches(c.key, is_key);
    if (!exact.empty()) {
      answer(exact);
      return 0;
    }
  }
  const std::vector<model_key> keys = keys_of_models(c.plugin_path);
  if (c.key.empty()) {
    answer(list_all(keys));
    return 0;
  }
  std::string found = matches(c.key, is_key, keys);
  if (found.empty()) {
    found = matches(c.key, ends_key);
    append_block(found, matches(c.key, ends_key, keys));
  }
  if (found.empty()) give_up(c.key, keys);
  answer(found);
  return 0;
}

}  // namespace

void add_explain(CLI::App& program, action& chosen) {
  CLI::App* command = program.add_subcommand(
      "explain", "Say what a key of a scenario means, with unit, default and range");
  auto c = std::make_shared<explain_command>();
  command->add_option("KEY", c->key, "For example skin.layers.thickness; without it, all keys");
  add_plugin_path(*command, c->plugin_path);
  command->callback([c, &chosen] { chosen = [c] { return perform(*c); }; });
}

}  // namespace percuta::cli

#include "commands/commands.hpp"
#include "commands/options.hpp"
#include "percuta/diagnostics.hpp"
#include "percuta/error.hpp"
#include "percuta/host.hpp"
#include "percuta/model_call.hpp"
#include "percuta/property.hpp"
#include "terminal.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace percuta::cli {
namespace {

struct ingredient_command {
  std::vector<std::string> plugin_path;
  std::string database = "builtin", text;
};

/// A property with its texts copied.
struct property {
  std::string key, value, grade, origin;
};

using database = std::shared_ptr<model_instance>;

database open(const ingredient_command& c) {
  plugin_host host = make_host(c.plugin_path);
  const model_info info = host.find(PERCUTA_INGREDIENTS_INTERFACE, c.database);
  model_choice choice;
  choice.id.value = c.database;
  diagnostics found;
  database opened = instantiate(info, choice, {}, {}, std::make_shared<host_context>(), found);
  found.raise_if_errors();
  return opened;
}

void require_ok(percuta_status status, const percuta_error& e, const model_instance& db) {
  if (status != PERCUTA_OK) blame(db.info(), "failed: " + message_of(e));
}

/// Names nearest to a text, best first.
std::vector<std::string> find(const model_instance& db, const std::string& text,
                              std::size_t limit) {
  std::vector<std::string> names;
  percuta_error e = no_error();
  const auto sink = [](void* argument, const char* name, double) {
    static_cast<std::vector<std::string>*>(argument)->emplace_back(text_or_none(name));
  };
  require_ok(call(db, "find", db.functions<percuta_ingredients_functions>().find, text.c_str(),
                  limit, sink, &names, &e),
             e, db);
  return names;
}

property copied(const percuta_property& p) {
  property out{text_or_none(p.key), text_or_none(p.text), grade_word(p.grade),
               text_or_none(p.source)};
  if (!std::isnan(p.value)) {
    out.value = format_property(out.key, p.value);
    if (std::isfinite(p.spread)) out.value += fmt::format(" ± {:.3g}", p.spread);
  }
  const std::string method = text_or_none(p.method);
  if (!method.empty()) out.origin = fmt::format("{}; {}", method, out.origin);
  return out;
}

/// Every known property; empty when the ingredient is not there.
std::vector<property> get(const model_instance& db, const std::string& name) {
  std::vector<property> list;
  int found = 0;
  percuta_error e = no_error();
  const auto sink = [](void* argument, const percuta_property* p) {
    static_cast<std::vector<property>*>(argument)->push_back(copied(*p));
  };
  require_ok(call(db, "get", db.functions<percuta_ingredients_functions>().get, name.c_str(), sink,
                  &list, &found, &e),
             e, db);
  if (found == 0) list.clear();
  return list;
}

int search(const ingredient_command& c) {
  constexpr std::size_t most = 20;
  const std::vector<std::string> names = find(*open(c), c.text, most);
  std::string out;
  for (const std::string& name : names)
    out += name + "\n";
  answer(out);
  if (names.empty()) message(fmt::format("nothing in '{}' resembles '{}'", c.database, c.text));
  return 0;
}

int show(const ingredient_command& c) {
  const database db = open(c);
  const std::vector<property> list = get(*db, c.text);
  if (list.empty()) {
    std::string guesses;
    for (const std::string& name : find(*db, c.text, 3)) {
      guesses += fmt::format("{}'{}'", guesses.empty() ? "; did you mean " : " or ", name);
    }
    throw configuration_error(fmt::format("there is no ingredient '{}' in '{}'{}", c.text,
                                          c.database, guesses.empty() ? "" : guesses + "?"));
  }
  std::size_t key_width = 0, value_width = 0;
  for (const property& p : list) {
    key_width = std::max(key_width, p.key.size());
    value_width = std::max(value_width, p.value.size());
  }
  std::string out;
  for (const property& p : list) {
    out += fmt::format("{:<{}}  {:<{}}  {:<9}  {}\n", p.key, key_width, p.value, value_width,
                       p.grade, p.origin);
  }
  answer(out);
  return 0;
}

}  // namespace

void add_ingredient(CLI::App& program, action& chosen) {
  CLI::App* command = program.add_subcommand("ingredient", "Ingredients that the databases know");
  command->require_subcommand(1);
  auto c = std::make_shared<ingredient_command>();
  const auto add = [&](const char* name, const char* text, const char* argument,
                       int (*perform)(const ingredient_command&)) {
    CLI::App* sub = command->add_subcommand(name, text);
    sub->add_option(argument, c->text, "Name, INCI or not, in any case")->required();
    sub->add_option("--database", c->database, "Ingredient database")->capture_default_str();
    add_plugin_path(*sub, c->plugin_path);
    sub->callback([c, &chosen, perform] { chosen = [c, perform] { return perform(*c); }; });
  };
  add("search", "List ingredients with such a name, nearest first", "TEXT", search);
  add("show", "Show every known property with its source", "NAME", show);
}

}  // namespace percuta::cli

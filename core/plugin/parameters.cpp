#include "plugin/parameters.hpp"

#include "percuta/units.hpp"
#include "plugin/parameter_value.hpp"
#include "plugin/search.hpp"
#include "plugin/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>
#include <stdexcept>
#include <string_view>
#include <utility>

namespace percuta {

namespace {

/// Where a value stands: its scope, and the layer or ingredient ("" for the other scopes).
using place = std::pair<percuta_parameter_scope, std::string>;

/// What the user wrote at one place.
struct written_section {
  const raw_table* entries = nullptr;
  location where;
};

constexpr percuta_parameter_scope nested_scopes[] = {PERCUTA_SCOPE_LAYER, PERCUTA_SCOPE_CHANNEL,
                                                     PERCUTA_SCOPE_FILM, PERCUTA_SCOPE_INGREDIENT};

/// A key as TOML writes it.
std::string toml_key(const std::string& key) {
  const bool bare = !key.empty() && std::all_of(key.begin(), key.end(), [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
           c == '-';
  });
  return bare ? key : '"' + key + '"';
}

/// The scenario's section that names a model of this interface.
std::string section_of(const percuta_model& model) {
  const std::string kind = kind_of(model.interface_id);
  return kind == "geometry" ? "channels" : kind;
}

class binder {
public:
  binder(const percuta_model& model, const model_choice& choice,
         const std::vector<std::string>& layers, const std::vector<std::string>& ingredients,
         diagnostics& out)
      : model_(model), choice_(choice), layers_(layers), ingredients_(ingredients), out_(out) {}

  std::vector<bound_value> bind() {
    collect();
    std::vector<bound_value> values;
    for (std::size_t i = 0; i < model_.n_parameters; ++i) {
      const percuta_parameter& row = *model_.parameters[i];
      for (const std::string& element : elements(row.scope)) {
        if (std::optional<bound_value> value = bind_one(row, element))
          values.push_back(std::move(*value));
      }
    }
    report_missing();
    return values;
  }

private:
  std::vector<std::string> elements(percuta_parameter_scope scope) const {
    if (scope == PERCUTA_SCOPE_LAYER) return layers_;
    if (scope == PERCUTA_SCOPE_INGREDIENT) {
      std::vector<std::string> once;
      for (const std::string& name : ingredients_) {
        if (std::find(once.begin(), once.end(), name) == once.end()) once.push_back(name);
      }
      return once;
    }
    return {""};
  }

  /// Keys of a scope, and at the top the tables of the scopes that the model has.
  std::vector<std::string> keys_of(percuta_parameter_scope scope) const {
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < model_.n_parameters; ++i) {
      if (model_.parameters[i]->scope == scope) keys.emplace_back(model_.parameters[i]->key);
    }
    if (scope != PERCUTA_SCOPE_MODEL) return keys;
    for (const percuta_parameter_scope nested : nested_scopes) {
      if (!keys_of(nested).empty()) keys.emplace_back(table_of(nested));
    }
    return keys;
  }

  /// Finds every table of the section and complains of what nobody knows.
  void collect() {
    written_[{PERCUTA_SCOPE_MODEL, ""}] = {&choice_.parameters, choice_.id.where};
    for (const auto& [key, value] : choice_.parameters) {
      const auto* nested =
          std::find_if(std::begin(nested_scopes), std::end(nested_scopes),
                       [&name = key](percuta_parameter_scope s) { return table_of(s) == name; });
      if (nested != std::end(nested_scopes) && !keys_of(*nested).empty()) {
        collect_nested(*nested, key, value);
      } else {
        check_known(PERCUTA_SCOPE_MODEL, key, value, name_of(model_));
      }
    }
  }

  void collect_nested(percuta_parameter_scope scope, const std::string& key,
                      const raw_value& value) {
    const raw_table* entries = table_at(value, key);
    if (entries == nullptr) return;
    if (!is_per_element(scope)) {
      collect_section({scope, ""}, key, value, *entries);
      return;
    }
    const std::vector<std::string> known = elements(scope);
    for (const auto& [name, section] : *entries) {
      const std::string path = fmt::format("{}.{}", key, toml_key(name));
      if (std::find(known.begin(), known.end(), name) == known.end()) {
        const bool layer = scope == PERCUTA_SCOPE_LAYER;
        out_.error(section.key_where,
                   fmt::format("no {} is called '{}'", layer ? "layer" : "ingredient", name),
                   fmt::format("{}{}s here: {}", guess_and(name, known),
                               layer ? "Layer" : "Ingredient", listed(known)));
      } else if (const raw_table* own = table_at(section, path)) {
        collect_section({scope, name}, path, section, *own);
      }
    }
  }

  const raw_table* table_at(const raw_value& value, const std::string& path) {
    const auto* entries = std::get_if<raw_table>(&value.data);
    if (entries == nullptr) {
      out_.error(value.where,
                 fmt::format("'{}' must be a table: [{}.{}]", path, section_of(model_), path));
    }
    return entries;
  }

  void collect_section(const place& at, const std::string& path, const raw_value& section,
                       const raw_table& entries) {
    written_[at] = {&entries, section.key_where};
    const std::string in = fmt::format("[{}.{}]", section_of(model_), path);
    for (const auto& [key, value] : entries)
      check_known(at.first, key, value, in);
  }

  void check_known(percuta_parameter_scope scope, const std::string& key, const raw_value& value,
                   const std::string& in) {
    const std::vector<std::string> known = keys_of(scope);
    if (std::find(known.begin(), known.end(), key) != known.end()) return;
    out_.error(value.key_where, fmt::format("unknown key '{}' in {}", key, in),
               fmt::format("{}Keys here: {}", guess_and(key, known), listed(known)));
  }

  std::optional<bound_value> bind_one(const percuta_parameter& row, const std::string& element) {
    bound_value bound;
    bound.scope = row.scope;
    bound.key = row.key;
    bound.element = element;
    const auto take = [&bound](parameter_value value) {
      bound.real = value.real;
      bound.text = std::move(value.text);
      return bound;
    };
    if (const raw_value* value = written_value(row, element)) {
      try {
        return take(parse_value(row, *value));
      } catch (const std::invalid_argument& e) {
        out_.error(value->where, e.what());
        return std::nullopt;
      }
    }
    if (row.default_text == nullptr) {
      missing_[{row.scope, element}].push_back(&row);
      return std::nullopt;
    }
    if (row.default_text[0] == '\0') return std::nullopt;
    bound.by_default = true;
    return take(parse_default(row));
  }

  const raw_value* written_value(const percuta_parameter& row, const std::string& element) const {
    const auto section = written_.find({row.scope, element});
    if (section == written_.end()) return nullptr;
    for (const auto& [key, value] : *section->second.entries) {
      if (key == row.key) return &value;
    }
    return nullptr;
  }

  /// One fault for each place, with lines to copy.
  void report_missing() {
    for (const auto& [at, rows] : missing_) {
      const auto section = written_.find(at);
      const location where = section == written_.end() ? choice_.id.where : section->second.where;
      std::string header = section_of(model_);
      if (at.first != PERCUTA_SCOPE_MODEL) header += fmt::format(".{}", table_of(at.first));
      if (is_per_element(at.first)) header += '.' + toml_key(at.second);

      std::vector<std::string> keys, lines;
      for (const percuta_parameter* row : rows) {
        keys.emplace_back(row->key);
        lines.push_back(example_line(*row));
      }
      const std::string whose =
          is_per_element(at.first) ? fmt::format(" for '{}'", at.second) : std::string();
      out_.error(where,
                 fmt::format("{} needs '{}'{}", name_of(model_), fmt::join(keys, "' and '"), whose),
                 fmt::format("add to [{}]: {}", header, fmt::join(lines, "; ")));
    }
  }

  const percuta_model& model_;
  const model_choice& choice_;
  const std::vector<std::string>& layers_;
  const std::vector<std::string>& ingredients_;
  diagnostics& out_;
  std::map<place, written_section> written_;
  std::map<place, std::vector<const percuta_parameter*>> missing_;
};

std::optional<location> find_key(const raw_table& entries, const std::string& key) {
  for (const auto& [name, value] : entries) {
    if (name == key) return value.where;
  }
  for (const auto& [name, value] : entries) {
    if (const auto* nested = std::get_if<raw_table>(&value.data)) {
      if (const auto where = find_key(*nested, key)) return where;
    }
  }
  return std::nullopt;
}

}  // namespace

std::vector<bound_value> bind_parameters(const percuta_model& model, const model_choice& choice,
                                         const std::vector<std::string>& layers,
                                         const std::vector<std::string>& ingredients,
                                         diagnostics& out) {
  return binder(model, choice, layers, ingredients, out).bind();
}

location where_written(const model_choice& choice, const std::string& key) {
  return find_key(choice.parameters, key).value_or(choice.id.where);
}

std::string name_of(const percuta_model& model) {
  return fmt::format("{} model '{}'", kind_of(model.interface_id), model.id);
}

}  // namespace percuta

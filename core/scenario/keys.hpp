#pragma once

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "percuta/scenario.hpp"
#include "scenario/toml_document.hpp"
#include "scenario/values.hpp"

namespace percuta {

// Keys are declared once. A section lists its keys; each key has a rule that says which values it
// takes and where they go, an example, a default and a sentence of documentation. Reading, messages
// about unknown and missing keys, bounds, and declared_keys() all come from that list.

/// What the reading of one file needs.
struct reading {
  diagnostics& out;
  std::filesystem::path folder;  ///< of the file; its relative paths start here
  bool allow_outside = false;
};

/// Where a value stands and how it should look.
struct key_place {
  std::string key;      ///< "thickness"
  std::string path;     ///< "skin.layers[].thickness"
  std::string example;  ///< "\"15 um\""

  value_context in(const reading& run) const { return {key, example, run.out}; }
};

/// What values a key takes; `read` checks one and puts it into a T.
template <class T>
struct value_rule {
  std::string type;  ///< as key_declaration has it
  std::string range;
  std::function<void(T&, const raw_value&, const key_place&, reading&)> read;
  /// Declarations of the keys below this one, for tables.
  std::function<void(const std::string& path, std::vector<key_declaration>&)> declare_below;
};

template <class T>
struct key {
  std::string name;
  value_rule<T> rule;
  std::string example;   ///< as written in a file
  std::string fallback;  ///< default, in words or as written; "" makes the key required
  std::string doc;
};

template <class T>
struct section {
  std::vector<key<T>> keys;
  /// Runs after all keys were read: rules between keys. May be empty.
  std::function<void(T&, const raw_value& table, reading&)> check;
  /// Takes the entries that no key claims, which are errors where this is empty.
  std::function<void(T&, raw_table)> take_rest;
  std::string rest_doc;
};

/// "[skin]", "[[skin.layers]]", "the top level".
std::string title_of(const std::string& path);

void report_unknown_key(const std::string& name, const raw_value& value, const std::string& path,
                        const std::vector<std::string>& known, reading& run);
/// Whether one of the unknown keys is probably this one, so that it is not missing as well.
bool is_misspelt(const std::string& key, const std::vector<std::string>& unknown);
void report_missing_key(const std::string& type, const key_place& place, const std::string& section,
                        const location& where, reading& run);
/// The table in `value`, nullptr after a report.
const raw_table* read_table(const raw_value& value, const std::string& path, reading& run);

template <class T>
key_place place_of(const key<T>& k, const std::string& section_path) {
  return {k.name, section_path.empty() ? k.name : section_path + "." + k.name, k.example};
}

/// Reads a table's entries into `target`; every fault is reported.
template <class T>
void read_section(const section<T>& declared, const raw_value& table, const std::string& path,
                  T& target, reading& run) {
  const raw_table* const entries = read_table(table, path, run);
  if (!entries) return;
  std::vector<std::string> known;
  for (const key<T>& k : declared.keys)
    known.push_back(k.name);
  raw_table rest;
  std::vector<std::string> unknown;
  for (const auto& [name, value] : *entries) {
    if (std::find(known.begin(), known.end(), name) != known.end()) continue;
    unknown.push_back(name);
    if (declared.take_rest)
      rest.emplace_back(name, value);
    else
      report_unknown_key(name, value, path, known, run);
  }
  for (const key<T>& k : declared.keys) {
    const key_place place = place_of(k, path);
    if (const raw_value* const value = find(*entries, k.name))
      k.rule.read(target, *value, place, run);
    else if (k.fallback.empty() && !is_misspelt(k.name, unknown))
      report_missing_key(k.rule.type, place, path, table.where, run);
  }
  if (declared.take_rest) declared.take_rest(target, std::move(rest));
  if (declared.check) declared.check(target, table, run);
}

/// Appends the declarations of a section and of what lies below it.
template <class T>
void declare(const section<T>& declared, const std::string& path,
             std::vector<key_declaration>& list) {
  for (const key<T>& k : declared.keys) {
    const std::string full = place_of(k, path).path;
    list.push_back({full, k.rule.type, k.example, k.fallback, k.rule.range, k.doc});
    if (k.rule.declare_below) k.rule.declare_below(full, list);
  }
  if (declared.take_rest)
    list.push_back(
        {path + ".*", "the model's parameters", "", "the model's own", "", declared.rest_doc});
}

}  // namespace percuta

#include "scenario/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <optional>
#include <string_view>

#include "scenario/toml_depth.hpp"
#include "scenario/toml_document.hpp"
#include "scenario/values.hpp"

namespace percuta {

namespace {

// "a.b.\"c d\".0" as its parts; nothing where it cannot be split.
std::optional<std::vector<std::string>> split_key(std::string_view key) {
  std::vector<std::string> parts(1);
  bool quoted = false;
  for (const char c : key) {
    if (c == '"')
      quoted = !quoted;
    else if (c == '.' && !quoted)
      parts.emplace_back();
    else
      parts.back() += c;
  }
  const bool has_empty =
      std::any_of(parts.begin(), parts.end(), [](const std::string& part) { return part.empty(); });
  if (quoted || has_empty || parts.size() > deepest_toml) return std::nullopt;
  return parts;
}

std::optional<std::size_t> index_in(const std::string& part) {
  std::size_t index = 0;
  const auto [stop, fault] = std::from_chars(part.data(), part.data() + part.size(), index);
  if (fault != std::errc() || stop != part.data() + part.size()) return std::nullopt;
  return index;
}

// "skin.layers.1.thickness" as it is declared: "skin.layers[].thickness".
std::string declared_form(const std::vector<std::string>& parts) {
  std::string path;
  for (const std::string& part : parts)
    path += index_in(part) ? "[]" : (path.empty() ? "" : ".") + part;
  return path;
}

bool is_declared(const std::string& path) {
  return std::any_of(declared_keys().begin(), declared_keys().end(),
                     [&](const key_declaration& declared) {
                       const std::string& known = declared.path;
                       if (path == known || path == known + "[]") return true;
                       // "diffusion.*" stands for whatever the model takes.
                       return known.back() == '*' &&
                              path.compare(0, known.size() - 1, known, 0, known.size() - 1) == 0;
                     });
}

// The keys of "skin.layers[].thicknes" that a user could have meant.
std::string hint_for(const std::string& path) {
  std::vector<std::string> known;
  for (const key_declaration& declared : declared_keys())
    known.push_back(declared.path);
  const std::string near = guess(path, known);
  return near.empty() ? "`percuta explain` lists the keys" : near;
}

}  // namespace

void apply_setting(raw_value& root, const std::string& key, const std::string& value,
                   diagnostics& out) {
  const auto source = std::make_shared<source_file>(source_file{"--set", key + "=" + value});
  const location key_where{source, 1, 1};
  const location value_where{source, 1, static_cast<int>(key.size()) + 2};

  const std::optional<std::vector<std::string>> parts = split_key(key);
  if (!parts) {
    out.error(key_where, fmt::format("'{}' is not a key", key),
              "write for example --set simulation.duration=\"48 h\" or --set steps.0.passes=5");
    return;
  }
  const std::string path = declared_form(*parts);
  if (!is_declared(path)) {
    out.error(key_where, fmt::format("'{}' is not a key of a scenario", key), hint_for(path));
    return;
  }

  raw_value* at = &root;
  std::string walked;
  for (const std::string& part : *parts) {
    if (auto* const elements = std::get_if<raw_array>(&at->data)) {
      const std::optional<std::size_t> index = index_in(part);
      if (!index || *index >= elements->size()) {
        out.error(key_where, fmt::format("'{}' has no element {}", walked, part),
                  elements->empty()
                      ? "it is empty"
                      : fmt::format("its elements are 0 to {}", elements->size() - 1));
        return;
      }
      at = &(*elements)[*index];
    } else if (auto* const entries = std::get_if<raw_table>(&at->data)) {
      if (!find(*entries, part))
        entries->emplace_back(part, raw_value{raw_table{}, key_where, key_where});
      at = find(*entries, part);
    } else {
      out.error(key_where,
                fmt::format("'{}' is {} in the file; it has no '{}'", walked, kind_of(*at), part));
      return;
    }
    walked += (walked.empty() ? "" : ".") + part;
  }
  *at = parse_toml_value(value, value_where).value_or(raw_value{value, value_where, value_where});
  at->key_where = key_where;
}

}  // namespace percuta

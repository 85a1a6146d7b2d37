#include "scenario/keys.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace percuta {

namespace {

// Sections that do know a key of this name: the user may only have put it in the wrong place.
std::vector<std::string> sections_with(const std::string& name) {
  std::vector<std::string> titles;
  for (const key_declaration& declared : declared_keys()) {
    const std::size_t dot = declared.path.rfind('.');
    const std::string last =
        dot == std::string::npos ? declared.path : declared.path.substr(dot + 1);
    if (last != name) continue;
    titles.push_back(title_of(dot == std::string::npos ? "" : declared.path.substr(0, dot)));
  }
  return titles;
}

// "in [skin]", "at the top level".
std::string inside(const std::string& path) {
  return fmt::format("{} {}", path.empty() ? "at" : "in", title_of(path));
}

}  // namespace

std::string title_of(const std::string& path) {
  if (path.empty()) return "the top level";
  std::string name = path;
  for (std::size_t at = name.find("[]"); at != std::string::npos; at = name.find("[]"))
    name.erase(at, 2);
  const bool array = path.size() > 2 && path.compare(path.size() - 2, 2, "[]") == 0;
  return array ? fmt::format("[[{}]]", name) : fmt::format("[{}]", name);
}

void report_unknown_key(const std::string& name, const raw_value& value, const std::string& path,
                        const std::vector<std::string>& known, reading& run) {
  std::string hint = guess(name, known);
  if (hint.empty()) {
    const std::vector<std::string> elsewhere = sections_with(name);
    if (!elsewhere.empty())
      hint = fmt::format("'{}' belongs to {}.", name, fmt::join(elsewhere, " or "));
  }
  if (!hint.empty()) hint += ' ';
  run.out.error(value.key_where, fmt::format("unknown key '{}' {}", name, inside(path)),
                fmt::format("{}Keys here: {}", hint, fmt::join(known, ", ")));
}

bool is_misspelt(const std::string& key, const std::vector<std::string>& unknown) {
  return std::any_of(unknown.begin(), unknown.end(),
                     [&](const std::string& name) { return !nearest(name, {key}).empty(); });
}

void report_missing_key(const std::string& type, const key_place& place, const std::string& section,
                        const location& where, reading& run) {
  if (type == "table" || type == "array of tables") {
    const std::string title = title_of(place.path + (type == "table" ? "" : "[]"));
    run.out.error(where, fmt::format("{} is missing", title),
                  fmt::format("add a section that begins with {}; `percuta explain {}` says more",
                              title, place.path));
    return;
  }
  run.out.error(where, fmt::format("'{}' is missing {}", place.key, inside(section)),
                fmt::format("add for example {} = {}", place.key, place.example));
}

const raw_table* read_table(const raw_value& value, const std::string& path, reading& run) {
  const auto* const table = std::get_if<raw_table>(&value.data);
  if (table) return table;
  const std::string title = title_of(path);
  const bool repeated = std::holds_alternative<raw_array>(value.data);
  run.out.error(value.key_where,
                fmt::format("{} must be a table; this is {}", title, kind_of(value)),
                repeated ? fmt::format("write {} once, with single brackets", title)
                         : fmt::format("write {} on a line of its own and its keys below", title));
  return nullptr;
}

}  // namespace percuta

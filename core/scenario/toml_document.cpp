#include "scenario/toml_document.hpp"

#include <fmt/format.h>
#include <toml++/toml.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <tuple>

#include "scenario/toml_depth.hpp"
#include "scenario/utf8.hpp"

namespace percuta {

namespace {

constexpr std::uintmax_t largest_file = 10'000'000;  // bytes; a scenario has a few thousand

struct converter {
  std::shared_ptr<const source_file> source;

  location place(const toml::source_region& region) const {
    return {source, static_cast<int>(region.begin.line), static_cast<int>(region.begin.column)};
  }

  raw_value value(const toml::node& node, const location& key_where) const {
    raw_value raw;
    raw.where = place(node.source());
    raw.key_where = key_where;
    if (const toml::table* const t = node.as_table()) {
      raw.data = table(*t);
    } else if (const toml::array* const a = node.as_array()) {
      raw_array elements;
      for (const toml::node& element : *a)
        elements.push_back(value(element, place(element.source())));
      raw.data = std::move(elements);
    } else if (const auto* const text = node.as_string()) {
      raw.data = text->get();
    } else if (const auto* const integer = node.as_integer()) {
      raw.data = static_cast<long long>(integer->get());
    } else if (const auto* const number = node.as_floating_point()) {
      raw.data = number->get();
    } else if (const auto* const truth = node.as_boolean()) {
      raw.data = truth->get();
    } else {
      // A calendar date or a time of day, which no key takes: as text it is reported like any
      // other.
      std::ostringstream written;
      node.visit([&](const auto& n) {
        if constexpr (toml::is_chronological<decltype(n)>) written << n;
      });
      raw.data = written.str();
    }
    return raw;
  }

  raw_table table(const toml::table& from) const {
    raw_table entries;
    for (const auto& [key, node] : from)
      entries.emplace_back(std::string(key.str()), value(node, place(key.source())));
    // toml++ keeps keys in alphabetical order.
    std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) {
      const location& x = a.second.key_where;
      const location& y = b.second.key_where;
      return std::tie(x.line, x.column) < std::tie(y.line, y.column);
    });
    return entries;
  }
};

// Why a file cannot be read, "" when it can.
std::string obstacle(const std::filesystem::path& file) {
  namespace fs = std::filesystem;
  std::error_code fault;
  const fs::file_status status = fs::status(file, fault);
  if (status.type() == fs::file_type::not_found) return "there is no such file";
  if (fault) return fault.message();
  if (fs::is_directory(status)) return "it is a folder, not a file";
  if (!fs::is_regular_file(status)) return "it is not a regular file";
  const std::uintmax_t size = fs::file_size(file, fault);
  if (fault) return fault.message();
  if (size > largest_file)
    return fmt::format("it has {} bytes, more than {} MB", size, largest_file / 1'000'000);
  return {};
}

std::optional<std::string> read_bytes(const std::filesystem::path& file, std::string& reason) {
  reason = obstacle(file);
  if (!reason.empty()) return std::nullopt;
  errno = 0;
  std::ifstream in(file, std::ios::binary);
  std::ostringstream bytes;
  if (in && in.peek() != std::ifstream::traits_type::eof()) bytes << in.rdbuf();
  if (!in.is_open() || in.bad() || bytes.fail()) {
    reason = errno != 0 ? std::strerror(errno) : "it cannot be read";
    return std::nullopt;
  }
  return bytes.str();
}

location place_of_byte(const std::shared_ptr<const source_file>& source, std::size_t offset) {
  std::string_view before = std::string_view(source->text).substr(0, offset);
  if (before.substr(0, utf8_mark.size()) == utf8_mark) before.remove_prefix(utf8_mark.size());
  const std::size_t line_break = before.rfind('\n');
  const std::string_view line =
      line_break == std::string_view::npos ? before : before.substr(line_break + 1);
  return {source, static_cast<int>(std::count(before.begin(), before.end(), '\n')) + 1,
          static_cast<int>(printable_characters(line).size()) + 1};
}

// Reports what keeps a text from being parsed at all.
bool is_text(const std::shared_ptr<const source_file>& source, diagnostics& out) {
  if (const auto offset = first_invalid_utf8(source->text)) {
    out.error(place_of_byte(source, *offset),
              fmt::format("byte 0x{:02x} is not UTF-8",
                          static_cast<unsigned>(static_cast<unsigned char>(source->text[*offset]))),
              "save the file as UTF-8 text");
    return false;
  }
  if (const std::size_t offset = source->text.find('\0'); offset != std::string::npos) {
    out.error(place_of_byte(source, offset), "a NUL byte: this is not a text file",
              "save the file as UTF-8 text");
    return false;
  }
  return true;
}

std::optional<raw_table> parse(const std::shared_ptr<const source_file>& source, diagnostics& out) {
  if (const auto offset = too_deep_toml(source->text)) {
    out.error(place_of_byte(source, *offset),
              fmt::format("tables are nested more than {} deep here", deepest_toml),
              "no key of a scenario lies that deep");
    return std::nullopt;
  }
  try {
    return converter{source}.table(toml::parse(source->text));
  } catch (const toml::parse_error& fault) {
    const toml::source_position at = fault.source().begin;
    out.error({source, static_cast<int>(at.line), static_cast<int>(at.column)},
              fmt::format("this is not TOML. {}", fault.description()),
              "https://toml.io describes the notation");
    return std::nullopt;
  }
}

}  // namespace

std::optional<toml_document> read_toml(const std::filesystem::path& file, const location& named_at,
                                       diagnostics& out) {
  const auto source = std::make_shared<source_file>();
  source->path = file.string();
  const location whole_file{source, 0, 0};
  std::string reason;
  std::optional<std::string> bytes = read_bytes(file, reason);
  if (!bytes) {
    if (named_at.file)
      out.error(named_at, fmt::format("cannot read '{}': {}", file.string(), reason));
    else
      out.error(whole_file, fmt::format("cannot read this file: {}", reason));
    return std::nullopt;
  }
  source->text = std::move(*bytes);
  if (!is_text(source, out)) return std::nullopt;
  std::optional<raw_table> table = parse(source, out);
  if (!table) return std::nullopt;
  if (table->empty()) {
    out.error(whole_file, "the file is empty",
              "start from a scenario in configs/; `percuta explain` lists the keys");
    return std::nullopt;
  }
  const location start{source, 1, 1};
  return toml_document{source, raw_value{std::move(*table), start, start}};
}

std::optional<raw_value> parse_toml_value(const std::string& text, const location& where) {
  // A line of its own for the value: a comment cannot swallow what follows.
  const std::string line = fmt::format("value = {}\n", text);
  if (first_invalid_utf8(line) || too_deep_toml(line)) return std::nullopt;
  toml::table table;
  try {
    table = toml::parse(line);
  } catch (const toml::parse_error&) {
    return std::nullopt;
  }
  if (table.size() != 1) return std::nullopt;
  struct placed {
    const location& where;
    void mark(raw_value& value) const {
      value.where = value.key_where = where;
      if (auto* const array = std::get_if<raw_array>(&value.data))
        for (raw_value& element : *array)
          mark(element);
      if (auto* const entries = std::get_if<raw_table>(&value.data))
        for (auto& entry : *entries)
          mark(entry.second);
    }
  };
  raw_value value = converter{where.file}.value(table.begin()->second, where);
  placed{where}.mark(value);
  return value;
}

std::string text_of(const raw_value& value) {
  const auto* const text = std::get_if<std::string>(&value.data);
  return text ? *text : std::string();
}

namespace {

auto entry_of(auto& table, std::string_view key) {
  return std::find_if(table.begin(), table.end(),
                      [&](const auto& entry) { return entry.first == key; });
}

}  // namespace

const raw_value* find(const raw_table& table, std::string_view key) {
  const auto entry = entry_of(table, key);
  return entry == table.end() ? nullptr : &entry->second;
}

raw_value* find(raw_table& table, std::string_view key) {
  const auto entry = entry_of(table, key);
  return entry == table.end() ? nullptr : &entry->second;
}

}  // namespace percuta

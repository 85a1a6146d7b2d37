#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "percuta/diagnostics.hpp"
#include "percuta/scenario.hpp"

namespace percuta {

/// A TOML file as plain values, each with its place.
struct toml_document {
  std::shared_ptr<const source_file> source;
  raw_value root;  ///< a table; its place is the start of the file
};

/// Reads and parses a file. What is wrong goes to `out`: a file that cannot be read is reported at
/// `named_at` (the file itself where that is empty), anything else at its line and column. TOML's
/// own syntax errors end the reading of the file, so there is one of them at most.
std::optional<toml_document> read_toml(const std::filesystem::path& file, const location& named_at,
                                       diagnostics& out);

/// Parses the right-hand side of `key = value`. Empty where `text` is not one TOML value. All
/// places are `where`.
std::optional<raw_value> parse_toml_value(const std::string& text, const location& where);

/// The text of a value, "" where it is none.
std::string text_of(const raw_value& value);

/// The entry of a table with that key, or nullptr.
const raw_value* find(const raw_table& table, std::string_view key);
raw_value* find(raw_table& table, std::string_view key);

}  // namespace percuta

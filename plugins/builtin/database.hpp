#pragma once

#include "percuta/plugin.h"

#include <limits>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace percuta::builtin {

/// The text of ingredients.toml, embedded when the library is built.
extern const std::string_view ingredients_toml;

/// One value of one ingredient: a property name of plugin.h with a number in SI, or with text.
struct property {
  std::string key;
  double value = std::numeric_limits<double>::quiet_NaN();
  std::string text;
  percuta_grade grade = PERCUTA_COMPILED;
  std::string method;  ///< conditions and doubts
  std::string source;
};

struct ingredient {
  std::string name;                   ///< INCI
  std::vector<std::string> synonyms;  ///< not the name itself
  std::vector<property> properties;
};

struct database {
  std::vector<ingredient> ingredients;
  /// Folded names and synonyms to places in `ingredients`.
  std::unordered_map<std::string, std::size_t> places;
};

/// Reads the format of README.md. Throws std::runtime_error with the line at fault: not TOML, an
/// unknown key or source, a value that is no number, a name that stands twice.
database read_database(std::string_view toml_text);

/// A name as it is compared: ASCII letters in lower case, runs of white space as one blank, none at
/// the ends.
std::string folded(std::string_view name);

}  // namespace percuta::builtin

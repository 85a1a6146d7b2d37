#include "database.hpp"

#include <toml++/toml.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <sstream>
#include <stdexcept>

namespace percuta::builtin {
namespace {

/// A key of the file: the property of plugin.h it gives, and value_SI = value * factor + offset.
struct quantity {
  std::string_view key;
  const char* property;
  double factor, offset;
  const char* temperature;  ///< property that carries `at_c`; nullptr: it goes into the method
};

constexpr double zero_celsius_K = 273.15;

constexpr std::array quantities{
    quantity{"molar_mass_g_mol", "molar_mass", 1e-3, 0.0, nullptr},
    quantity{"molar_volume_cm3_mol", "molar_volume", 1e-6, 0.0, nullptr},
    quantity{"log_kow", "log_kow", 1.0, 0.0, nullptr},
    quantity{"pka_acid", "pka_acid", 1.0, 0.0, nullptr},
    quantity{"pka_base", "pka_base", 1.0, 0.0, nullptr},
    quantity{"water_solubility_g_l", "water_solubility", 1.0, 0.0, "water_solubility_temperature"},
    quantity{"melting_point_c", "melting_point", 1.0, zero_celsius_K, nullptr},
    quantity{"boiling_point_c", "boiling_point", 1.0, zero_celsius_K, nullptr},
    quantity{"density_kg_m3", "density", 1.0, 0.0, nullptr},
    quantity{"vapour_pressure_pa", "vapour_pressure", 1.0, 0.0, "vapour_pressure_temperature"},
    quantity{"vaporisation_enthalpy_kj_mol", "vaporisation_enthalpy", 1e3, 0.0, nullptr},
    quantity{"viscosity_mpa_s", "viscosity", 1e-3, 0.0, nullptr},
    quantity{"cosolvency_sigma", "cosolvency_sigma", 1.0, 0.0, nullptr},
    quantity{"cosolvency_slope", "cosolvency_slope", 1.0, 0.0, nullptr},
};

[[noreturn]] void fail(const toml::source_region& where, const std::string& what) {
  throw std::runtime_error("ingredients.toml:" + std::to_string(where.begin.line) + ": " + what);
}

std::string text_of(const toml::table& table, std::string_view key) {
  const auto* node = table.get(key);
  if (node == nullptr) return {};
  if (!node->is_string()) fail(node->source(), std::string(key) + " must be text");
  return **node->as_string();
}

percuta_grade grade_of(const toml::table& table, percuta_grade fallback) {
  const std::string word = text_of(table, "grade");
  if (word.empty()) return fallback;
  if (word == "measured") return PERCUTA_MEASURED;
  if (word == "compiled") return PERCUTA_COMPILED;
  if (word == "estimated") return PERCUTA_ESTIMATED;
  if (word == "doubtful") return PERCUTA_DOUBTFUL;
  fail(table.source(), "grade is '" + word +
                           "'; it must be measured, compiled, estimated "
                           "or doubtful");
}

std::string joined(const std::string& a, const std::string& b) {
  return a.empty() || b.empty() ? a + b : a + "; " + b;
}

/// Source, grade and note of a value, wherever they came from.
property described(const toml::table& value, const toml::table& sources) {
  for (const auto& [key, node] : value) {
    constexpr std::array<std::string_view, 6> known{"value", "at_c",  "source",
                                                    "ref",   "grade", "note"};
    if (std::find(known.begin(), known.end(), key.str()) == known.end()) {
      fail(node.source(), "unknown key '" + std::string(key.str()) + "' in a value");
    }
  }
  const std::string id = text_of(value, "source");
  const toml::table* source = id.empty() ? nullptr : sources[id].as_table();
  if (source == nullptr) fail(value.source(), "a value needs a source that [sources] declares");
  property p;
  p.grade = grade_of(value, grade_of(*source, PERCUTA_COMPILED));
  p.method = text_of(value, "note");
  p.source = joined(text_of(*source, "citation"), text_of(value, "ref"));
  return p;
}

double number_of(const toml::table& table, std::string_view key) {
  const std::optional<double> number = table[key].value<double>();
  if (!number || !std::isfinite(*number)) {
    fail(table.source(), std::string(key) + " must be a finite number");
  }
  return *number;
}

std::string short_number(double x) {
  std::ostringstream out;
  out << x;
  return out.str();
}

void add_quantity(ingredient& to, const quantity& q, const toml::table& value,
                  const toml::table& sources) {
  property p = described(value, sources);
  p.key = q.property;
  p.value = number_of(value, "value") * q.factor + q.offset;
  if (!value.contains("at_c")) {
    to.properties.push_back(std::move(p));
    return;
  }
  const double at_c = number_of(value, "at_c");
  if (q.temperature == nullptr) {
    p.method = joined("at " + short_number(at_c) + " degC", p.method);
    to.properties.push_back(std::move(p));
    return;
  }
  property temperature = p;
  temperature.key = q.temperature;
  temperature.value = at_c + zero_celsius_K;
  to.properties.push_back(std::move(p));
  to.properties.push_back(std::move(temperature));
}

void add_text(ingredient& to, std::string key, std::string text, property p) {
  if (text.empty()) return;
  p.key = std::move(key);
  p.text = std::move(text);
  to.properties.push_back(std::move(p));
}

ingredient read_ingredient(const toml::table& table, const toml::table& sources) {
  ingredient made;
  made.name = text_of(table, "inci");
  if (made.name.empty()) fail(table.source(), "an ingredient needs its inci name");
  property own;
  own.source = "this database";
  add_text(made, "name", made.name, own);
  add_text(made, "role", text_of(table, "role"), own);
  for (const auto& [key, node] : table) {
    // Read above, or kept for those who check the molar volume.
    constexpr std::array<std::string_view, 7> other{
        "inci", "class", "role", "formula", "rings", "double_bonds", "triple_bonds"};
    if (std::find(other.begin(), other.end(), key.str()) != other.end()) continue;
    if (key == "synonyms") {
      if (!node.is_array()) fail(node.source(), "synonyms must be an array");
      for (const auto& synonym : *node.as_array()) {
        if (!synonym.is_string()) fail(synonym.source(), "a synonym must be text");
        made.synonyms.push_back(**synonym.as_string());
      }
      continue;
    }
    const toml::table* value = node.as_table();
    const auto q = std::find_if(quantities.begin(), quantities.end(),
                                [&](const quantity& one) { return one.key == key.str(); });
    if (value == nullptr || (q == quantities.end() && key != "cas")) {
      fail(node.source(), "'" + std::string(key.str()) + "' of " + made.name +
                              " is unknown, or not of the form { value = ..., source = ... }");
    }
    if (key == "cas") {
      add_text(made, "cas", text_of(*value, "value"), described(*value, sources));
    } else {
      add_quantity(made, *q, *value, sources);
    }
  }
  return made;
}

}  // namespace

std::string folded(std::string_view name) {
  std::string out;
  bool blank = false;
  for (const char c : name) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      blank = !out.empty();
      continue;
    }
    if (blank) out += ' ';
    blank = false;
    out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return out;
}

database read_database(std::string_view toml_text) {
  toml::table file;
  try {
    file = toml::parse(toml_text, std::string_view("ingredients.toml"));
  } catch (const toml::parse_error& e) {
    fail(e.source(), std::string(e.description()));
  }
  if (file["format"].value_or(0) != 1) fail(file.source(), "format must be 1");
  const toml::table* sources = file["sources"].as_table();
  const toml::array* list = file["ingredient"].as_array();
  if (sources == nullptr || list == nullptr) {
    fail(file.source(), "[sources] and [[ingredient]] are needed");
  }
  database data;
  for (const auto& entry : *list) {
    if (!entry.is_table()) fail(entry.source(), "[[ingredient]] must be a table");
    ingredient made = read_ingredient(*entry.as_table(), *sources);
    std::vector<std::string> names = made.synonyms;
    names.push_back(made.name);
    for (const std::string& name : names) {
      if (!data.places.emplace(folded(name), data.ingredients.size()).second) {
        fail(entry.source(), "the name '" + name + "' stands twice");
      }
    }
    data.ingredients.push_back(std::move(made));
  }
  return data;
}

}  // namespace percuta::builtin

#pragma once

#include "percuta/sdk/fail.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace percuta::sdk {

/// The values of one scope: the model's own, or those of one layer, the channel fluid, the film or
/// one ingredient. Views what the host handed to create, so it is valid only there. Reading a key
/// that has no value throws fail(PERCUTA_BAD_PARAMETER).
class section {
public:
  section(const percuta_values& all, percuta_parameter_scope scope, std::string_view element)
      : all_(&all), scope_(scope), element_(element) {}

  bool has(std::string_view key) const { return find(key) != nullptr; }

  double real(std::string_view key) const { return at(key).real; }  ///< SI
  std::optional<double> optional_real(std::string_view key) const {
    const percuta_value* value = find(key);
    if (value == nullptr) return std::nullopt;
    return value->real;
  }
  long long integer(std::string_view key) const { return static_cast<long long>(at(key).real); }
  bool boolean(std::string_view key) const { return at(key).real != 0.0; }
  /// Index into the row's choices.
  std::size_t choice(std::string_view key) const { return static_cast<std::size_t>(at(key).real); }
  /// A text, a path, or the word of a choice.
  std::string text(std::string_view key) const { return at(key).text; }

private:
  const percuta_value* find(std::string_view key) const {
    for (std::size_t i = 0; i < all_->n; ++i) {
      const percuta_value* value = all_->values[i];
      if (value->scope == scope_ && value->key == key && value->element == element_) return value;
    }
    return nullptr;
  }

  const percuta_value& at(std::string_view key) const {
    if (const percuta_value* value = find(key)) return *value;
    const std::string of = element_.empty() ? "" : " of '" + std::string(element_) + "'";
    throw fail(PERCUTA_BAD_PARAMETER, std::string(key),
               "'" + std::string(key) + "'" + of + " has no value");
  }

  const percuta_values* all_;
  percuta_parameter_scope scope_;
  std::string_view element_;
};

/// Every value of a model; by itself the section of the model's own.
class values : public section {
public:
  explicit values(const percuta_values& all) : section(all, PERCUTA_SCOPE_MODEL, ""), all_(&all) {}

  section layer(std::string_view name) const { return {*all_, PERCUTA_SCOPE_LAYER, name}; }
  section channel() const { return {*all_, PERCUTA_SCOPE_CHANNEL, ""}; }
  section film() const { return {*all_, PERCUTA_SCOPE_FILM, ""}; }
  section ingredient(std::string_view name) const {
    return {*all_, PERCUTA_SCOPE_INGREDIENT, name};
  }

  /// Names of the layers, or of the ingredients, that have a value, in the host's order.
  std::vector<std::string> layers() const { return elements(PERCUTA_SCOPE_LAYER); }
  std::vector<std::string> ingredients() const { return elements(PERCUTA_SCOPE_INGREDIENT); }

private:
  std::vector<std::string> elements(percuta_parameter_scope scope) const {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < all_->n; ++i) {
      const percuta_value* value = all_->values[i];
      if (value->scope != scope) continue;
      bool known = false;
      for (const std::string& name : names)
        known = known || name == value->element;
      if (!known) names.emplace_back(value->element);
    }
    return names;
  }

  const percuta_values* all_;
};

}  // namespace percuta::sdk

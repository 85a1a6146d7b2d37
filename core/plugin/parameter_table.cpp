#include "plugin/descriptor.hpp"
#include "plugin/parameter_value.hpp"
#include "plugin/words.hpp"

#include "percuta/units.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace percuta {

namespace {

// Words that a scenario reads itself in a model's section.
constexpr std::array<std::string_view, 6> reserved = {"model",   "geometry", "layers",
                                                      "channel", "film",     "ingredients"};

[[noreturn]] void fault(const std::string& message) {
  throw std::invalid_argument(message);
}

void check_key(const percuta_parameter& row, std::size_t index) {
  if (row.key == nullptr || !is_snake_case(row.key)) {
    fault(fmt::format("the key of parameters[{}], '{}', is not snake_case", index,
                      row.key == nullptr ? "NULL" : row.key));
  }
  for (const std::string_view word : reserved) {
    if (row.scope == PERCUTA_SCOPE_MODEL && row.key == word)
      fault(fmt::format("parameter '{}' has a reserved name", row.key));
  }
}

void check_unit(const percuta_parameter& row) {
  if (row.unit == nullptr) fault(fmt::format("the unit of parameter '{}' is NULL", row.key));
  if (row.type != PERCUTA_REAL) {
    if (std::string_view(row.unit) != "1")
      fault(fmt::format("parameter '{}' is no real number, so its unit must be \"1\"", row.key));
    return;
  }
  try {
    parse_unit(row.unit);
  } catch (const std::invalid_argument& e) {
    fault(fmt::format("the unit of parameter '{}': {}", row.key, e.what()));
  }
}

void check_choices(const percuta_parameter& row) {
  if (row.type != PERCUTA_CHOICE) {
    if (row.n_choices != 0)
      fault(fmt::format("parameter '{}' is no choice but has choices", row.key));
    return;
  }
  if (row.n_choices == 0 || row.choices == nullptr)
    fault(fmt::format("parameter '{}' is a choice without choices", row.key));
  std::set<std::string_view> seen;
  for (std::size_t i = 0; i < row.n_choices; ++i) {
    if (row.choices[i] == nullptr || row.choices[i][0] == '\0')
      fault(fmt::format("choice {} of parameter '{}' is NULL or empty", i, row.key));
    if (!seen.insert(row.choices[i]).second)
      fault(fmt::format("parameter '{}' has the choice '{}' twice", row.key, row.choices[i]));
  }
}

void check_default(const percuta_parameter& row) {
  if (row.default_text == nullptr || row.default_text[0] == '\0') return;
  try {
    parse_default(row);
  } catch (const std::invalid_argument& e) {
    fault(fmt::format("a default does not hold: {}", e.what()));
  }
}

void check_row(const percuta_parameter* row, std::size_t index) {
  if (row == nullptr) fault(fmt::format("parameters[{}] is NULL", index));
  if (row->struct_size < sizeof *row) {
    fault(fmt::format("parameters[{}] has {} bytes where {} are needed", index, row->struct_size,
                      sizeof *row));
  }
  if (row->scope < PERCUTA_SCOPE_MODEL || row->scope > PERCUTA_SCOPE_INGREDIENT)
    fault(fmt::format("the scope of parameters[{}] is {}, no percuta_parameter_scope", index,
                      int{row->scope}));
  check_key(*row, index);
  if (row->type < PERCUTA_REAL || row->type > PERCUTA_TEXT)
    fault(fmt::format("the type of parameter '{}' is {}, no percuta_parameter_type", row->key,
                      int{row->type}));
  if (row->doc == nullptr || row->doc[0] == '\0')
    fault(fmt::format("parameter '{}' has no doc", row->key));
  check_unit(*row);
  check_choices(*row);
  if (std::isnan(row->minimum) || std::isnan(row->maximum) || row->minimum > row->maximum)
    fault(fmt::format("the bounds of parameter '{}', {} to {}, hold nothing", row->key,
                      row->minimum, row->maximum));
  check_default(*row);
}

}  // namespace

void check_parameters(const percuta_model& model) {
  if (model.n_parameters > 0 && model.parameters == nullptr) fault("its parameters are NULL");
  std::set<std::pair<percuta_parameter_scope, std::string_view>> seen;
  for (std::size_t i = 0; i < model.n_parameters; ++i) {
    const percuta_parameter* row = model.parameters[i];
    check_row(row, i);
    if (!seen.emplace(row->scope, row->key).second)
      fault(fmt::format("parameter '{}' stands twice in the same scope", row->key));
  }
}

}  // namespace percuta

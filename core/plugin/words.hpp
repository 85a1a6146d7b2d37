#pragma once

#include "percuta/plugin.h"

#include <string>
#include <string_view>
#include <vector>

namespace percuta {

/// Lower-case letters, digits and underscores, a letter first.
bool is_snake_case(std::string_view word);

/// "a, b, c"; "none" when there are none.
std::string listed(const std::vector<std::string>& words);

/// guess() with a space behind it, for a sentence that goes on.
std::string guess_and(std::string_view word, const std::vector<std::string>& candidates);

/// The table a scope's values stand in: "" for the model's own, "layers", "channel", "film",
/// "ingredients".
std::string_view table_of(percuta_parameter_scope scope);

/// True where the scope holds one table for each layer or ingredient.
bool is_per_element(percuta_parameter_scope scope);

}  // namespace percuta

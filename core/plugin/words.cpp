#include "plugin/words.hpp"

#include "percuta/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace percuta {

bool is_snake_case(std::string_view word) {
  const auto is_letter = [](char c) { return c >= 'a' && c <= 'z'; };
  return !word.empty() && is_letter(word.front()) &&
         std::all_of(word.begin(), word.end(),
                     [&](char c) { return is_letter(c) || (c >= '0' && c <= '9') || c == '_'; });
}

std::string listed(const std::vector<std::string>& words) {
  return words.empty() ? "none" : fmt::format("{}", fmt::join(words, ", "));
}

std::string guess_and(std::string_view word, const std::vector<std::string>& candidates) {
  const std::string guessed = guess(word, candidates);
  return guessed.empty() ? guessed : guessed + " ";
}

std::string_view table_of(percuta_parameter_scope scope) {
  switch (scope) {
    case PERCUTA_SCOPE_LAYER:
      return "layers";
    case PERCUTA_SCOPE_CHANNEL:
      return "channel";
    case PERCUTA_SCOPE_FILM:
      return "film";
    case PERCUTA_SCOPE_INGREDIENT:
      return "ingredients";
    case PERCUTA_SCOPE_MODEL:
      break;
  }
  return "";
}

bool is_per_element(percuta_parameter_scope scope) {
  return scope == PERCUTA_SCOPE_LAYER || scope == PERCUTA_SCOPE_INGREDIENT;
}

}  // namespace percuta

#include "scenario/toml_depth.hpp"

#include <algorithm>
#include <vector>

namespace percuta {

namespace {

// Where the string that begins at `at` ends: behind its closing quotes, at the end of a line that
// leaves it open, or at the end of the text.
std::size_t end_of_string(std::string_view text, std::size_t at) {
  const char quote = text[at];
  const std::string_view three = text.substr(at, 3);
  const bool many_lines = three.size() == 3 && three[1] == quote && three[2] == quote;
  const std::size_t marks = many_lines ? 3 : 1;
  for (std::size_t i = at + marks; i < text.size(); ++i) {
    if (text[i] == '\\' && quote == '"') {
      ++i;
    } else if (text[i] == '\n' && !many_lines) {
      return i;
    } else if (text[i] == quote && (!many_lines || text.substr(i, 3) == three)) {
      return i + marks;
    }
  }
  return text.size();
}

}  // namespace

std::optional<std::size_t> too_deep_toml(std::string_view text) {
  // Dots of the key at hand, and of the keys whose values are still open: { and [ add a level to
  // them, } and ] take back what was added since.
  std::size_t dots = 0, below = 0;
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < text.size(); ++i) {
    switch (text[i]) {
      case '"':
      case '\'':
        i = end_of_string(text, i) - 1;
        break;
      case '#':
        i = std::min(text.find('\n', i), text.size()) - 1;
        break;
      case '.':
        ++dots;
        break;
      case '{':
      case '[':
        open.push_back(below);
        below += dots + 1;
        dots = 0;
        break;
      case '}':
      case ']':
        dots = 0;
        if (open.empty()) break;
        below = open.back();
        open.pop_back();
        break;
      case ',':
      case '\n':
        dots = 0;
        break;
      default:
        break;
    }
    if (below + dots > deepest_toml) return i;
  }
  return std::nullopt;
}

}  // namespace percuta

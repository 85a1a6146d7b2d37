#include "result/table.hpp"
#include "result/text.hpp"

#include <algorithm>

namespace percuta {

void page::line(std::string_view text) {
  text_.append(text).append("\n");
}

void page::hanging(std::string_view first, std::string_view rest, std::string_view text) {
  const std::size_t indent = columns(first);
  const std::size_t room = std::max<std::size_t>(width_ > indent ? width_ - indent : 0, 20);
  bool at_first = true;
  for (const std::string& piece : wrap(text, room)) {
    const std::string_view start = at_first ? first : rest;
    text_.append(start).append(piece).append("\n");
    at_first = false;
  }
}

void page::labelled(std::string_view label, std::string_view text) {
  constexpr std::size_t label_width = 12;
  hanging(padded(label, label_width), std::string(label_width, ' '), text);
}

void page::bullet(std::string_view text) {
  hanging("  - ", "    ", text);
}

std::string page::styled(std::string_view text, std::string_view code) const {
  if (!colour_ || text.empty()) return std::string(text);
  return std::string(code).append(text).append("\x1b[0m");
}

}  // namespace percuta

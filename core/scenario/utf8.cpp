#include "scenario/utf8.hpp"

#include <cstdint>

namespace percuta {

namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";

struct character {
  std::size_t bytes;  // 0: not well-formed
  std::uint32_t point;
};

character decode(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return {1, lead};
  const std::size_t bytes = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 0;
  if (bytes == 0 || lead > 0xf4 || text.size() < bytes) return {0, 0};
  std::uint32_t point = lead & (0xffu >> (bytes + 1));
  for (std::size_t i = 1; i < bytes; ++i) {
    if ((byte(i) & 0xc0) != 0x80) return {0, 0};
    point = (point << 6) | (byte(i) & 0x3fu);
  }
  constexpr std::uint32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
  if (point < smallest[bytes] || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
    return {0, 0};
  return {bytes, point};
}

// Control characters of either block, and those that turn the direction of writing.
bool is_control(std::uint32_t point) {
  return (point < 0x20 && point != '\t') || (point >= 0x7f && point < 0xa0) ||
         (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

}  // namespace

std::optional<std::size_t> first_invalid_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const character c = decode(text.substr(at));
    if (c.bytes == 0) return at;
    at += c.bytes;
  }
  return std::nullopt;
}

std::vector<std::string> printable_characters(std::string_view text) {
  std::vector<std::string> characters;
  while (!text.empty()) {
    const character c = decode(text);
    const bool shown = c.bytes > 0 && !is_control(c.point);
    characters.emplace_back(shown ? text.substr(0, c.bytes) : replacement);
    text.remove_prefix(c.bytes > 0 ? c.bytes : 1);
  }
  return characters;
}

std::string printable(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    for (const std::string& c : printable_characters(text.substr(0, end)))
      result += c;
    if (end == std::string_view::npos) break;
    result += '\n';
    text.remove_prefix(end + 1);
  }
  return result;
}

}  // namespace percuta

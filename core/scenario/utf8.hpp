#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace percuta {

/// The byte order mark that some editors put before the first line.
inline constexpr std::string_view utf8_mark = "\xef\xbb\xbf";

/// Offset of the first byte that is not part of well-formed UTF-8 (no overlong forms, no
/// surrogates).
std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// The characters of a text as a terminal may show them: control characters except tab become
/// U+FFFD, and so does every byte that is not UTF-8.
std::vector<std::string> printable_characters(std::string_view text);

/// The same as one text; line breaks are kept.
std::string printable(std::string_view text);

}  // namespace percuta

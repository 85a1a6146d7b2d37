#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace percuta {

/// Levels of tables and arrays that a text may have, by its dots and brackets together.
inline constexpr std::size_t deepest_toml = 64;

/// Offset at which a text, read as TOML, would go deeper than that; nothing where it does not.
/// Asked before parsing: the parser and everything after it takes a level of the stack for each
/// level of the text, and `[a.a.a…]` costs two bytes a level.
std::optional<std::size_t> too_deep_toml(std::string_view text);

}  // namespace percuta

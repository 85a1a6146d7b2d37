#pragma once

#include <string>
#include <string_view>

namespace percuta::cli {

/// A key as it is compared: "[[skin.layers]]thickness", "skin.layers[].thickness" and
/// "Skin.Layers.Thickness" are all "skin.layers.thickness".
std::string plain_key(std::string_view key);

/// True when the wanted key is the path; a component NAME of the path takes any name.
bool is_key(std::string_view wanted, std::string_view path);

/// True when it is the last components of the path.
bool ends_key(std::string_view wanted, std::string_view path);

}  // namespace percuta::cli

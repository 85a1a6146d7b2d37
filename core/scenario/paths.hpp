#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "scenario/keys.hpp"

namespace percuta {

/// A path written in a file, made relative to that file's folder. Unless the user allows it, it may
/// not leave that folder: no absolute path, no "..", no symbolic link that leads out. Whether it
/// exists is not checked.
std::optional<std::filesystem::path> resolve_path(const std::string& written, const location& where,
                                                  const reading& run);

}  // namespace percuta

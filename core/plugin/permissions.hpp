#pragma once

#include <filesystem>
#include <string>

namespace percuta {

/// Why a plugin may not be loaded: the first of the file, the folder it lies in (its own and,
/// behind a symbolic link, the real one), up to and including the search folder, that others may
/// write, with the command that mends it. Empty when nobody else can. What lies above the search
/// folder is not looked at: it was chosen by whoever set the search path.
std::string writable_by_others(const std::filesystem::path& file,
                               const std::filesystem::path& search_folder);

}  // namespace percuta

#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace percuta::cli {

/// The bytes of a file. Throws file_error.
std::string read_whole(const std::filesystem::path& file);

/// Writes to a file, or to stdout for "-". A file appears under its name only once it is complete.
/// Throws file_error.
void write_whole(const std::string& file, std::string_view text);

}  // namespace percuta::cli

#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace percuta::cli {

/// The bytes of a file. Throws file_error.
std::string read_whole(const std::filesystem::path& file);

/// Writes to a file, or to stdout for "-". A file appears under its name only once it is complete.
/// Throws file_error.
void write_whole(const std::string& file, std::string_view text);

/// Throws a usage error where the output that `option` asks for is one of the inputs.
void refuse_overwriting(const std::string& option, const std::string& output,
                        const std::vector<std::filesystem::path>& inputs);

// What is wrong with the name of an output, for the command line; "" when nothing is.
std::string check_output_name(const std::string& name);
std::string check_output_directory(const std::string& name);

}  // namespace percuta::cli

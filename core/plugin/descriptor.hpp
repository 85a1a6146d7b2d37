#pragma once

#include "percuta/plugin.h"

#include <filesystem>

namespace percuta {

/// Walks a descriptor, its models and their parameter tables, and throws plugin_error at the first
/// thing that is missing, foreign, contradictory or named twice; `file` is for the message. A
/// descriptor that passes may be read without further care. Reads memory that a broken plugin may
/// have pointed anywhere: a library seen for the first time is checked in a child process.
void check_descriptor(const std::filesystem::path& file,
                      const percuta_plugin_descriptor* descriptor);

/// The same for one model's parameter table; throws std::invalid_argument.
void check_parameters(const percuta_model& model);

}  // namespace percuta

#pragma once

#include "percuta/plugin.h"

#include <filesystem>

namespace percuta {

/// Opens a shared library, all its symbols resolved and none of them made visible to others, and
/// returns its descriptor unread. The library stays until the process ends. Throws plugin_error
/// with the loader's own words, or when the library exports no descriptor.
const percuta_plugin_descriptor* open_library(const std::filesystem::path& file);

}  // namespace percuta

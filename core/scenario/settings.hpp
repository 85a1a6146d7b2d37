#pragma once

#include <string>

#include "percuta/diagnostics.hpp"
#include "percuta/scenario.hpp"

namespace percuta {

/// Applies one `--set key=value` to a scenario's values: "simulation.duration", "steps.0.passes"
/// and "skin.layers.1.thickness" name what the file's own keys name, array elements by index from
/// 0. The value is read as TOML, or taken as text where it is none: 5, true, 10 um. Keys that the
/// file does not have are added; keys that are not declared, and elements that do not exist, are
/// errors.
void apply_setting(raw_value& root, const std::string& key, const std::string& value,
                   diagnostics& out);

}  // namespace percuta

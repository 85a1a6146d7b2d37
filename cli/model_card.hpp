#pragma once

#include "percuta/host.hpp"

#include <filesystem>
#include <string>
#include <string_view>

namespace percuta::cli {

/// "diffusion" for a model of PERCUTA_DIFFUSION_INTERFACE.
std::string kind_of(const percuta_model& model);

/// How far a model's constants can be trusted, in words.
std::string_view evidence_in_words(percuta_evidence evidence);

/// A minimum and maximum in the parameter's own unit: "at least 0, at most 1"; ""
/// when unbounded.
std::string bounds_of(const percuta_parameter& p);

/// Where a parameter stands in a scenario, given its section: "diffusion.layers.NAME.diffusivity".
std::string path_of(const percuta_parameter& p, std::string_view section);

/// The section of a scenario that holds a model's parameters: "diffusion", "channels", "closure".
std::string section_of(const percuta_model& model);

/// Key, type, unit, default, bounds and meaning, several lines.
std::string describe(const percuta_parameter& p, std::string_view section);

/// Everything the model says of itself.
std::string describe(const model_info& info);

/// Tells on stderr why a library cannot be used.
void report_refused(const std::filesystem::path& file, const std::string& reason);

/// The folders that a host looks into, one a line.
std::string folders_of(const plugin_host& host);

}  // namespace percuta::cli

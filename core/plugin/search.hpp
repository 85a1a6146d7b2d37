#pragma once

#include "percuta/host.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace percuta {

/// The folders in which plugins are sought, in order, absolute, each once; they need not exist.
/// Empty and relative entries of environment variables are passed over, so that the current
/// directory is never searched by accident.
std::vector<std::filesystem::path> search_folders(const plugin_search& search);

/// "geometry" for "percuta.geometry/0".
std::string kind_of(const std::string& interface_id);

/// "percuta_geometry_cone.so" for "percuta.geometry/0" and "cone".
std::string conventional_name(const std::string& interface_id, const std::string& model_id);

/// What a file name says by convention; none when it follows none.
struct named_model {
  std::string kind, model;
};
std::optional<named_model> convention_of(const std::filesystem::path& file);

/// The files of a folder that end in ".so", by name; none when the folder cannot be read.
std::vector<std::filesystem::path> libraries_in(const std::filesystem::path& folder);

}  // namespace percuta

#pragma once

#include "percuta/result.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace percuta {

/// A file of the user's that went into a result, with where its copy stands in the output folder.
struct input_copy {
  std::filesystem::path original, copy;
  std::string text;
};

/// The scenario as input.toml and every serum that stood in a file of its own. A serum keeps its
/// path relative to the scenario, so that the copy runs as it is; one from outside goes to serums/.
std::vector<input_copy> input_copies(const scenario& s);

/// What it takes to know where a result came from and to repeat it, as indented JSON. `files` are
/// all files of the folder.
std::string provenance_json(const result& r, const scenario& s, const run_settings& settings,
                            const std::vector<input_copy>& inputs,
                            const std::vector<std::filesystem::path>& files);

}  // namespace percuta

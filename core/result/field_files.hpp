#pragma once

#include "percuta/result.hpp"

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace percuta {

/// A file of a result folder that is made when it is written; it looks at the result until then.
struct lazy_file {
  std::filesystem::path name;  ///< within the folder
  std::function<std::string()> content;
};

/// What goes to fields/ for every run that has a cell: for each serum a folder with its grid and
/// times as NumPy arrays, and in it for each ingredient the fields as an array, for ParaView and as
/// a picture. No name is among `taken`.
std::vector<lazy_file> field_files(const result& r,
                                   const std::vector<std::filesystem::path>& taken);

/// A name for a file: the letters and digits of ASCII in lower case, all else as single "_";
/// `fallback` where nothing is left.
std::string slug(std::string_view text, std::string_view fallback);

}  // namespace percuta

#pragma once

#include "database.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace percuta::builtin {

struct match {
  std::string name;  ///< INCI
  double score;      ///< 0 exact, 0.25 begins with, 0.5 contains, else the edit distance
};

/// The ingredients whose name or synonym is nearest to `text`, best first, at most `limit`; none
/// further than a third of the text's length (two edits are always allowed).
std::vector<match> search(const database& data, std::string_view text, std::size_t limit);

}  // namespace percuta::builtin

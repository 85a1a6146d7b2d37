#pragma once

#include "percuta/result.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace percuta {

/// The runs of one ingredient, in the order of the serums.
struct ingredient_runs {
  std::string ingredient;
  std::vector<const run_result*> runs;
};

/// Runs by ingredient, in order of first appearance.
std::vector<ingredient_runs> by_ingredient(const result& r);

/// Index of the estimate whose whole range lies above every other's. None where there is only one,
/// where ranges touch, or where a range is missing: a bare number never wins.
std::optional<std::size_t> clear_winner(const std::vector<estimate>& estimates);

/// What may be said about the serums of one ingredient, a sentence each; empty for a single serum.
std::vector<std::string> verdict(const ingredient_runs& group);

}  // namespace percuta

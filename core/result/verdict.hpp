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

/// One number of a run: with the most likely inputs, and at every combination of the uncertain
/// ones.
struct ranked {
  double value = 0.0;
  std::vector<double> corners;
};

/// a over b. The uncertain inputs (the treatment, the skin) are the same for both serums, so the
/// range is that of the ratios at like combinations, not that of the ranges. None where b vanishes
/// somewhere or the two have no like combinations: a bare number is no ground to judge on.
std::optional<estimate> ratio_of(const ranked& a, const ranked& b);

/// Index of the one that is above every other with the most likely inputs and at every combination,
/// by more than the numbers are exact to. None where there is none.
std::optional<std::size_t> clear_winner(const std::vector<ranked>& all);

/// What may be said about the serums of one ingredient, a sentence each; empty for a single serum.
std::vector<std::string> verdict(const ingredient_runs& group);

}  // namespace percuta

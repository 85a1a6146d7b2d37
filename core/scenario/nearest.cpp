#include <algorithm>

#include "percuta/ascii.hpp"
#include "percuta/diagnostics.hpp"

namespace percuta {

namespace {

// Damerau-Levenshtein distance (optimal string alignment): insertions, deletions, substitutions and
// swaps of neighbours that turn a into b.
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j)
    last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

}  // namespace

std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates,
                                 std::size_t limit) {
  struct match {
    std::size_t distance;
    const std::string* text;
  };
  constexpr std::size_t longest_word = 200;  // beyond that nobody misspelt a key
  if (word.size() > longest_word) return {};

  const std::string sought = lower_case(word);
  const std::size_t allowed = std::max<std::size_t>(2, word.size() / 3);
  std::vector<match> matches;
  for (const std::string& candidate : candidates) {
    const std::string offered = lower_case(candidate);
    // "epidermis" of "viable_epidermis": a part that is a word of its own.
    if (word.size() >= 5 && offered.size() > word.size() && offered.ends_with("_" + sought)) {
      matches.push_back({1, &candidate});
      continue;
    }
    const std::size_t longer = std::max(candidate.size(), word.size());
    if (longer - std::min(candidate.size(), word.size()) > allowed) continue;
    const std::size_t distance = edit_distance(sought, offered);
    // A word of two letters is two edits from any other: something must be left of it.
    if (distance <= allowed && (distance < longer || longer == 0))
      matches.push_back({distance, &candidate});
  }
  std::stable_sort(matches.begin(), matches.end(),
                   [](const match& a, const match& b) { return a.distance < b.distance; });
  std::vector<std::string> best;
  for (const match& m : matches)
    if (best.size() < limit && std::find(best.begin(), best.end(), *m.text) == best.end())
      best.push_back(*m.text);
  return best;
}

std::string guess(std::string_view word, const std::vector<std::string>& candidates) {
  const std::vector<std::string> near = nearest(word, candidates, 1);
  return near.empty() ? std::string() : "did you mean '" + near.front() + "'?";
}

}  // namespace percuta

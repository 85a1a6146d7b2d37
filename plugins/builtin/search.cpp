#include "search.hpp"

#include <algorithm>
#include <cstddef>
#include <limits>
#include <numeric>

namespace percuta::builtin {
namespace {

/// Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment).
std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last, last(b.size() + 1), row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] =
          std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0u : 1u)});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last = last;
    last = row;
  }
  return last[b.size()];
}

double score(std::string_view text, std::string_view candidate, std::size_t most_edits) {
  if (candidate == text) return 0.0;
  const std::size_t at = text.empty() ? std::string_view::npos : candidate.find(text);
  if (at == 0) return 0.25;
  if (at != std::string_view::npos) return 0.5;
  const std::size_t edits = edit_distance(text, candidate);
  return edits <= most_edits ? static_cast<double>(edits) : std::numeric_limits<double>::infinity();
}

}  // namespace

std::vector<match> search(const database& data, std::string_view text, std::size_t limit) {
  const std::string wanted = folded(text);
  const std::size_t most_edits = std::max<std::size_t>(2, wanted.size() / 3);
  std::vector<match> found;
  for (const ingredient& i : data.ingredients) {
    double best = score(wanted, folded(i.name), most_edits);
    for (const std::string& synonym : i.synonyms) {
      best = std::min(best, score(wanted, folded(synonym), most_edits));
    }
    if (best < std::numeric_limits<double>::infinity()) found.push_back({i.name, best});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const match& a, const match& b) { return a.score < b.score; });
  if (found.size() > limit) found.resize(limit);
  return found;
}

}  // namespace percuta::builtin

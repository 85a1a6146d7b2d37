#include "result/verdict.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

namespace percuta {

std::vector<ingredient_runs> by_ingredient(const result& r) {
  std::vector<ingredient_runs> groups;
  for (const run_result& run : r.runs) {
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const ingredient_runs& g) {
      return g.ingredient == run.ingredient;
    });
    ingredient_runs& group =
        same != groups.end() ? *same : groups.emplace_back(ingredient_runs{run.ingredient, {}});
    group.runs.push_back(&run);
  }
  return groups;
}

std::optional<std::size_t> clear_winner(const std::vector<estimate>& estimates) {
  if (estimates.size() < 2) return std::nullopt;
  for (const estimate& e : estimates) {
    if (!e.low || !e.high) return std::nullopt;
  }
  const auto best =
      std::max_element(estimates.begin(), estimates.end(),
                       [](const estimate& a, const estimate& b) { return *a.low < *b.low; });
  for (auto e = estimates.begin(); e != estimates.end(); ++e) {
    if (e != best && !(*best->low > *e->high)) return std::nullopt;
  }
  return static_cast<std::size_t>(best - estimates.begin());
}

std::vector<std::string> verdict(const ingredient_runs& group) {
  if (group.runs.size() < 2) return {};
  const bool ranged = std::all_of(group.runs.begin(), group.runs.end(), [](const run_result* r) {
    return r->target_mean_kg_m3.low && r->target_mean_kg_m3.high;
  });
  if (!ranged) return {"No serum is named best: there are no ranges to judge a difference by."};

  std::vector<std::string> sentences;
  for (const auto& [words, member] :
       {std::pair{"highest concentration", &run_result::target_peak_kg_m3},
        std::pair{"average concentration", &run_result::target_mean_kg_m3},
        std::pair{"amount that entered", &run_result::target_entered_kg_m2}}) {
    std::vector<estimate> estimates;
    for (const run_result* r : group.runs)
      estimates.push_back(r->*member);
    if (const auto winner = clear_winner(estimates)) {
      sentences.push_back(
          fmt::format("By {}: {} is ahead; its range lies above every other serum's.", words,
                      group.runs[*winner]->serum));
    } else {
      sentences.push_back(fmt::format("By {}: no difference that the ranges support.", words));
    }
  }
  if (std::all_of(sentences.begin(), sentences.end(), [](const std::string& s) {
        return s.find("no difference") != std::string::npos;
      })) {
    return {"No difference between the serums that the ranges support."};
  }
  return sentences;
}

}  // namespace percuta

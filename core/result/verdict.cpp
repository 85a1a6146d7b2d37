#include "result/verdict.hpp"

#include "result/text.hpp"

#include <fmt/format.h>
#include <algorithm>

namespace percuta {
namespace {

/// Smaller differences than this are not told from the error of the numbers.
constexpr double exactness = 0.02;

}  // namespace

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

std::optional<estimate> ratio_of(const ranked& a, const ranked& b) {
  if (a.corners.empty() || a.corners.size() != b.corners.size() || !(b.value > 0.0)) {
    return std::nullopt;
  }
  const double ratio = a.value / b.value;
  estimate e{ratio, ratio, ratio};
  for (std::size_t i = 0; i < a.corners.size(); ++i) {
    if (!(b.corners[i] > 0.0)) return std::nullopt;
    e.low = std::min(*e.low, a.corners[i] / b.corners[i]);
    e.high = std::max(*e.high, a.corners[i] / b.corners[i]);
  }
  return e;
}

std::optional<std::size_t> clear_winner(const std::vector<ranked>& all) {
  if (all.size() < 2) return std::nullopt;
  for (std::size_t i = 0; i < all.size(); ++i) {
    bool ahead = true;
    for (std::size_t other = 0; other < all.size() && ahead; ++other) {
      if (other == i) continue;
      const std::optional<estimate> ratio = ratio_of(all[i], all[other]);
      ahead = ratio && *ratio->low > 1.0 + exactness;
    }
    if (ahead) return i;
  }
  return std::nullopt;
}

namespace {

std::string typeset_ratio(const estimate& e) {
  return fmt::format("{} ({}–{})", three_digits(e.value), three_digits(*e.low),
                     three_digits(*e.high));
}

/// The ratios of one serum to all others: "1.5 (1.2–1.9) times that of B".
std::string over_others(const ingredient_runs& group, const std::vector<ranked>& all,
                        std::size_t one) {
  std::string out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (i == one) continue;
    const std::optional<estimate> ratio = ratio_of(all[one], all[i]);
    if (!ratio) continue;
    out += fmt::format("{}{} times that of {}", out.empty() ? "" : ", ", typeset_ratio(*ratio),
                       group.runs[i]->serum);
  }
  return out;
}

std::string judge(const ingredient_runs& group, const char* words, const std::vector<ranked>& all) {
  if (const std::optional<std::size_t> winner = clear_winner(all)) {
    return fmt::format("By {}: {} is ahead, {}.", words, group.runs[*winner]->serum,
                       over_others(group, all, *winner));
  }
  const std::string ratios = over_others(group, all, 0);
  return ratios.empty()
             ? fmt::format("By {}: no difference that can be judged.", words)
             : fmt::format(
                   "By {}: no difference beyond {:.0f} % that the ranges support ({} has {}).",
                   words, 100.0 * exactness, group.runs[0]->serum, ratios);
}

}  // namespace

std::vector<std::string> verdict(const ingredient_runs& group) {
  if (group.runs.size() < 2) return {};
  const bool ranged = std::all_of(group.runs.begin(), group.runs.end(), [](const run_result* r) {
    return !r->corners.mean_kg_m3.empty();
  });
  if (!ranged) return {"No serum is named best: there are no ranges to judge a difference by."};

  const auto rank = [&](estimate run_result::*value, std::vector<double> target_corners::*corners) {
    std::vector<ranked> all;
    for (const run_result* r : group.runs)
      all.push_back({(r->*value).value, r->corners.*corners});
    return all;
  };
  return {judge(group, "highest concentration",
                rank(&run_result::target_peak_kg_m3, &target_corners::peak_kg_m3)),
          judge(group, "average concentration",
                rank(&run_result::target_mean_kg_m3, &target_corners::mean_kg_m3)),
          judge(group, "amount that entered",
                rank(&run_result::target_entered_kg_m2, &target_corners::entered_kg_m2))};
}

}  // namespace percuta

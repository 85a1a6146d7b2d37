#include "transport/modes/effort.hpp"

#include "transport/modes/element_basis.hpp"

#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

/// Observed on closed forms and on problems whose answers are known: the true error of a run is
/// some thousandth of what its steps are judged to have, and each mode more is worth a factor of
/// three to ten.
constexpr double accuracy_per_tolerance = 60.0, loosest = 1e-2, tightest = 1e-9;
constexpr double fine_share = 0.25, refined_share = 0.125;
constexpr double first_stride = 4.0, shorter_stride = 0.5;
constexpr int modes_at_1e4 = 3, modes_between = 2;
constexpr double modes_per_decade = 1.0;
constexpr int most_refinements = 3;

}  // namespace

efforts first_efforts(const problem& p) {
  const double tolerance = p.tolerance;
  const auto& t = p.wanted.time_s;
  const double decades = std::max(0.0, -std::log10(tolerance) - 4.0);
  effort coarse;
  coarse.first_s = *std::upper_bound(t.begin(), t.end(), 0.0);
  coarse.modes = std::min(modes_at_1e4 + static_cast<int>(modes_per_decade * decades), 10);
  coarse.accuracy = std::clamp(accuracy_per_tolerance * tolerance, tightest, loosest);
  coarse.stride = first_stride;
  effort fine = coarse;
  fine.stride *= shorter_stride;
  fine.modes += modes_between;
  fine.accuracy = std::max(tightest, fine_share * coarse.accuracy);
  return {coarse, fine};
}

bool refine_space(effort& e) {
  if (e.modes + modes_between <= most_modes) {
    e.modes += modes_between;
    return true;
  }
  return ++e.refinement <= most_refinements;
}

bool refine_time(effort& e) {
  if (e.accuracy <= tightest) return false;
  e.accuracy = std::max(tightest, refined_share * e.accuracy);
  e.stride *= shorter_stride;
  return true;
}

}  // namespace percuta

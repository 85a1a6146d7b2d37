#include "percuta/solve.hpp"

#include "percuta/error.hpp"
#include "transport/extrapolate.hpp"
#include "transport/mesh.hpp"
#include "transport/reaction_graph.hpp"
#include "transport/scales.hpp"
#include "transport/trajectory.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

/// The local error that a step may have, over the tolerance: an estimate of order 3 for a method of
/// order 5, so that the true error of a run is usually some thousandth of it. Where meshes disagree
/// more than is allowed, steps may be to blame as well as cells: both are refined.
constexpr double step_share = 2.0, step_refinement = 0.3;

/// The space error that is accepted, of the tolerance.
constexpr double space_share = 0.5;

/// Each mesh has this many times the cells of the one before it.
constexpr double refinement = 1.5;

/// Cells per segment of the third mesh at tolerance 1e-4; the extrapolated error is of fourth
/// order.
constexpr double cells_at_1e4 = 9.0;
constexpr int fewest_cells = 9, most_cells = 1500;

constexpr double balance_limit = 1e-8;

/// A group's solutes on one mesh.
struct mesh_solution {
  std::vector<solute_solution> solutes;
  int cells_per_segment = 0;
  long cells = 0;
};

class group_solver {
public:
  group_solver(const problem& p, const std::vector<int>& group, const std::vector<double>& scales,
               const solve_options& options, solve_statistics& statistics)
      : p_(p), group_(group), scales_(scales), options_(options), statistics_(statistics) {}

  std::vector<solute_solution> run() {
    const int third =
        std::max(fewest_cells,
                 static_cast<int>(std::ceil(cells_at_1e4 * std::pow(1e-4 / p_.tolerance, 0.25))));
    const int second = coarser(third), first = coarser(second);
    mesh_solution before = on(first), coarse = on(second), fine = on(third);
    std::vector<solute_solution> previous = combine(before, coarse), best = combine(coarse, fine);
    double error = error_between(previous, best, coarse, fine);
    const double allowed = space_share * p_.tolerance;
    while (!(error <= allowed)) {
      const double factor = std::clamp(1.1 * std::pow(error / allowed, 0.25), 1.25, 3.0);
      const double wanted = std::ceil(factor * fine.cells_per_segment);
      if (!std::isfinite(error) || !(wanted <= most_cells)) give_up(error);
      coarse = std::move(fine);
      step_tolerance_ *= step_refinement;
      fine = on(static_cast<int>(wanted));
      previous = std::move(best);
      best = combine(coarse, fine);
      error = error_between(previous, best, coarse, fine);
    }
    statistics_.cells = fine.cells;
    statistics_.estimated_error = error + step_gain * step_tolerance_;
    for (const solute_solution& s : best)
      check_balance(s);
    return best;
  }

private:
  /// True error of a run over the local error allowed in a step, as observed on closed forms.
  static constexpr double step_gain = 0.02;

  static int coarser(int cells) { return static_cast<int>(std::lround(cells / refinement)); }

  mesh_solution on(int cells_per_segment) {
    const mesh cells = make_mesh(p_, group_, cells_per_segment);
    return {follow(p_, group_, scales_, cells, step_tolerance_, options_, statistics_),
            cells_per_segment, cells.cells()};
  }

  std::vector<solute_solution> combine(const mesh_solution& coarse,
                                       const mesh_solution& fine) const {
    std::vector<solute_solution> out;
    for (std::size_t s = 0; s < group_.size(); ++s) {
      out.push_back(extrapolate(coarse.solutes[s], coarse.cells_per_segment, fine.solutes[s],
                                fine.cells_per_segment));
    }
    return out;
  }

  /// Space error of `best`, of the scale: its distance from the extrapolation before it bounds the
  /// error of the latter, and the error falls at least like the square of the cells.
  double error_between(const std::vector<solute_solution>& previous,
                       const std::vector<solute_solution>& best, const mesh_solution& coarse,
                       const mesh_solution& fine) const {
    const double ratio = static_cast<double>(fine.cells_per_segment) / coarse.cells_per_segment;
    double worst = 0.0;
    for (std::size_t s = 0; s < group_.size(); ++s) {
      const double scale = std::max(scales_[group_[s]], best[s].supplied_kg_m2.back());
      worst = worse(worst, largest_difference(previous[s], best[s]) / scale);
    }
    return worst / (ratio * ratio);
  }

  [[noreturn]] void give_up(double error) const {
    if (!std::isfinite(error)) {
      throw numerical_error(
          "the result is not a finite number; look for extreme values in the problem");
    }
    throw numerical_error(fmt::format(
        "the error is {:.1e} of the dose with {} cells between neighbouring interfaces, above the "
        "tolerance {:g}; a tolerance of {:.1e} would be met",
        error, most_cells, p_.tolerance, 2.0 * error / space_share));
  }

  static void check_balance(const solute_solution& s) {
    if (s.balance_error <= balance_limit) return;
    throw numerical_error(fmt::format(
        "mass does not balance: {:.2e} of the dose is unaccounted for ({:g} is allowed)",
        s.balance_error, balance_limit));
  }

  const problem& p_;
  const std::vector<int>& group_;
  const std::vector<double>& scales_;
  const solve_options& options_;
  solve_statistics& statistics_;
  double step_tolerance_ = step_share * p_.tolerance;
};

}  // namespace

solution solve(const problem& p, const solve_options& options) {
  check(p);
  const std::vector<std::vector<int>> groups = reaction_groups(p);
  const std::vector<double> scales = amount_scales(p, groups);
  solution out;
  out.time_s = p.wanted.time_s;
  out.method = "stepping";
  out.solutes.resize(p.solutes.size());
  std::vector<solve_statistics> statistics(groups.size());
  tbb::parallel_for(std::size_t{0}, groups.size(), [&](std::size_t g) {
    std::vector<solute_solution> solved =
        group_solver(p, groups[g], scales, options, statistics[g]).run();
    for (std::size_t s = 0; s < groups[g].size(); ++s) {
      out.solutes[groups[g][s]] = std::move(solved[s]);
    }
  });
  for (const solve_statistics& s : statistics) {
    out.statistics.steps += s.steps;
    out.statistics.rejected += s.rejected;
    out.statistics.factorisations += s.factorisations;
    out.statistics.cells = std::max(out.statistics.cells, s.cells);
    out.statistics.estimated_error = std::max(out.statistics.estimated_error, s.estimated_error);
  }
  return out;
}

}  // namespace percuta

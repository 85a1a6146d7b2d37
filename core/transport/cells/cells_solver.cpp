#include "transport/cells/cells_solver.hpp"

#include "percuta/error.hpp"
#include "transport/cells/extrapolate.hpp"
#include "transport/cells/mesh.hpp"
#include "transport/cells/trajectory.hpp"
#include "transport/inventories.hpp"
#include "transport/scales.hpp"
#include "transport/transform/cells_transform.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

/// The local error that a step may be judged to have, over the tolerance: an estimate of order 3
/// for a method of order 5, so that the true error of a run is usually some thousandth of it. What
/// it really is shows on the coarsest mesh, against shorter steps.
constexpr double step_share = 60.0, step_refinement = 0.2;
constexpr double loosest_step = 1e-2, tightest_step = 1e-13;

/// The error in time that is accepted, of the tolerance.
constexpr double time_share = 0.25;

/// Of the tolerance, what the transform's poles may take.
constexpr double pole_share = 0.1;

/// The error in space that is accepted, of the tolerance.
constexpr double space_share = 0.5;

/// Each mesh has this many times the cells of the one before it.
constexpr double refinement = 1.5;

/// Cells per segment of the third mesh at tolerance 1e-4; the extrapolated error is of fourth
/// order.
constexpr double cells_at_1e4 = 9.0;
constexpr int fewest_cells = 9, most_cells = 1500;

/// A group's solutes on one mesh.
struct mesh_solution {
  std::vector<solute_solution> solutes;
  int cells_per_segment = 0;
  long cells = 0;
};

class group_solver {
public:
  group_solver(const problem& p, const std::vector<int>& group, const std::vector<double>& scales,
               time_method method, const solve_options& options, solve_statistics& statistics)
      : p_(p),
        group_(group),
        scales_(scales),
        method_(method),
        options_(options),
        statistics_(statistics) {}

  std::vector<solute_solution> run() {
    const int third =
        std::max(fewest_cells,
                 static_cast<int>(std::ceil(cells_at_1e4 * std::pow(1e-4 / p_.tolerance, 0.25))));
    const int second = coarser(third), first = coarser(second);
    if (method_ == time_method::transform) choose_poles(first);
    mesh_solution before = method_ == time_method::transform ? on(first) : with_steps(first);
    mesh_solution coarse = on(second), fine = on(third);
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
    statistics_.estimated_error = error + time_error_;
    for (solute_solution& s : best) {
      for (std::size_t i = 0; i < s.film_kg_m2.size(); ++i)
        raise_negative_inventories(s, i);
      for (layer_series& layer : s.layers)
        layer.peak_kg_m2 = std::max(layer.peak_kg_m2, 0.0);
    }
    return best;
  }

private:
  mesh_solution on(int cells_per_segment) {
    const mesh cells = make_mesh(p_, group_, cells_per_segment);
    if (method_ == time_method::transform) {
      if (options_.cancelled && options_.cancelled->load()) throw interrupted_error("interrupted");
      statistics_.factorisations +=
          static_cast<long>(poles_->pairs) * static_cast<long>(p_.wanted.time_s.size());
      last_ = transform_on_cells(p_, group_, cells, *poles_, last_);
      return {last_, cells_per_segment, cells.cells()};
    }
    return {follow(p_, group_, scales_, cells, step_tolerance_, options_, statistics_),
            cells_per_segment, cells.cells()};
  }

  /// The coarsest mesh, with steps short enough that shorter ones change little.
  mesh_solution with_steps(int cells_per_segment) {
    mesh_solution now = on(cells_per_segment);
    while (true) {
      const double loose = step_tolerance_;
      step_tolerance_ *= step_refinement;
      mesh_solution shorter = on(cells_per_segment);
      time_error_ = 0.0;
      for (std::size_t s = 0; s < group_.size(); ++s) {
        const double scale = std::max(scales_[group_[s]], now.solutes[s].supplied_kg_m2.back());
        time_error_ =
            worse(time_error_, largest_difference(now.solutes[s], shorter.solutes[s]) / scale);
      }
      if (time_error_ <= time_share * p_.tolerance) {
        step_tolerance_ = loose;
        return now;
      }
      if (!std::isfinite(time_error_) || step_tolerance_ < tightest_step) give_up(time_error_);
      now = std::move(shorter);
    }
  }

  /// The fewest poles that the next more agree with. Channels may leave the operator without
  /// symmetry, and then no bound is known beforehand.
  void choose_poles(int cells_per_segment) {
    const mesh cells = make_mesh(p_, group_, cells_per_segment);
    problem bare = p_;
    bare.wanted.peaks = bare.wanted.profiles = false;
    const auto all = all_exponential_poles();
    std::vector<solute_solution> before;
    double apart = 0.0;
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (all[k].error > pole_share * p_.tolerance && k + 2 < all.size()) continue;
      std::vector<solute_solution> now = transform_on_cells(bare, group_, cells, all[k], {});
      if (!before.empty()) {
        apart = 0.0;
        for (std::size_t s = 0; s < group_.size(); ++s) {
          apart = worse(apart, largest_difference(before[s], now[s]) / scales_[group_[s]]);
        }
        poles_ = &all[k - 1];
        if (apart <= pole_share * p_.tolerance) return;
      }
      before = std::move(now);
    }
    throw numerical_error(fmt::format(
        "the transform's error is {:.1e} of the dose, above what the tolerance {:g} leaves it; a "
        "tolerance of {:.1e} would be met",
        apart, p_.tolerance, apart / pole_share));
  }

  static int coarser(int cells) { return static_cast<int>(std::lround(cells / refinement)); }

  std::vector<solute_solution> combine(const mesh_solution& coarse,
                                       const mesh_solution& fine) const {
    std::vector<solute_solution> out;
    for (std::size_t s = 0; s < group_.size(); ++s) {
      out.push_back(extrapolate(coarse.solutes[s], coarse.cells_per_segment, fine.solutes[s],
                                fine.cells_per_segment));
    }
    return out;
  }

  /// Error of `best` in space, of the scale: its distance from the extrapolation before it is the
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

  const problem& p_;
  const std::vector<int>& group_;
  const std::vector<double>& scales_;
  time_method method_;
  const solve_options& options_;
  solve_statistics& statistics_;
  const exponential_poles* poles_ = nullptr;
  std::vector<solute_solution> last_;
  double step_tolerance_ = std::min(step_share * p_.tolerance, loosest_step), time_error_ = 0.0;
};

}  // namespace

std::vector<solute_solution> solve_on_cells(const problem& p, const std::vector<int>& group,
                                            const std::vector<double>& scales, time_method method,
                                            const solve_options& options,
                                            solve_statistics& statistics) {
  return group_solver(p, group, scales, method, options, statistics).run();
}

}  // namespace percuta

#include "transport/unit_cell/cell_solver.hpp"

#include "percuta/error.hpp"
#include "transport/inventories.hpp"
#include "transport/scales.hpp"
#include "transport/unit_cell/cell_march.hpp"
#include "transport/unit_cell/cell_system.hpp"
#include "transport/unit_cell/krylov_solver.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

constexpr int degree = 3;

/// Each mesh has this many times the elements of the one before it, along each direction.
constexpr double refinement = 1.4;

/// Elements of the third mesh at tolerance 1e-4, and the order by which the first choice follows
/// the tolerance.
constexpr double elements_at_1e4 = 1.0, order_expected = 4.5;
constexpr double fewest_elements = 0.5, most_elements = 8.0;

/// The order of convergence that is believed, whatever is observed.
constexpr double lowest_order = 1.0, highest_order = 2.5;

/// Of the tolerance: what the error in space and in time may take, and the Krylov space.
constexpr double space_share = 0.6, time_share = 0.25, krylov_share = 0.02;

/// The estimate of a step over the tolerance: it is of order 3 for a method of order 4, and adds up
/// what shrinks later; the true error of a run is some hundredth of it and is measured on the
/// coarsest mesh against shorter steps.
constexpr double step_share = 60.0, step_refinement = 0.2;
constexpr double loosest_step = 2e-2, tightest_step = 1e-12;

class cell_task {
public:
  cell_task(const problem& p, int solute, double scale, time_method method,
            const solve_options& options, solve_statistics& statistics)
      : p_(p),
        bare_(p),
        solute_(solute),
        scale_(scale),
        method_(method),
        options_(options),
        statistics_(statistics) {
    bare_.wanted.profiles = bare_.wanted.fields = false;
  }

  solute_solution run() {
    double elements =
        std::clamp(elements_at_1e4 * std::pow(1e-4 / p_.tolerance, 1.0 / order_expected),
                   fewest_elements, most_elements);
    const double coarsest = elements / (refinement * refinement);
    if (method_ == time_method::stepping) choose_steps(coarsest);
    const solute_solution first = on(coarsest, bare_);
    solute_solution second = on(elements / refinement, bare_);
    shape coarser = shape_;
    solute_solution best = on(elements, p_);
    double before = apart(first, second), now = apart(second, best), ratio = refinement;
    double earlier_ratio = refinement;
    while (true) {
      const double allowed = space_share * p_.tolerance;
      double error = estimate(before, now, earlier_ratio, ratio);
      // Meshes of as many rows or columns agree too well.
      if (!shape_.finer_than(coarser)) error = std::max(error, 2.0 * allowed);
      if (error <= allowed) {
        statistics_.estimated_error = error + time_error_;
        return best;
      }
      if (!std::isfinite(error)) {
        throw numerical_error(
            "the result is not a finite number; look for extreme values in the problem");
      }
      earlier_ratio = ratio;
      ratio = std::clamp(1.1 * std::pow(error / allowed, 1.0 / 3.0), 1.25, 2.0);
      if (elements * ratio > most_elements) {
        throw unresolved_error(fmt::format(
            "the error in space is {:.1e} of the dose with {} unknowns in the cell, above the "
            "tolerance {:g}; a tolerance of {:.1e} would be met",
            error, statistics_.cells, p_.tolerance, 1.2 * error / space_share));
      }
      elements *= ratio;
      second = std::move(best);
      coarser = shape_;
      best = on(elements, p_);
      before = now;
      now = apart(second, best);
    }
  }

private:
  struct shape {
    int columns = 0, rows = 0;
    bool finer_than(const shape& other) const {
      return columns > other.columns && rows > other.rows;
    }
  };

  solute_solution on(double elements, const problem& p) {
    const cell_mesh mesh = make_cell_mesh(p, {solute_}, {elements, degree});
    const cell_system system(p, solute_, mesh);
    statistics_.cells = system.unknowns();
    shape_ = {mesh.columns(), mesh.rows()};
    if (method_ == time_method::krylov) {
      return solve_by_krylov(system, solute_, scale_, krylov_share * p.tolerance, options_,
                             statistics_);
    }
    step_choice choice;
    choice.given = &ends_;
    return march(system, solute_, scale_, choice, options_, statistics_).solution;
  }

  /// Steps on the coarsest mesh, short enough that shorter ones change little. The finer meshes
  /// follow them: errors in time hardly depend on the mesh, and differences between meshes are then
  /// of space alone.
  void choose_steps(double elements) {
    const cell_mesh mesh = make_cell_mesh(bare_, {solute_}, {elements, degree});
    const cell_system system(bare_, solute_, mesh);
    step_choice choice;
    choice.tolerance = std::min(step_share * p_.tolerance, loosest_step);
    march_outcome now = march(system, solute_, scale_, choice, options_, statistics_);
    while (true) {
      choice.tolerance *= step_refinement;
      march_outcome shorter = march(system, solute_, scale_, choice, options_, statistics_);
      time_error_ = apart(now.solution, shorter.solution);
      if (time_error_ <= time_share * p_.tolerance) break;
      if (!std::isfinite(time_error_) || choice.tolerance < tightest_step) {
        throw numerical_error(fmt::format(
            "the error in time is {:.1e} of the dose, above what the tolerance {:g} leaves it; a "
            "tolerance of {:.1e} would be met",
            time_error_, p_.tolerance, 1.2 * time_error_ / time_share));
      }
      now = std::move(shorter);
    }
    ends_ = std::move(now.ends);
  }

  double apart(const solute_solution& a, const solute_solution& b) const {
    const double scale = std::max(scale_, b.supplied_kg_m2.back());
    return worse(0.0, largest_difference(a, b) / scale);
  }

  /// Error of the finest mesh: the differences between three fall as the error does, by an order
  /// that they show.
  static double estimate(double before, double now, double earlier_ratio, double ratio) {
    double order = highest_order;
    if (now > 0.0) {
      // before / now = (e^q - 1) r^q / (r^q - 1), e and r the two refinements; solved by halving.
      const auto quotient = [&](double q) {
        const double finer = std::pow(ratio, q);
        return (std::pow(earlier_ratio, q) - 1.0) * finer / (finer - 1.0);
      };
      double low = lowest_order, high = highest_order;
      for (int k = 0; k < 30; ++k) {
        const double middle = 0.5 * (low + high);
        (quotient(middle) > before / now ? high : low) = middle;
      }
      order = low;
    }
    return now / (std::pow(ratio, order) - 1.0);
  }

  const problem& p_;
  problem bare_;
  int solute_;
  double scale_;
  time_method method_;
  const solve_options& options_;
  solve_statistics& statistics_;
  step_ends ends_;
  shape shape_;  ///< of the mesh last solved on
  double time_error_ = 0.0;
};

}  // namespace

solute_solution solve_in_cell(const problem& p, int solute, double scale, time_method method,
                              const solve_options& options, solve_statistics& statistics) {
  return cell_task(p, solute, scale, method, options, statistics).run();
}

}  // namespace percuta

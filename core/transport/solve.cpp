#include "percuta/solve.hpp"

#include "percuta/error.hpp"
#include "transport/cells/cells_solver.hpp"
#include "transport/inventories.hpp"
#include "transport/modes/modal_case.hpp"
#include "transport/modes/modal_solver.hpp"
#include "transport/reaction_graph.hpp"
#include "transport/scales.hpp"
#include "transport/transform/transform.hpp"
#include "transport/transform/validity.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <algorithm>

namespace percuta {
namespace {

constexpr double balance_limit = 1e-8;

/// Where the transform loses digits, its balance shows it first.
constexpr double transform_balance_limit = 1e-10;

void check_balance(const solute_solution& s, double limit) {
  if (s.balance_error <= limit) return;
  throw numerical_error(
      fmt::format("mass does not balance: {:.2e} of the dose is unaccounted for ({:g} is allowed)",
                  s.balance_error, limit));
}

/// One group of solutes on its way through time.
class group_task {
public:
  group_task(const problem& p, const std::vector<int>& group, const std::vector<double>& scales,
             const solve_options& options)
      : p_(p), group_(group), scales_(scales), options_(options) {
    if (options.method == time_method::stepping) return;
    const std::string reason = why_not_transform(p, group);
    if (reason.empty()) {
      method_ = time_method::transform;
    } else if (options.method == time_method::transform) {
      throw configuration_error(fmt::format(
          "the transform does not hold here: {}; take the time method \"auto\" or \"stepping\"",
          reason));
    }
  }

  void run(std::vector<solute_solution>& out) {
    try {
      solve_and_check(out);
    } catch (const numerical_error&) {
      // What double precision does not resolve in the Laplace domain, steps may.
      if (method_ == time_method::stepping || options_.method == time_method::transform) throw;
      method_ = time_method::stepping;
      statistics_ = {};
      solve_and_check(out);
    }
  }

  time_method method() const { return method_; }
  const solve_statistics& statistics() const { return statistics_; }

private:
  void solve_and_check(std::vector<solute_solution>& out) {
    solve(out);
    const double limit =
        method_ == time_method::transform ? transform_balance_limit : balance_limit;
    for (const int s : group_)
      check_balance(out[s], limit);
  }

  void solve(std::vector<solute_solution>& out) {
    const int first = group_[0];
    const bool transformed = method_ == time_method::transform;
    if (transformed ? is_ladder(p_, group_) : why_not_modes(p_, group_).empty()) {
      out[first] = transformed ? transform(p_, first, scales_[first], statistics_)
                               : solve_in_modes(p_, first, scales_[first], options_, statistics_);
      return;
    }
    std::vector<solute_solution> solved =
        solve_on_cells(p_, group_, scales_, method_, options_, statistics_);
    for (std::size_t s = 0; s < group_.size(); ++s) {
      out[group_[s]] = std::move(solved[s]);
      if (p_.wanted.peaks) raise_peaks(p_.wanted, out[group_[s]]);
    }
  }

  const problem& p_;
  const std::vector<int>& group_;
  const std::vector<double>& scales_;
  const solve_options& options_;
  time_method method_ = time_method::stepping;
  solve_statistics statistics_;
};

}  // namespace

solution solve(const problem& p, const solve_options& options) {
  check(p);
  const std::vector<std::vector<int>> groups = reaction_groups(p);
  const std::vector<double> scales = amount_scales(p, groups);
  solution out;
  out.time_s = p.wanted.time_s;
  out.solutes.resize(p.solutes.size());
  std::vector<group_task> tasks;
  tasks.reserve(groups.size());
  for (const std::vector<int>& group : groups)
    tasks.emplace_back(p, group, scales, options);
  if (tasks.size() == 1) {
    tasks[0].run(out.solutes);
  } else {
    tbb::parallel_for(std::size_t{0}, tasks.size(),
                      [&](std::size_t g) { tasks[g].run(out.solutes); });
  }
  bool any_transformed = false, any_stepped = false;
  for (const group_task& task : tasks) {
    (task.method() == time_method::transform ? any_transformed : any_stepped) = true;
    const solve_statistics& s = task.statistics();
    out.statistics.steps += s.steps;
    out.statistics.rejected += s.rejected;
    out.statistics.factorisations += s.factorisations;
    out.statistics.cells = std::max(out.statistics.cells, s.cells);
    out.statistics.estimated_error = std::max(out.statistics.estimated_error, s.estimated_error);
  }
  if (out.resolution.empty()) out.resolution = "layered";
  out.method = !any_stepped ? "transform" : !any_transformed ? "stepping" : "transform, stepping";
  return out;
}

}  // namespace percuta

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
#include "transport/unit_cell/cell_mesh.hpp"
#include "transport/unit_cell/cell_solver.hpp"
#include "transport/unit_cell/cell_view.hpp"
#include "transport/unit_cell/regime.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <algorithm>
#include <initializer_list>
#include <string_view>

namespace percuta {
namespace {

constexpr double balance_limit = 1e-8;

std::string_view name_of(time_method method) {
  switch (method) {
    case time_method::transform:
      return "transform";
    case time_method::krylov:
      return "krylov";
    case time_method::stepping:
      return "stepping";
    case time_method::automatic:
      break;
  }
  return "auto";
}

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
    in_cell_ = takes_cell();
    if (options.method == time_method::stepping) return;
    const time_method quick = in_cell_ ? time_method::krylov : time_method::transform;
    const std::string reason =
        options.method == other(quick)
            ? std::string(in_cell_ ? "it is a method for layers, and a unit cell is solved"
                                   : "it is a method for unit cells, and layers are solved")
            : why_not_transform(p, group);
    if (reason.empty()) {
      method_ = quick;
    } else if (options.method != time_method::automatic) {
      throw configuration_error(fmt::format(
          "the {} does not hold here: {}; take the time method \"auto\" or \"stepping\"",
          options.method == time_method::krylov ? "Krylov space" : "transform", reason));
    }
  }

  void run(std::vector<solute_solution>& out) {
    try {
      solve_and_check(out);
    } catch (const unresolved_error&) {
      throw;
    } catch (const numerical_error&) {
      // What double precision does not resolve in the Laplace domain, or a Krylov space does not
      // span, steps may.
      if (method_ == time_method::stepping || options_.method != time_method::automatic) throw;
      method_ = time_method::stepping;
      statistics_ = {};
      solve_and_check(out);
    }
  }

  time_method method() const { return method_; }
  bool in_cell() const { return in_cell_; }
  const solve_statistics& statistics() const { return statistics_; }

private:
  bool takes_cell() const {
    if (options_.space == resolution::layered || channel_population(p_) < 0) return false;
    const std::string reason = why_not_unit_cell(p_);
    if (options_.space == resolution::automatic)
      return reason.empty() && !layers_suffice(p_, group_[0], scales_[group_[0]]);
    if (!reason.empty()) {
      throw configuration_error(fmt::format(
          "the resolution \"unit_cell\" does not hold here: {}; take \"auto\" or \"layered\"",
          reason));
    }
    return true;
  }

  static time_method other(time_method quick) {
    return quick == time_method::krylov ? time_method::transform : time_method::krylov;
  }

  void solve_and_check(std::vector<solute_solution>& out) {
    solve(out);
    const double limit =
        method_ == time_method::transform ? transform_balance_limit : balance_limit;
    for (const int s : group_)
      check_balance(out[s], limit);
  }

  void solve(std::vector<solute_solution>& out) {
    const int first = group_[0];
    if (in_cell_) {  // a group of one: nothing reacts
      out[first] = solve_in_cell(p_, first, scales_[first], method_, options_, statistics_);
      return;
    }
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
  bool in_cell_ = false;
  solve_statistics statistics_;
};

/// Names of what the tasks took, in a fixed order, each once.
template <class Name>
std::string names(const std::vector<group_task>& tasks, std::initializer_list<const char*> all,
                  Name&& name) {
  std::string out;
  for (const std::string_view candidate : all) {
    const bool taken = std::any_of(tasks.begin(), tasks.end(),
                                   [&](const group_task& task) { return name(task) == candidate; });
    if (taken) out += (out.empty() ? "" : ", ") + std::string(candidate);
  }
  return out;
}

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
  for (const group_task& task : tasks) {
    const solve_statistics& s = task.statistics();
    out.statistics.steps += s.steps;
    out.statistics.rejected += s.rejected;
    out.statistics.factorisations += s.factorisations;
    out.statistics.cells = std::max(out.statistics.cells, s.cells);
    out.statistics.estimated_error = std::max(out.statistics.estimated_error, s.estimated_error);
  }
  out.method = names(tasks, {"transform", "krylov", "stepping"},
                     [](const group_task& task) { return name_of(task.method()); });
  out.resolution = names(tasks, {"layered", "unit_cell"}, [](const group_task& task) {
    return std::string_view(task.in_cell() ? "unit_cell" : "layered");
  });
  if (p.wanted.fields && out.resolution.ends_with("unit_cell")) out.grid = field_grid_of(p);
  return out;
}

}  // namespace percuta

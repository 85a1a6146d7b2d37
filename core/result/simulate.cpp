#include "percuta/error.hpp"
#include "percuta/result.hpp"
#include "result/measure.hpp"
#include "result/resolved_cell.hpp"
#include "transport/unit_cell/cell_mesh.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/parallel_for.h>
#include <algorithm>
#include <atomic>
#include <cmath>
#include <exception>
#include <string_view>
#include <utility>

namespace percuta {
namespace {

constexpr double largest_balance_error = 1e-8;  // of the dose
// Below this share of the dose an amount is round-off, and a ratio to it says nothing.
constexpr double vanishing = 1e-12;

/// The ends of a range lie as far apart as uncertain inputs make them: in a unit cell they are
/// computed ten times looser than the most likely value, up to this.
constexpr double corner_tolerance = 1e-2;

enum class variant { base, intact, corner };

/// One problem to solve.
struct task {
  std::size_t serum;
  variant kind;
  std::size_t index;
};

/// What is kept of a solved problem: everything of the base, the measures of the others.
struct answer {
  solution whole;
  std::vector<measures> by_solute;
  double estimated_error = 0.0;
};

struct answers {
  answer base;
  std::vector<answer> intact, corners;
};

std::vector<task> list_tasks(const plan& p) {
  std::vector<task> tasks;
  for (std::size_t s = 0; s < p.serums.size(); ++s) {
    tasks.push_back({s, variant::base, 0});
    for (std::size_t i = 0; i < p.serums[s].intact.size(); ++i) {
      tasks.push_back({s, variant::intact, i});
    }
    for (std::size_t i = 0; i < p.serums[s].corners.size(); ++i) {
      tasks.push_back({s, variant::corner, i});
    }
  }
  return tasks;
}

const problem& problem_of(const planned_serum& s, const task& t) {
  if (t.kind == variant::base) return s.base;
  return t.kind == variant::intact ? s.intact[t.index] : s.corners[t.index];
}

std::string describe(const planned_serum& s, const task& t) {
  if (t.kind == variant::base) return "with the most likely inputs";
  if (t.kind == variant::intact) return "without needling";
  return fmt::format("with combination {} of {} of the uncertain inputs", t.index + 1,
                     s.corners.size());
}

/// Names the serum, the variant and, since a solver knows numbers only, the solutes.
std::string in_context(const planned_serum& s, const task& t, std::string_view what) {
  std::string solutes;
  for (std::size_t i = 0; i < s.ingredients.size(); ++i) {
    solutes += fmt::format("{}solute {} is {}", i == 0 ? "" : ", ", i, s.ingredients[i].name);
  }
  return fmt::format("serum '{}', {}: {}\n  ({})", s.name, describe(s, t), what, solutes);
}

target_view target_of(const plan& p, const solute& s) {
  return {p.target, p.layers.at(p.target).thickness_m, p.window_s[0], p.window_s[1],
          s.layers.at(p.target).partition};
}

void require_sound(const measures& m, const std::string& ingredient) {
  for (const double x : {m.peak_kg_m3, m.peak_at_s, m.mean_kg_m3, m.entered_kg_m2, m.delivered,
                         m.undissolved_most, m.via_channels, m.on_surface, m.evaporated, m.removed,
                         m.cleared, m.receptor, m.in_first_layer, m.balance_error}) {
    if (!std::isfinite(x))
      throw numerical_error(fmt::format("{}: a result is not finite", ingredient));
  }
  if (m.balance_error > largest_balance_error) {
    throw numerical_error(
        fmt::format("{}: the mass balance is off by {:.1e} of the dose; at most {:.0e} is allowed",
                    ingredient, m.balance_error, largest_balance_error));
  }
}

answer run(const plan& p, const task& t, const solve_options& options) {
  const planned_serum& serum = p.serums[t.serum];
  const problem& posed = problem_of(serum, t);
  answer a;
  if (t.kind == variant::base) {
    a.whole = solve(posed, options);
  } else {
    problem bare = posed;  // of the others, only measures are kept
    bare.wanted.profiles = bare.wanted.fields = false;
    const bool in_cell = options.space != resolution::layered && channel_population(posed) >= 0 &&
                         why_not_unit_cell(posed).empty();
    if (t.kind == variant::corner && in_cell)
      bare.tolerance = std::max(bare.tolerance, std::min(10.0 * bare.tolerance, corner_tolerance));
    a.whole = solve(bare, options);
  }
  a.estimated_error = a.whole.statistics.estimated_error;
  for (std::size_t i = 0; i < serum.ingredients.size(); ++i) {
    a.by_solute.push_back(measure(a.whole.solutes.at(i), a.whole.time_s,
                                  serum.ingredients[i].dose_kg_m2,
                                  target_of(p, posed.solutes.at(i))));
    require_sound(a.by_solute.back(), serum.ingredients[i].name);
  }
  if (t.kind != variant::base) a.whole = {};
  return a;
}

/// Solves everything. Of several failures the first in the order of the tasks is thrown, whichever
/// thread met its own first: a task is skipped only when an earlier one has failed.
std::vector<answers> solve_all(const plan& p, const solve_options& options) {
  std::vector<answers> all(p.serums.size());
  for (std::size_t s = 0; s < all.size(); ++s) {
    all[s].intact.resize(p.serums[s].intact.size());
    all[s].corners.resize(p.serums[s].corners.size());
  }
  const std::vector<task> tasks = list_tasks(p);
  std::vector<std::exception_ptr> failures(tasks.size());
  std::atomic<std::size_t> first_failure{tasks.size()};
  const auto solve_one = [&](std::size_t i) {
    if (first_failure.load() < i) return;
    const task& t = tasks[i];
    try {
      answers& into = all[t.serum];
      answer& slot = t.kind == variant::base     ? into.base
                     : t.kind == variant::intact ? into.intact[t.index]
                                                 : into.corners[t.index];
      slot = run(p, t, options);
    } catch (...) {
      failures[i] = std::current_exception();
      std::size_t seen = first_failure.load();
      while (i < seen && !first_failure.compare_exchange_weak(seen, i)) {
      }
    }
  };
  tbb::parallel_for(std::size_t{0}, tasks.size(), solve_one);

  if (first_failure < tasks.size()) {
    const task& t = tasks[first_failure];
    try {
      std::rethrow_exception(failures[first_failure]);
    } catch (const interrupted_error&) {
      throw;
    } catch (const numerical_error& e) {
      throw numerical_error(in_context(p.serums[t.serum], t, e.what()));
    } catch (const error& e) {
      throw error(e.code(), in_context(p.serums[t.serum], t, e.what()));
    }
  }
  return all;
}

/// Widens [low, high] to hold x.
void include(estimate& e, double x) {
  e.low = std::min(e.low.value_or(x), x);
  e.high = std::max(e.high.value_or(x), x);
}

/// One solute of one serum in every variant.
struct variants {
  measures base;
  std::vector<measures> corners;
  std::vector<measures> intact;
  const std::vector<std::size_t>& corner_intact;
};

estimate range_over(const variants& v, double measures::*member) {
  estimate e{v.base.*member, {}, {}};
  if (v.corners.empty()) return e;
  include(e, e.value);
  for (const measures& corner : v.corners)
    include(e, corner.*member);
  return e;
}

target_corners corners_of(const variants& v) {
  target_corners all;
  for (const measures& corner : v.corners) {
    all.peak_kg_m3.push_back(corner.peak_kg_m3);
    all.mean_kg_m3.push_back(corner.mean_kg_m3);
    all.entered_kg_m2.push_back(corner.entered_kg_m2);
  }
  return all;
}

/// What has been applied before a time, at the skin's surface.
double applied_before_kg_m2(const problem& p, std::size_t solute, double time_s) {
  double sum = p.solutes.at(solute).top.initial_kg_m2;
  for (const event& e : p.events) {
    if (e.time_s < time_s && !e.add_kg_m2.empty()) sum += e.add_kg_m2.at(solute);
  }
  return sum;
}

/// Needled over intact. Nothing where the intact value vanishes in the base; no range where it does
/// in a corner. `unit` turns the member into a share of the dose, to tell what vanishes.
std::optional<estimate> ratio_over(const variants& v, double measures::*member, double unit) {
  if (v.intact.empty()) return std::nullopt;
  const auto intact_of = [&](std::size_t i) { return v.intact.at(i).*member; };
  const auto vanishes = [&](double x) { return !(x * unit > vanishing); };
  if (vanishes(intact_of(0))) return std::nullopt;
  estimate e{v.base.*member / intact_of(0), {}, {}};
  if (v.corners.empty()) return e;
  estimate ranged = e;
  include(ranged, e.value);
  for (std::size_t i = 0; i < v.corners.size(); ++i) {
    const double without = intact_of(v.corner_intact.at(i));
    if (vanishes(without)) return e;
    include(ranged, v.corners[i].*member / without);
  }
  return ranged;
}

void compare_with_intact(run_result& r, const variants& v, double thickness_m,
                         double intact_error) {
  if (v.intact.empty()) return;
  const double share = thickness_m / r.dose_kg_m2;  // of a concentration in the target layer
  r.delivered_ratio = ratio_over(v, &measures::delivered, 1.0);
  r.peak_ratio = ratio_over(v, &measures::peak_kg_m3, share);
  r.mean_ratio = ratio_over(v, &measures::mean_kg_m3, share);
  if (!r.delivered_ratio || !r.peak_ratio || !r.mean_ratio) {
    r.warnings.push_back(
        "without needling practically nothing arrives, so not every ratio against intact skin can "
        "be given");
    return;
  }
  double least = 1.0;  // share of the dose that a ratio is taken to
  for (const measures& m : v.intact) {
    least = std::min({least, m.delivered, m.peak_kg_m3 * share, m.mean_kg_m3 * share});
  }
  if (least < 10.0 * intact_error) {
    r.warnings.push_back(
        "without needling so little arrives, at least at one end of the ranges, that it is near "
        "the numerical error: read large ratios against intact skin as orders of magnitude, or "
        "lower simulation.tolerance");
  }
}

double largest_error(const std::vector<answer>& answers) {
  double largest = 0.0;
  for (const answer& a : answers)
    largest = std::max(largest, a.estimated_error);
  return largest;
}

run_result assemble(const plan& p, std::size_t serum, std::size_t solute, answers& a,
                    const std::vector<std::size_t>& shown) {
  const planned_serum& s = p.serums[serum];
  const planned_ingredient& ingredient = s.ingredients[solute];
  const auto of_solute = [solute](const std::vector<answer>& from) {
    std::vector<measures> list;
    for (const answer& x : from)
      list.push_back(x.by_solute[solute]);
    return list;
  };
  const variants v{a.base.by_solute[solute], of_solute(a.corners), of_solute(a.intact),
                   s.corner_intact};

  run_result r;
  r.serum = s.name;
  r.ingredient = ingredient.name;
  r.dose_kg_m2 = ingredient.dose_kg_m2;
  r.target_partition = ingredient.partition.at(p.target);
  r.dose_in_window_kg_m2 = applied_before_kg_m2(s.base, solute, p.window_s[1]);
  r.resolution = a.base.whole.resolution;
  r.cell = cell_of(s.base, a.base.whole, solute);
  r.series = at_times(std::move(a.base.whole.solutes[solute]), shown);
  r.target_peak_kg_m3 = range_over(v, &measures::peak_kg_m3);
  r.target_peak_unbound_kg_m3 = range_over(v, &measures::peak_unbound_kg_m3);
  r.target_peak_at_s = range_over(v, &measures::peak_at_s);
  r.target_mean_kg_m3 = range_over(v, &measures::mean_kg_m3);
  r.target_mean_unbound_kg_m3 = range_over(v, &measures::mean_unbound_kg_m3);
  r.target_entered_kg_m2 = range_over(v, &measures::entered_kg_m2);
  r.delivered = range_over(v, &measures::delivered);
  r.via_channels = range_over(v, &measures::via_channels);
  r.undissolved = range_over(v, &measures::undissolved);
  r.undissolved_most = range_over(v, &measures::undissolved_most);
  r.on_surface = range_over(v, &measures::on_surface);
  r.evaporated = range_over(v, &measures::evaporated);
  r.removed = range_over(v, &measures::removed);
  r.cleared = range_over(v, &measures::cleared);
  r.receptor = range_over(v, &measures::receptor);
  r.in_first_layer = range_over(v, &measures::in_first_layer);
  r.balance_error = v.base.balance_error;
  r.time_method = a.base.whole.method;
  r.warnings = ingredient.warnings;
  r.corners = corners_of(v);
  r.intact_lag_s = ingredient.intact_lag_s;
  r.long_lag_in_window = r.intact_lag_s > long_lag_share * p.window_s[1];
  r.long_lag_in_run = r.intact_lag_s > long_lag_share * s.base.wanted.time_s.back();
  compare_with_intact(r, v, p.layers.at(p.target).thickness_m, largest_error(a.intact));
  return r;
}

}  // namespace

result simulate(plan p, const solve_options& options) {
  if (!p.serums.empty() && !(p.window_s[1] > p.window_s[0])) {
    p.window_s[0] = 0.0;
    p.window_s[1] = p.serums[0].base.wanted.time_s.back();
  }
  std::vector<answers> all = solve_all(p, options);
  result r;
  for (std::size_t s = 0; s < p.serums.size(); ++s) {
    const std::vector<double>& solved = all[s].base.whole.time_s;
    if (p.time_s.empty()) p.time_s = solved;
    std::vector<std::size_t> shown;
    for (const double t : p.time_s)
      shown.push_back(time_index(solved, t));
    for (std::size_t i = 0; i < p.serums[s].ingredients.size(); ++i) {
      r.runs.push_back(assemble(p, s, i, all[s], shown));
      const std::string reason = why_not_unit_cell(p.serums[s].base);
      if (options.space == resolution::automatic && !reason.empty() &&
          channel_population(p.serums[s].base) >= 0) {
        r.runs.back().warnings.push_back(fmt::format(
            "channels are lumped in layers, not resolved: {}; what they carry can be off by up to "
            "a factor of two",
            reason));
      }
    }
  }
  r.time_s = p.time_s;
  r.made_from = std::move(p);
  return r;
}

}  // namespace percuta

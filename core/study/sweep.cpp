#include "percuta/sweep.hpp"

#include "percuta/error.hpp"
#include "result/measure.hpp"
#include "result/text.hpp"

#include <fmt/format.h>
#include <oneapi/tbb/task_arena.h>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <utility>

namespace percuta {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double deepest_m(const problem& p) {
  double depth = 0.0;
  for (const channel& c : p.channels) {
    if (!c.depth_m.empty()) depth = std::max(depth, c.depth_m.back());
  }
  return depth;
}

void require_channels(const plan& p) {
  for (const planned_serum& s : p.serums) {
    if (s.base.channels.empty())
      throw configuration_error(
          "the scenario has no channels, so there is no density to sweep; add a [[steps]] entry "
          "with do = \"needle\", or [channels]");
  }
}

/// When delivered is read.
double time_of_reading(const plan& p, double asked_s) {
  double end = 0.0;
  for (const planned_serum& s : p.serums)
    end = std::max(end, s.base.wanted.time_s.back());
  if (asked_s == 0.0) return end;
  if (!(asked_s > 0.0 && asked_s <= end)) {
    throw configuration_error(
        fmt::format("the amount delivered is asked for at {}, but the scenario ends at {}",
                    time_text(asked_s), time_text(end)));
  }
  return asked_s;
}

problem problem_at(const problem& base, const sweep_point& at, double at_s) {
  problem p = base;
  for (channel& c : p.channels) {
    c.density_1_m2 = at.density_1_m2;
    if (c.depth_m.empty() || at.depth_m == deepest_m(base)) continue;
    const double stretch = at.depth_m / c.depth_m.back();
    for (double& z : c.depth_m)
      z *= stretch;
    c.depth_m.back() = at.depth_m;
  }
  p.wanted.profiles = p.wanted.fields = false;
  std::vector<double>& times = p.wanted.time_s;
  const auto later = std::lower_bound(times.begin(), times.end(), at_s);
  if (later == times.end() || *later != at_s) times.insert(later, at_s);
  return p;
}

/// Solves on this thread alone, so that the cost is that of the work.
solution solve_timed(const problem& p, const solve_options& options, double& seconds) {
  solution solved;
  tbb::task_arena alone(1);
  const auto start = std::chrono::steady_clock::now();
  alone.execute([&] { solved = solve(p, options); });
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - start;
  seconds = std::min(seconds, took.count());
  return solved;
}

/// Several faults of a problem come one a line.
std::string on_one_line(std::string text) {
  for (std::size_t at = text.find('\n'); at != std::string::npos; at = text.find('\n', at + 2))
    text.replace(at, 1, "; ");
  return text;
}

/// Solves a point; what it cannot be solved for is noted in it.
solution solve_point(const problem& base, double at_s, const sweep_options& options,
                     sweep_point& point) {
  const solve_options how{options.cancelled, options.method, point.space};
  const problem p = problem_at(base, point, at_s);
  point.solve_s = std::numeric_limits<double>::infinity();
  solution solved;
  try {
    for (int i = 0; i < std::max(1, options.repeat); ++i)
      solved = solve_timed(p, how, point.solve_s);
  } catch (const interrupted_error&) {
    throw;
  } catch (const error& e) {
    if (e.code() != exit_code::configuration && e.code() != exit_code::numerical) throw;
    point.failure = on_one_line(e.what());
    point.solve_s = none;
    return {};
  }
  point.solved_as = solved.resolution;
  point.time_method = solved.method;
  point.statistics = solved.statistics;
  if (point.space != resolution::automatic && point.solved_as != name_of(point.space)) {
    point.failure =
        fmt::format("asked for {}, but solved as {}", name_of(point.space), point.solved_as);
    point.solve_s = none;
  }
  return solved;
}

std::vector<sweep_point> list_points(const plan& p, const sweep_axes& axes) {
  std::vector<sweep_point> points;
  for (std::size_t s = 0; s < p.serums.size(); ++s) {
    const std::vector<double> own{deepest_m(p.serums[s].base)};
    for (const resolution space : axes.space) {
      for (const double depth_m : axes.depth_m.empty() ? own : axes.depth_m) {
        for (const double density_1_m2 : axes.density_1_m2)
          points.push_back({s, density_1_m2, depth_m, space, none, {}, {}, {}, {}});
      }
    }
  }
  return points;
}

sweep_row row_of(const plan& p, const sweep_point& point, const solution& solved,
                 std::size_t ingredient, double at_s) {
  const planned_serum& serum = p.serums[point.serum];
  const double dose_kg_m2 = serum.ingredients[ingredient].dose_kg_m2;
  const solute_solution& s = solved.solutes.at(ingredient);
  const measures m =
      measure(s, solved.time_s, dose_kg_m2,
              {p.target, p.layers.at(p.target).thickness_m, p.window_s[0], p.window_s[1],
               serum.base.solutes.at(ingredient).layers.at(p.target).partition});
  sweep_row row;
  row.delivered = s.delivered_kg_m2.at(time_index(solved.time_s, at_s)) / dose_kg_m2;
  row.peak_kg_m3 = m.peak_kg_m3;
  row.peak_at_s = m.peak_at_s;
  return row;
}

}  // namespace

bool sweep_result::any_failed() const {
  return std::any_of(points.begin(), points.end(),
                     [](const sweep_point& p) { return !p.failure.empty(); });
}

std::string name_of(resolution space) {
  if (space == resolution::automatic) return "auto";
  return space == resolution::layered ? "layered" : "unit_cell";
}

sweep_result sweep(const plan& p, const sweep_axes& axes, const sweep_options& options) {
  require_channels(p);
  sweep_result r;
  r.made_from = p;
  plan& made = r.made_from;
  r.at_s = time_of_reading(p, options.at_s);
  if (!made.serums.empty() && !(made.window_s[1] > made.window_s[0])) {
    made.window_s[0] = 0.0;
    made.window_s[1] = made.serums[0].base.wanted.time_s.back();
  }
  r.points = list_points(made, axes);
  for (std::size_t i = 0; i < r.points.size(); ++i) {
    sweep_point& point = r.points[i];
    if (options.progress) options.progress(point, i, r.points.size());
    const planned_serum& serum = made.serums[point.serum];
    const solution solved = solve_point(serum.base, r.at_s, options, point);
    for (std::size_t k = 0; k < serum.ingredients.size(); ++k) {
      sweep_row row{i, k, none, none, none};
      if (point.failure.empty()) row = row_of(made, point, solved, k, r.at_s);
      row.point = i;
      row.ingredient = k;
      r.rows.push_back(row);
    }
  }
  // Points hold all ingredients of a serum; a reader takes one ingredient at a time.
  std::stable_sort(r.rows.begin(), r.rows.end(), [&](const sweep_row& a, const sweep_row& b) {
    return std::pair(r.points[a.point].serum, a.ingredient) <
           std::pair(r.points[b.point].serum, b.ingredient);
  });
  return r;
}

}  // namespace percuta

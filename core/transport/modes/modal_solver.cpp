#include "transport/modes/modal_solver.hpp"

#include "percuta/error.hpp"
#include "transport/modes/effort.hpp"
#include "transport/modes/modal_march.hpp"
#include "transport/modes/modal_profile.hpp"
#include "transport/scales.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

namespace percuta {
namespace {

/// Peaks of two solutions may differ by this share, and the tolerance; so often are elements made
/// smaller for them alone.
constexpr double peak_agreement = 2e-3;
constexpr int most_for_peaks = 8;

/// A case on its way to the tolerance.
struct pursuit {
  effort now;
  solute_rows before, best;
  double space = 0.0, time = 0.0;
  bool in_space = false, done = false;
  int solutions = 0, for_peaks = 0;
  modal_outcome outcome;
  std::string failure;
};

long unknowns_of(const element_plan& plan, int modes) {
  long sum = 0;
  for (const int divisions : plan)
    sum += (2 * divisions + 1) * (modes + 1);
  return sum;
}

class modal_solver {
public:
  modal_solver(const lanes::kernels& kernels, const problem& shape, int solute,
               const std::vector<modal_case>& cases, const solve_options& options)
      : kernels_(kernels),
        shape_(shape),
        solute_(solute),
        cases_(cases),
        options_(options),
        way_(course_of(shape, {solute})),
        pursuits_(cases.size()) {}

  std::vector<modal_outcome> run(const std::vector<std::size_t>* numbers) {
    const auto [coarse, fine] = first_efforts(shape_);
    for (const effort& e : {coarse, fine}) {
      for (pursuit& x : pursuits_)
        x.now = e;
      march_open();
    }
    while (judge())
      march_open();
    std::vector<modal_outcome> out;
    for (std::size_t i = 0; i < pursuits_.size(); ++i) {
      pursuit& x = pursuits_[i];
      if (!x.failure.empty()) {
        throw numerical_error(numbers == nullptr
                                  ? x.failure
                                  : fmt::format("variation {}: {}", (*numbers)[i], x.failure));
      }
      x.outcome.rows = std::move(x.best);
      settle(x.outcome.rows);
      out.push_back(std::move(x.outcome));
    }
    return out;
  }

private:
  /// One more solution of every open case, side by side where cases share a mesh and an effort.
  void march_open() {
    using key = std::tuple<element_plan, int, double, double, double>;
    std::map<key, std::vector<std::size_t>> alike;
    for (std::size_t i = 0; i < cases_.size(); ++i) {
      const effort& e = pursuits_[i].now;
      if (pursuits_[i].done) continue;
      alike[{plan_elements(cases_[i], e.first_s, e.refinement), e.modes, e.accuracy, e.stride,
             e.first_s}]
          .push_back(i);
    }
    for (const auto& [like, members] : alike) {
      const auto width = static_cast<std::size_t>(kernels_.width);
      const std::size_t packs = (members.size() + width - 1) / width;
      const auto march = [&, &plan = std::get<0>(like), &all = members](std::size_t k) {
        march_pack_of(&all[k * width], std::min(width, all.size() - k * width), plan);
      };
      if (packs == 1) {
        march(0);
      } else {
        tbb::parallel_for(std::size_t{0}, packs, march);
      }
    }
  }

  /// Members that share a plan and an effort.
  void march_pack_of(const std::size_t* members, std::size_t count, const element_plan& plan) {
    const effort& how = pursuits_[members[0]].now;
    std::vector<const modal_case*> side_by_side;
    for (std::size_t i = 0; i < count; ++i)
      side_by_side.push_back(&cases_[members[i]]);
    modal_profiles profiles(shape_, solute_);
    const bool profiled = shape_.wanted.profiles && cases_.size() == 1;
    std::vector<solute_rows> rows =
        march_in_modes(kernels_, shape_, solute_, side_by_side, plan, how, way_, options_,
                       profiled ? &profiles : nullptr);
    for (std::size_t i = 0; i < count; ++i) {
      pursuit& x = pursuits_[members[i]];
      x.before = std::move(x.best);
      x.best = std::move(rows[i]);
      x.failure = x.best.failure;
      x.done = !x.failure.empty();
      ++x.solutions;
      x.outcome.steps += x.best.steps;
      x.outcome.rejected += x.best.rejected;
      x.outcome.unknowns = unknowns_of(plan, how.modes);
      if (profiled) x.outcome.profiles = profiles.take();
    }
  }

  /// Closes the cases that are within the tolerance, sets the next effort of the others; true when
  /// any is open. The first difference is of space and time together; beyond it, they are refined
  /// one at a time.
  bool judge() {
    bool any = false;
    const double allowed = largest_share * shape_.tolerance;
    for (std::size_t i = 0; i < pursuits_.size(); ++i) {
      pursuit& x = pursuits_[i];
      if (x.done) continue;
      const double error = largest_difference(x.before, x.best) / cases_[i].scale_kg_m2;
      if (x.solutions == 2) {
        x.space = x.time = error;
      } else {
        (x.in_space ? x.space : x.time) = error;
      }
      x.outcome.estimated_error = worse(x.space, x.time);
      if (x.outcome.estimated_error <= allowed) {
        // A peak soon after a start needs smaller elements than the outputs do.
        const double earliest = earliest_peak(x.best, cases_[i].scale_kg_m2);
        x.done = (earliest >= x.now.first_s && peaks_agree(x, cases_[i].scale_kg_m2)) ||
                 x.for_peaks == most_for_peaks;
        if (x.done) continue;
        ++x.for_peaks;
        x.now.first_s = std::min(0.25 * x.now.first_s, earliest);
        x.in_space = true;
        any = true;
        continue;
      }
      x.in_space = !(x.space <= allowed);
      if (!std::isfinite(x.outcome.estimated_error) ||
          !(x.in_space ? refine_space(x.now) : refine_time(x.now))) {
        x.failure = out_of_reach(x);
        x.done = true;
        continue;
      }
      any = true;
    }
    return any;
  }

  /// Of those that matter and are no start.
  double earliest_peak(const solute_rows& rows, double scale) const {
    double earliest = std::numeric_limits<double>::infinity();
    for (std::size_t l = 0; l < rows.peak_kg_m2.size(); ++l) {
      if (rows.peak_time_s[l] > 0.0 && rows.peak_kg_m2[l] > shape_.tolerance * scale)
        earliest = std::min(earliest, rows.peak_time_s[l]);
    }
    return earliest;
  }

  bool peaks_agree(const pursuit& x, double scale) const {
    for (std::size_t l = 0; l < x.best.peak_kg_m2.size(); ++l) {
      const double a = x.before.peak_kg_m2[l], b = x.best.peak_kg_m2[l];
      if (!(std::abs(a - b) <= peak_agreement * b + shape_.tolerance * scale)) return false;
    }
    return true;
  }

  std::string out_of_reach(const pursuit& x) const {
    const double error = x.outcome.estimated_error;
    if (!std::isfinite(error))
      return "the result is not a finite number; look for extreme values in the problem";
    return fmt::format(
        "the error is {:.1e} of the dose with {} unknowns, above the tolerance {:g}; a tolerance "
        "of "
        "{:.1e} would be met",
        error, x.outcome.unknowns, shape_.tolerance, 2.0 * error);
  }

  const lanes::kernels& kernels_;
  const problem& shape_;
  int solute_;
  const std::vector<modal_case>& cases_;
  const solve_options& options_;
  course way_;
  std::vector<pursuit> pursuits_;
};

}  // namespace

std::vector<modal_outcome> step_in_modes(const lanes::kernels& kernels, const problem& shape,
                                         int solute, const std::vector<modal_case>& cases,
                                         const solve_options& options,
                                         const std::vector<std::size_t>* numbers) {
  return modal_solver(kernels, shape, solute, cases, options).run(numbers);
}

solute_solution solve_in_modes(const problem& p, int solute, double scale_kg_m2,
                               const solve_options& options, solve_statistics& statistics) {
  modal_outcome got = std::move(
      step_in_modes(lanes::single(), p, solute, {case_of(p, solute, scale_kg_m2)}, options)[0]);
  statistics.steps = got.steps;
  statistics.rejected = got.rejected;
  statistics.factorisations = got.steps;
  statistics.cells = got.unknowns;
  statistics.estimated_error = got.estimated_error;
  solute_solution s = solution_of(got.rows);
  s.profiles = std::move(got.profiles);
  return s;
}

}  // namespace percuta

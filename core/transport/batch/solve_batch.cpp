#include "percuta/batch.hpp"
#include "percuta/error.hpp"
#include "transport/batch/columns.hpp"
#include "transport/modes/modal_solver.hpp"
#include "transport/scales.hpp"
#include "transport/transform/ladder_rows.hpp"
#include "transport/transform/transform.hpp"
#include "transport/transform/validity.hpp"

#include <fmt/format.h>
#include <tbb/parallel_for.h>
#include <algorithm>
#include <exception>
#include <map>
#include <numeric>

namespace percuta {
namespace {

using indices = std::vector<std::size_t>;

/// Packs that a task takes in a row: enough to forget what starting it costs.
constexpr std::size_t packs_per_task = 32;

constexpr double balance_limit = 1e-8;

template <class Solute, class Visit>
void each_series(Solute& s, Visit&& visit) {
  for (auto* v :
       {&s.film_kg_m2, &s.undissolved_kg_m2, &s.channels_kg_m2, &s.channels_cleared_kg_m2,
        &s.receptor_kg_m2, &s.evaporated_kg_m2, &s.removed_kg_m2, &s.supplied_kg_m2,
        &s.via_channels_kg_m2, &s.flux_in_kg_m2_s, &s.flux_out_kg_m2_s, &s.delivered_kg_m2})
    visit(*v);
  for (auto& l : s.layers) {
    for (auto* v : {&l.amount_kg_m2, &l.integral_kg_s_m2, &l.entered_kg_m2, &l.cleared_kg_m2,
                    &l.converted_kg_m2, &l.formed_kg_m2})
      visit(*v);
  }
}

/// Whether a film saturates is a matter of each variation.
problem unsaturated(problem p, int solute) {
  p.solutes[solute].top.saturation_kg_m3.reset();
  return p;
}

/// True when lanes take every variation as it would be taken alone: in closed form, or in modes.
bool lanes_take(const problem& shape, time_method method) {
  if (!shape.reactions.empty()) return false;
  for (int s = 0; s < static_cast<int>(shape.solutes.size()); ++s) {
    if (!why_not_modes(shape, {s}).empty()) return false;
    const bool on_cells = method != time_method::stepping && !is_ladder(shape, {s}) &&
                          why_not_transform(unsaturated(shape, s), {s}).empty();
    if (on_cells) return false;
  }
  return true;
}

/// As amount_scales has it, from the parameters of a lane.
double scale_of(const ladder_pack& pack, int lane, const ladder_start& start, top_boundary top) {
  using P = ladder_parameters;
  const auto of = [&](int l, P::layer what) { return pack.parameter(P::of(l, what), lane); };
  double scale = start.supplied_kg_m2;
  for (int l = 0; l < pack.layers(); ++l)
    scale += of(l, P::partition) * of(l, P::initial) * of(l, P::thickness);
  if (top == top_boundary::fixed) {
    for (int l = 0; l < pack.layers(); ++l) {
      scale += pack.parameter(P::fixed, lane) * of(l, P::partition) * of(l, P::gate_top) *
               of(l, P::thickness);
    }
  }
  return scale == 0.0 ? 1.0 : scale;
}

/// One solute of a batch, in layers that nothing crosses.
class solute_batch {
public:
  solute_batch(const batch& b, std::size_t solute, const solve_options& options, batch_solute& out)
      : b_(b), solute_(static_cast<int>(solute)), options_(options), out_(out) {
    for (const column& c : b.columns) {
      if (is_shared(c) || c.solute == solute) columns_.push_back(&c);
    }
  }

  void run() {
    const std::string reason = why_not_transform(unsaturated(b_.shape, solute_), {solute_});
    const bool ladder = reason.empty() && options_.method != time_method::stepping;
    indices transformed, stepped;
    for (std::size_t i = 0; i < b_.size; ++i)
      (ladder && !can_saturate(i) ? transformed : stepped).push_back(i);
    if (options_.method == time_method::transform && !stepped.empty()) {
      throw configuration_error(fmt::format("the transform does not hold for variation {}: {}",
                                            stepped[0],
                                            reason.empty() ? "its film can saturate" : reason));
    }
    transform(transformed, stepped);
    step(stepped);
  }

private:
  /// As for one problem (validity.hpp).
  bool can_saturate(std::size_t i) const {
    const auto& saturation = b_.shape.solutes[solute_].top.saturation_kg_m3;
    if (!saturation || b_.shape.top != top_boundary::film) return false;
    return !why_not_transform(variation(b_, i), {solute_}).empty();
  }

  modal_case case_of_variation(std::size_t i) const {
    modal_case c = case_of(b_.shape, solute_, 1.0);
    for (const column* x : columns_)
      apply(*x, i, c);
    c.scale_kg_m2 = scale_of(c, b_.shape, solute_);
    return c;
  }

  ladder_pack new_pack(const lanes::kernels& kernels) const {
    ladder_pack pack(kernels, b_.shape, solute_, true);
    const bool varied = std::any_of(columns_.begin(), columns_.end(), [](const column* c) {
      return c->what == quantity::initial_kg_m3;
    });
    if (varied) pack.set_initial_content(true);
    return pack;
  }

  /// What events at the start make of a lane's film.
  ladder_start begin(ladder_pack& pack, int lane) const {
    ladder_start at;
    if (b_.shape.top != top_boundary::film) return at;
    double& film = pack.parameter(ladder_parameters::film_initial, lane);
    const start begun = start_of(b_.shape, solute_, film);
    film = begun.film_kg_m2;
    at = {begun.supplied_kg_m2, begun.removed_kg_m2};
    return at;
  }

  ladder_start fill(ladder_pack& pack, int lane, std::size_t i) const {
    if (b_.shape.top == top_boundary::film) {
      pack.parameter(ladder_parameters::film_initial, lane) =
          b_.shape.solutes[solute_].top.initial_kg_m2;
    }
    for (const column* c : columns_)
      apply(*c, i, pack, lane);
    return begin(pack, lane);
  }

  /// Those that need more poles than there are go to `beyond`.
  void transform(const indices& all, indices& beyond) {
    if (all.empty()) return;
    // Which poles each variation needs, then packs of those that need the same.
    const lanes::kernels& kernels = lanes::widest();
    const auto width = static_cast<std::size_t>(kernels.width);
    std::vector<const exponential_poles*> poles(b_.size, nullptr);
    const auto choose = [&](std::size_t from, std::size_t to) {
      ladder_pack pack = new_pack(lanes::single());
      for (std::size_t k = from; k < to; ++k) {
        const std::size_t i = all[k];
        const ladder_start at = fill(pack, 0, i);
        const double gain = error_gain(pack, 0, b_.shape.top, scale_of(pack, 0, at, b_.shape.top));
        poles[i] = enough_poles(gain, b_.shape.tolerance);
        if (poles[i] != nullptr) {
          out_.estimated_error[i] = gain * poles[i]->error;
        } else if (options_.method == time_method::transform) {
          throw numerical_error(
              fmt::format("variation {}: {}", i, beyond_poles(gain, b_.shape.tolerance)));
        }
      }
    };
    in_tasks(all.size(), packs_per_task * width, choose);
    std::map<const exponential_poles*, indices> alike;
    for (const std::size_t i : all)
      poles[i] != nullptr ? alike[poles[i]].push_back(i) : beyond.push_back(i);
    for (const auto& [like, members] : alike) {
      const std::size_t packs = (members.size() + width - 1) / width;
      const auto evaluate = [&, &which = *like, &who = members](std::size_t from, std::size_t to) {
        ladder_pack pack = new_pack(kernels);
        pack.set_poles(which);
        std::vector<ladder_start> starts(width);
        std::vector<solute_rows> rows;
        for (std::size_t k = from; k < to; ++k) {
          const std::size_t first = k * width, count = std::min(width, who.size() - first);
          rows.resize(count);
          for (std::size_t lane = 0; lane < width; ++lane) {
            const std::size_t i = who[first + std::min(lane, count - 1)];
            starts[lane] = fill(pack, static_cast<int>(lane), i);
          }
          ladder_rows(pack, b_.shape, starts, rows);
          for (std::size_t lane = 0; lane < count; ++lane)
            keep(rows[lane], who[first + lane]);
        }
      };
      in_tasks(packs, packs_per_task, evaluate);
    }
  }

  void step(const indices& all) {
    if (all.empty()) return;
    std::vector<modal_case> cases;
    for (const std::size_t i : all)
      cases.push_back(case_of_variation(i));
    const std::vector<modal_outcome> got =
        step_in_modes(lanes::widest(), b_.shape, solute_, cases, options_, &all);
    for (std::size_t k = 0; k < all.size(); ++k) {
      keep(got[k].rows, all[k]);
      out_.estimated_error[all[k]] = got[k].estimated_error;
    }
  }

  void keep(const solute_rows& rows, std::size_t i) {
    if (!(rows.balance_error <= balance_limit)) {
      throw numerical_error(fmt::format(
          "variation {}: mass does not balance: {:.2e} of the dose is unaccounted for ({:g} is "
          "allowed)",
          i, rows.balance_error, balance_limit));
    }
    write(rows, i, b_.size, out_);
  }

  template <class Task>
  void in_tasks(std::size_t n, std::size_t each, Task&& task) const {
    const auto take = [&](std::size_t k) {
      if (options_.cancelled && options_.cancelled->load()) throw interrupted_error("interrupted");
      task(k * each, std::min(n, (k + 1) * each));
    };
    if (n <= each) return take(0);
    tbb::parallel_for(std::size_t{0}, (n + each - 1) / each, take);
  }

  const batch& b_;
  int solute_;
  const solve_options& options_;
  batch_solute& out_;
  std::vector<const column*> columns_;
};

void make_room(batch_solution& out, const problem& shape) {
  const std::size_t n = out.size * out.time_s.size();
  out.solutes.resize(shape.solutes.size());
  for (batch_solute& s : out.solutes) {
    s.layers.resize(shape.thickness_m.size());
    each_series(s, [n](std::vector<double>& v) { v.resize(n); });
    s.balance_error.resize(out.size);
    s.estimated_error.resize(out.size);
    if (!shape.wanted.peaks) continue;
    for (batch_layer& l : s.layers) {
      l.peak_kg_m2.resize(out.size);
      l.peak_time_s.resize(out.size);
    }
  }
}

/// Everything that lanes do not take, one variation at a time.
void one_by_one(const batch& b, const solve_options& options, batch_solution& out) {
  std::vector<std::exception_ptr> failures(b.size);
  tbb::parallel_for(std::size_t{0}, b.size, [&](std::size_t i) {
    problem p = variation(b, i);
    p.wanted.profiles = false;
    solution got;
    try {
      got = solve(p, options);
    } catch (const numerical_error&) {
      failures[i] = std::current_exception();
      return;
    } catch (const configuration_error&) {
      failures[i] = std::current_exception();
      return;
    }
    for (std::size_t s = 0; s < out.solutes.size(); ++s) {
      std::vector<std::vector<double>*> into;
      each_series(out.solutes[s], [&into](std::vector<double>& v) { into.push_back(&v); });
      std::size_t k = 0;
      each_series(got.solutes[s], [&](const std::vector<double>& v) {
        for (std::size_t t = 0; t < v.size(); ++t)
          (*into[k])[t * b.size + i] = v[t];
        ++k;
      });
      for (std::size_t l = 0; l < p.thickness_m.size() && p.wanted.peaks; ++l) {
        out.solutes[s].layers[l].peak_kg_m2[i] = got.solutes[s].layers[l].peak_kg_m2;
        out.solutes[s].layers[l].peak_time_s[i] = got.solutes[s].layers[l].peak_time_s;
      }
      out.solutes[s].balance_error[i] = got.solutes[s].balance_error;
      out.solutes[s].estimated_error[i] = got.statistics.estimated_error;
    }
  });
  for (std::size_t i = 0; i < b.size; ++i) {
    if (!failures[i]) continue;
    try {
      std::rethrow_exception(failures[i]);
    } catch (const numerical_error& e) {
      throw numerical_error(fmt::format("variation {}: {}", i, e.what()));
    } catch (const configuration_error& e) {
      throw configuration_error(fmt::format("variation {}: {}", i, e.what()));
    }
  }
}

}  // namespace

batch_solution solve(const batch& b, const solve_options& options) {
  check(b);
  batch_solution out;
  out.time_s = b.shape.wanted.time_s;
  out.size = b.size;
  make_room(out, b.shape);
  if (!lanes_take(b.shape, options.method)) {
    one_by_one(b, options, out);
    return out;
  }
  for (std::size_t s = 0; s < b.shape.solutes.size(); ++s)
    solute_batch(b, s, options, out.solutes[s]).run();
  return out;
}

}  // namespace percuta

#include "transport/cells/trajectory.hpp"

#include "percuta/error.hpp"
#include "transport/cells/traveller.hpp"
#include "transport/radau.hpp"
#include "transport/scales.hpp"
#include "transport/stops.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>

namespace percuta {
namespace {

constexpr long most_steps = 200000;

/// Steps change by these factors at most.
constexpr double largest_growth = 8.0, strongest_cut = 0.1;

/// How often a step is cut towards the instant at which a film saturates or dissolves.
constexpr int most_cuts = 12;

class trajectory {
public:
  trajectory(const problem& p, const std::vector<int>& group, const std::vector<double>& scales,
             const mesh& cells, double step_tolerance, const solve_options& options,
             solve_statistics& statistics)
      : p_(p),
        step_tolerance_(step_tolerance),
        options_(options),
        statistics_(statistics),
        stops_(stops_of(p, group)),
        breaks_(breaks_of(p, group)) {
    for (const int solute : group) {
      travellers_.push_back(std::make_unique<traveller>(p, solute, cells, scales[solute]));
    }
  }

  std::vector<solute_solution> run() {
    for (auto& x : travellers_)
      load(*x);
    const double end_s = p_.wanted.time_s.back();
    std::size_t output = 0, event = 0, stop = 0;
    double t = 0.0;
    next_h_ = end_s;
    while (true) {
      bool restart = t == 0.0;
      for (; event < p_.events.size() && p_.events[event].time_s <= t; ++event) {
        for (auto& x : travellers_)
          apply(p_.events[event], *x);
        restart = true;
      }
      for (; stop < stops_.size() && stops_[stop].time_s <= t; ++stop) {
        restart = restart || stops_[stop].rough;
      }
      if (restart) start_anew(t);
      for (; output < p_.wanted.time_s.size() && p_.wanted.time_s[output] <= t; ++output) {
        for (auto& x : travellers_)
          x->books.write(t, x->state, x->at_start, undissolved(*x, t));
      }
      if (t >= end_s) break;
      t = advance(t, stops_[stop].time_s);
    }
    std::vector<solute_solution> out;
    for (auto& x : travellers_)
      out.push_back(x->books.take());
    return out;
  }

private:
  /// At the start, after an event or a jump.
  void start_anew(double t) {
    for (auto& x : travellers_)
      x->mode = mode_at(*x, t);
    settle(t);
    for (auto& x : travellers_)
      x->books.look(t, x->state, x->at_start);
    next_h_ = std::min(next_h_, first_step());
  }

  /// Everything that a step needs of its start.
  void settle(double t) {
    for (auto& x : travellers_) {
      evaluate(x->op, x->mode, t, side::right, x->at_start);
      x->solver->settle_shunts(x->at_start, x->state);
    }
    for (auto& x : travellers_) {
      layers_.assign(p_.thickness_m.size(), 0.0);
      form(*x, x->formed_at_start,
           [](const traveller& maker) -> const layered_state& { return maker.state; });
    }
  }

  /// What reactions make of x from the makers' states: per cell into `cells`, per layer into
  /// layers_.
  template <class StateOf>
  void form(const traveller& x, std::vector<double>& cells, StateOf&& state_of) {
    cells.clear();
    for (auto& maker : travellers_) {
      if (maker.get() == &x) break;  // makers come before what they make
      add_formed(p_, maker->index, x.index, maker->op, state_of(*maker), layers_, cells);
    }
  }

  /// A first step in which about a hundredth of the scale moves; the controller corrects it.
  double first_step() {
    double h = p_.wanted.time_s.back();
    for (auto& x : travellers_) {
      std::vector<double> content;
      double film = 0.0;
      rates(x->op, x->at_start, x->state, content, film);
      double moving = std::abs(film);
      for (const double r : content)
        moving += std::abs(r);
      if (moving > 0.0) h = std::min(h, 0.01 * x->scale / moving);
    }
    return h;
  }

  /// Computes all stages of a step and returns its local error over the tolerance.
  double attempt(double t, double h, bool refine) {
    double worst = 0.0;
    for (auto& x : travellers_) {
      for (int i = 0; i < 3; ++i) {
        evaluate(x->op, x->mode, t + radau::c[i] * h, i == 2 ? side::left : side::right, x->at[i]);
        layers_.assign(p_.thickness_m.size(), 0.0);
        form(*x, x->formed_at[i],
             [i](const traveller& maker) -> const layered_state& { return maker.stages.at[i]; });
        x->formed_layers[i] = layers_;
      }
      x->solver->solve(x->state, h, x->at, x->formed_at, x->stages);
      x->solver->estimate(x->state, x->stages, h, x->at_start, x->formed_at_start, refine,
                          x->error);
      ++statistics_.factorisations;
      double sum = 0.0;
      for (const double e : x->error)
        sum += std::abs(e);
      worst = worse(worst, sum / (step_tolerance_ * x->scale));
    }
    return worst;
  }

  /// One accepted step from t, not beyond `stop`; returns where it ended.
  double advance(double t, double stop) {
    double wish = std::min(next_h_, longest_step(breaks_, t));
    bool rejected = false, first = true;
    int cuts = 0, switches = 0;
    while (true) {
      if (options_.cancelled && options_.cancelled->load()) throw interrupted_error("interrupted");
      // A step that would leave a sliver before the stop is stretched, unless it was cut on
      // purpose.
      const bool to_stop = t + (cuts > 0 ? 1.0 : 1.01) * wish >= stop;
      const double h = to_stop ? stop - t : wish;
      guard(t, h, to_stop);
      double error = attempt(t, h, false);
      if (error > 1.0 && (first || rejected)) error = std::min(error, attempt(t, h, true));
      first = false;
      const double growth = rejected ? 1.0 : largest_growth;
      const double factor =
          std::clamp(0.9 * std::pow(std::max(error, 1e-12), -0.25), strongest_cut, growth);
      if (!(error <= 1.0)) {
        ++statistics_.rejected;
        rejected = true;
        wish = h * factor;
        continue;
      }
      const auto [leaving, share] = first_to_leave(t, h);
      if (leaving && share * h <= smallest(t) && ++switches <= 2) {
        switch_mode(*leaving);
        settle(t);
        continue;
      }
      if (leaving && share < 1.0 - 1e-6 && ++cuts < most_cuts) {
        wish = share * h;
        next_h_ = std::max(next_h_, h);
        continue;
      }
      accept(t, h);
      // A step cut short by a stop or a switch says little about the next one.
      next_h_ = to_stop || cuts > 0 ? std::max(next_h_, factor * h) : factor * h;
      if (rejected && !to_stop && cuts == 0) next_h_ = factor * h;
      if (leaving) switch_mode(*leaving);
      const double end = to_stop ? stop : t + h;
      settle(end);
      return end;
    }
  }

  struct departure {
    traveller* who = nullptr;
    double share = 1.0;
  };

  departure first_to_leave(double t, double h) {
    departure found;
    for (auto& x : travellers_) {
      const auto at = leaves_mode(*x, t, h);
      if (at && (found.who == nullptr || *at < found.share)) found = {x.get(), *at};
    }
    return found;
  }

  static double smallest(double t) { return 16.0 * std::numeric_limits<double>::epsilon() * t; }

  void guard(double t, double h, bool to_stop) {
    if (++statistics_.steps > most_steps) {
      throw numerical_error(
          fmt::format("{} steps did not suffice to come beyond {:.6g} s; a looser tolerance than "
                      "{:g} needs fewer",
                      most_steps, t, p_.tolerance));
    }
    if (!(h > 0.0) || (h < smallest(t) && !to_stop)) {
      throw numerical_error(fmt::format(
          "the time step fell to {:.3g} s at {:.6g} s, where the numbers of the problem "
          "leave no room for it; look for extreme values among them",
          h, t));
    }
  }

  static void switch_mode(traveller& x) {
    x.mode = x.mode == film_mode::saturated ? film_mode::dissolved : film_mode::saturated;
  }

  void accept(double t, double h) {
    for (auto& x : travellers_) {
      for (int i = 0; i < 3; ++i) {
        measure(x->op, x->at[i], x->stages.at[i], x->measured[i]);
        x->measured[i].formed = x->formed_layers[i];
      }
      x->books.step(t, h, x->at, x->stages, x->measured, x->state);
    }
  }

  const problem& p_;
  double step_tolerance_;
  const solve_options& options_;
  solve_statistics& statistics_;
  std::vector<stop> stops_;
  std::vector<double> breaks_;
  std::vector<std::unique_ptr<traveller>> travellers_;
  std::vector<double> layers_;
  double next_h_ = 0.0;
};

}  // namespace

std::vector<solute_solution> follow(const problem& p, const std::vector<int>& group,
                                    const std::vector<double>& scales, const mesh& cells,
                                    double step_tolerance, const solve_options& options,
                                    solve_statistics& statistics) {
  return trajectory(p, group, scales, cells, step_tolerance, options, statistics).run();
}

}  // namespace percuta

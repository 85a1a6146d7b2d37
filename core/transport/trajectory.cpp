#include "transport/trajectory.hpp"

#include "percuta/error.hpp"
#include "transport/radau.hpp"
#include "transport/recorder.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>

namespace percuta {
namespace {

constexpr long most_steps = 200000;

/// Everything the trajectory needs of one solute.
struct traveller {
  traveller(const problem& p, int solute, const mesh& cells)
      : index(solute), op(p, solute, cells), solver(make_radau_step(op)), books(p, op) {}
  traveller(const traveller&) = delete;

  int index;
  layered_operator op;
  std::unique_ptr<radau_step> solver;
  recorder books;
  film_mode mode = film_mode::none;
  double scale = 1.0;
  layered_state state;
  instant at_start;
  std::array<instant, 3> at;
  stage_states stages;
  std::array<flows, 3> measured;
  std::vector<double> formed_at_start;
  std::array<std::vector<double>, 3> formed_at;
  std::vector<double> error;
};

class trajectory {
public:
  trajectory(const problem& p, const std::vector<int>& group, const mesh& cells,
             double step_tolerance, const solve_options& options, solve_statistics& statistics)
      : p_(p), step_tolerance_(step_tolerance), options_(options), statistics_(statistics) {
    for (const int solute : group) {
      travellers_.push_back(std::make_unique<traveller>(p, solute, cells));
    }
    end_s_ = p.wanted.time_s.back();
    collect_stops(group);
  }

  std::vector<solute_solution> run() {
    begin();
    std::size_t output = 0, event = 0, stop = 0;
    double t = 0.0;
    double next_h = end_s_;
    while (true) {
      bool restart = t == 0.0;
      while (event < p_.events.size() && p_.events[event].time_s <= t) {
        apply(p_.events[event++], t);
        restart = true;
      }
      while (stop < stops_.size() && stops_[stop] <= t) {
        restart = restart || rough_[stop];
        ++stop;
      }
      if (restart) {
        settle(t, true);
        next_h = std::min(next_h, first_step());
      }
      while (output < p_.wanted.time_s.size() && p_.wanted.time_s[output] <= t) {
        for (auto& x : travellers_)
          x->books.write(t, x->state, x->at_start, undissolved(*x, t));
        ++output;
      }
      if (t >= end_s_) break;
      t = advance(t, stops_[stop], next_h);
    }
    std::vector<solute_solution> out;
    for (auto& x : travellers_)
      out.push_back(x->books.take());
    return out;
  }

private:
  /// Times that a step must end at: outputs, window, events, and where a signal jumps.
  void collect_stops(const std::vector<int>& group) {
    std::vector<double> smooth(p_.wanted.time_s);
    for (const double w : p_.wanted.window_s)
      smooth.push_back(std::min(w, end_s_));
    std::vector<double> rough;
    const auto look = [&](const signal& s) {
      for (const double t : discontinuities(s, 0.0, end_s_))
        rough.push_back(t);
    };
    for (const event& e : p_.events)
      rough.push_back(e.time_s);
    for (const channel& c : p_.channels)
      look(c.openness);
    for (const shunt& path : p_.shunts)
      look(path.conductance_m_s);
    for (const int solute : group) {
      const percuta::solute& s = p_.solutes[solute];
      for (const signal* x : {&s.top.capacity_m, &s.top.loss_m_s, &s.top.fixed_kg_m3})
        look(*x);
      if (s.top.saturation_kg_m3) look(*s.top.saturation_kg_m3);
      if (s.top.sheet_conductance_m3_s) look(*s.top.sheet_conductance_m3_s);
      for (const medium& m : s.layers)
        look(m.loss_1_s);
      for (const medium& m : s.fluid)
        look(m.loss_1_s);
    }
    stops_ = smooth;
    stops_.insert(stops_.end(), rough.begin(), rough.end());
    std::sort(stops_.begin(), stops_.end());
    stops_.erase(std::unique(stops_.begin(), stops_.end()), stops_.end());
    for (const double t : stops_) {
      rough_.push_back(std::find(rough.begin(), rough.end(), t) != rough.end());
    }
  }

  void begin() {
    for (auto& x : travellers_) {
      const layered_operator& op = x->op;
      const int stride = nodes(op);
      x->state.w.assign(static_cast<std::size_t>(op.cells() * stride), 0.0);
      x->state.film = p_.top == top_boundary::film ? x->op.what->top.initial_kg_m2 : 0.0;
      x->scale = amount_scale(p_, x->index);
      double supplied = x->state.film;
      for (int j = 0; j < op.cells(); ++j) {
        double& tissue = x->state.w[static_cast<std::size_t>(j * stride)];
        tissue = op.what->layers[op.grid->layer[j]].initial_kg_m3;
        supplied += op.tissue_capacity[j] * tissue;
        for (int c = 0; c < op.populations(); ++c) {
          if (j >= op.lines[c].cells) continue;
          double& fluid = x->state.w[static_cast<std::size_t>(j * stride + 1 + c)];
          fluid = op.what->fluid[c].initial_kg_m3;
          supplied += op.channel_capacity[c][j] * fluid;
        }
      }
      x->books.supply(supplied);
    }
  }

  /// The film's u * capacity less what it can dissolve: positive when something must wait.
  double surplus(const traveller& x, double film, double t, side at) const {
    const percuta::film& f = x.op.what->top;
    return film - value(f.capacity_m, t, at) * value(*f.saturation_kg_m3, t, at);
  }

  bool saturates(const traveller& x) const {
    return p_.top == top_boundary::film && x.op.what->top.saturation_kg_m3.has_value();
  }

  double undissolved(const traveller& x, double t) const {
    return saturates(x) ? std::max(0.0, surplus(x, x.state.film, t, side::right)) : 0.0;
  }

  /// After a start, an event or a jump: chooses the film's mode anew and evaluates the start.
  void settle(double t, bool choose_mode) {
    for (auto& x : travellers_) {
      if (choose_mode) {
        if (p_.top == top_boundary::closed) {
          x->mode = film_mode::none;
        } else if (p_.top == top_boundary::fixed) {
          x->mode = film_mode::fixed;
        } else {
          x->mode = saturates(*x) && surplus(*x, x->state.film, t, side::right) > 0.0
                        ? film_mode::saturated
                        : film_mode::dissolved;
        }
      }
      evaluate(x->op, x->mode, t, side::right, x->at_start);
      x->solver->settle_shunts(x->at_start, x->state);
      if (choose_mode) x->books.look(t, x->state, x->at_start);
    }
    for (auto& x : travellers_)
      form(*x, 0, true);
  }

  /// What reactions make of x, at the start or at stage i.
  void form(traveller& x, int i, bool at_start) {
    std::vector<double>& cells = at_start ? x.formed_at_start : x.formed_at[i];
    cells.clear();
    std::vector<double> layers(p_.thickness_m.size(), 0.0);
    for (auto& parent : travellers_) {
      if (parent.get() == &x) break;
      const bool feeds = std::any_of(
          p_.reactions.begin(), p_.reactions.end(),
          [&](const reaction& r) { return r.from == parent->index && r.to == x.index; });
      if (!feeds) continue;
      cells.resize(static_cast<std::size_t>(x.op.cells()), 0.0);
      add_formed(p_, parent->index, x.index, parent->op,
                 at_start ? parent->state : parent->stages.at[i], layers, &cells);
    }
    if (!at_start) x.measured[i].formed = layers;
  }

  void apply(const event& e, double t) {
    for (auto& x : travellers_) {
      if (p_.top == top_boundary::film) {
        const double kept = e.keep[x->index] * x->state.film;
        x->books.remove(x->state.film - kept);
        x->state.film = kept + e.add_kg_m2[x->index];
        x->books.supply(e.add_kg_m2[x->index]);
      }
      for (const int c : e.flood)
        flood(*x, c, t);
    }
  }

  /// The population's fluid takes the film's u, as far as the film reaches.
  void flood(traveller& x, int c, double t) {
    if (p_.top != top_boundary::film) return;
    const film& f = x.op.what->top;
    double u = x.state.film / value(f.capacity_m, t);
    if (f.saturation_kg_m3) u = std::min(u, value(*f.saturation_kg_m3, t));
    const int stride = nodes(x.op);
    double needed = 0.0;
    const auto each = [&](auto&& act) {
      for (int j = 0; j < x.op.lines[c].cells; ++j) {
        double& w = x.state.w[static_cast<std::size_t>(j * stride + 1 + c)];
        if (u > w) act(w, x.op.channel_capacity[c][j]);
      }
    };
    each([&](double& w, double k) { needed += k * (u - w); });
    if (needed <= 0.0) return;
    const double share = std::min(1.0, x.state.film / needed);
    each([&](double& w, double) { w += share * (u - w); });
    x.state.film = std::max(0.0, x.state.film - share * needed);
    x.books.flood(share * needed);
  }

  /// A first step in which about a hundredth of the scale moves; the controller corrects it.
  double first_step() {
    double h = end_s_;
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
        form(*x, i, false);
      }
      x->solver->solve(x->state, h, x->at, x->formed_at, x->stages);
      x->solver->estimate(x->state, x->stages, h, x->at_start, x->formed_at_start, refine,
                          x->error);
      ++statistics_.factorisations;
      double sum = 0.0;
      for (const double e : x->error)
        sum += std::abs(e);
      worst = std::max(worst, sum / (step_tolerance_ * x->scale));
    }
    return worst;
  }

  /// Where within the step the film of x leaves its mode, as a share of the step; none: it does
  /// not.
  std::optional<double> leaves_mode(const traveller& x, double t, double h) const {
    if (!saturates(x)) return std::nullopt;
    const double sign = x.mode == film_mode::saturated ? -1.0 : 1.0;
    const std::array<double, 3> film{x.stages.at[0].film, x.stages.at[1].film, x.stages.at[2].film};
    const auto beyond = [&](double theta) {
      const double m = theta == 0.0 ? x.state.film : radau::collocate(x.state.film, film, theta);
      const side at = theta == 0.0 ? side::right : side::left;
      return sign * surplus(x, m, t + theta * h, at);
    };
    const double threshold =
        1e-8 * value(x.op.what->top.capacity_m, t) * value(*x.op.what->top.saturation_kg_m3, t);
    double high = 0.0;
    for (const double theta : radau::c) {
      if (beyond(theta) > threshold) {
        high = theta;
        break;
      }
    }
    if (high == 0.0) return std::nullopt;
    double low = 0.0;
    if (beyond(0.0) >= 0.0) return 0.0;
    for (int k = 0; k < 60 && high - low > 1e-14; ++k) {
      const double mid = 0.5 * (low + high);
      (beyond(mid) > 0.0 ? high : low) = mid;
    }
    return high;
  }

  /// One accepted step from t, not beyond `stop`; returns where it ended.
  double advance(double t, double stop, double& next_h) {
    const double smallest = 1e-14 * t;
    double wish = next_h;
    bool rejected = false, first = true;
    int narrowed = 0;
    while (true) {
      if (options_.cancelled && options_.cancelled->load()) throw interrupted_error("interrupted");
      // A step that would leave a sliver before the stop is stretched, unless it was cut on
      // purpose.
      const bool to_stop = t + (narrowed > 0 ? 1.0 : 1.01) * wish >= stop;
      const double h = to_stop ? stop - t : wish;
      if (++statistics_.steps > most_steps || (h < smallest && !to_stop)) {
        throw numerical_error(fmt::format(
            "the time step fell to {:.3g} s at {:.6g} s; a looser tolerance than {:g} would be met",
            h, t, p_.tolerance));
      }
      double error = attempt(t, h, false);
      if (error > 1.0 && (first || rejected)) error = std::min(error, attempt(t, h, true));
      first = false;
      const double factor =
          std::clamp(0.9 * std::pow(std::max(error, 1e-12), -0.25), 0.1, rejected ? 1.0 : 8.0);
      if (!(error <= 1.0)) {
        ++statistics_.rejected;
        rejected = true;
        wish = h * (std::isfinite(error) ? factor : 0.1);
        continue;
      }
      traveller* leaving = nullptr;
      double share = 1.0;
      for (auto& x : travellers_) {
        const auto at = leaves_mode(*x, t, h);
        if (at && (*at < share || leaving == nullptr)) {
          share = *at;
          leaving = x.get();
        }
      }
      if (leaving && share * h <= smallest) {
        switch_mode(*leaving);
        settle(t, false);
        continue;
      }
      if (leaving && share < 1.0 - 1e-6 && ++narrowed < 12) {
        wish = share * h;
        next_h = std::max(next_h, h);
        continue;
      }
      if (!to_stop || rejected || factor > 1.0) {
        next_h = narrowed > 0 ? std::max(factor * h, h)
                 : to_stop    ? std::max(next_h, factor * h)
                              : factor * h;
      }
      accept(t, h);
      const double end = to_stop ? stop : t + h;
      if (leaving) switch_mode(*leaving);
      settle(end, false);
      return end;
    }
  }

  void switch_mode(traveller& x) {
    x.mode = x.mode == film_mode::saturated ? film_mode::dissolved : film_mode::saturated;
  }

  void accept(double t, double h) {
    for (auto& x : travellers_) {
      for (int i = 0; i < 3; ++i) {
        const std::vector<double> formed = x->measured[i].formed;
        measure(x->op, x->at[i], x->stages.at[i], x->measured[i]);
        if (!formed.empty()) x->measured[i].formed = formed;
      }
      layered_state end;
      x->books.step(t, h, x->state, x->at, x->stages, x->measured, end);
      x->state = std::move(end);
    }
  }

  const problem& p_;
  double step_tolerance_;
  const solve_options& options_;
  solve_statistics& statistics_;
  std::vector<std::unique_ptr<traveller>> travellers_;
  double end_s_ = 0.0;
  std::vector<double> stops_;
  std::vector<bool> rough_;
};

}  // namespace

double amount_scale(const problem& p, int solute) {
  const percuta::solute& s = p.solutes[solute];
  double scale = dose_kg_m2(p, static_cast<std::size_t>(solute));
  if (p.top == top_boundary::fixed) {
    const double u = range_of(s.top.fixed_kg_m3, 0.0, p.wanted.time_s.back()).high;
    for (std::size_t i = 0; i < p.thickness_m.size(); ++i) {
      scale += u * s.layers[i].partition * s.layers[i].gate.top * p.thickness_m[i];
    }
  }
  for (const reaction& r : p.reactions) {
    if (r.to == solute) scale += r.mass_yield * amount_scale(p, r.from);
  }
  return scale > 0.0 ? scale : 1.0;
}

std::vector<solute_solution> follow(const problem& p, const std::vector<int>& group,
                                    const mesh& cells, double step_tolerance,
                                    const solve_options& options, solve_statistics& statistics) {
  return trajectory(p, group, cells, step_tolerance, options, statistics).run();
}

}  // namespace percuta

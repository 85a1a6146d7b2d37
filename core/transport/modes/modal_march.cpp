#include "transport/modes/modal_march.hpp"

#include "percuta/error.hpp"
#include "transport/modes/radau_split.hpp"
#include "transport/radau.hpp"
#include "transport/scales.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <memory>

namespace percuta {
namespace {

using M = march_passed;
using R = solute_rows;

constexpr long most_steps = 20000;

/// Steps change by these factors at most. The judged error is of third order in the step.
constexpr double largest_growth = 6.0, strongest_cut = 0.05, safety = 0.9;

/// How often a step is cut towards the instant at which a film saturates or dissolves, and how
/// close that must be, of what it dissolves.
constexpr int most_cuts = 12;
constexpr double sharpness = 1e-8;

/// The first step after a start, of the time to the end.
constexpr double first_share = 1e-3;

/// Looks for a peak within a step, and how far, of the content, its cubic may be judged to be off.
constexpr int looks = 64;
constexpr double peak_sharpness = 2e-3;

/// Share of the time that elements are made for, before which nothing is a peak.
constexpr double unseen_share = 1e-4;

/// Share of a rise after a start that the first stage may have; of sqrt(t), it has 0.39. Not below
/// this share of the end.
constexpr double seen_rise = 0.6, shortest_look = 1e-9;

/// One case on its way through time.
class traveller_in_modes {
public:
  traveller_in_modes(march_pack& pack, int lane, const problem& shape, int solute,
                     const modal_case& what, const effort& how, const course& way)
      : pack_(pack),
        lane_(lane),
        shape_(shape),
        solute_(solute),
        what_(what),
        accuracy_(how.accuracy),
        stride_(how.stride),
        first_s_(how.first_s),
        stops_(way.stops),
        breaks_(way.breaks_s),
        film_(shape.top == top_boundary::film) {
    const std::size_t layers = shape.thickness_m.size();
    out_.layers = static_cast<int>(layers);
    out_.rows.reserve(shape.wanted.time_s.size() * R::count(out_.layers));
    if (shape.wanted.peaks) {
      out_.peak_kg_m2.assign(layers, 0.0);
      out_.peak_time_s.assign(layers, 0.0);
    }
    sums_.assign(R::count(out_.layers), 0.0);
    content_.assign(layers, 0.0);
    const auto& window = shape.wanted.window_s;
    const bool whole = window[1] <= window[0];
    window_from_ = whole ? 0.0 : window[0];
    window_to_ = whole ? shape.wanted.time_s.back() : window[1];
    end_ = shape.wanted.time_s.back();
    pack.set(lane, what);
    sums_[R::supplied] = what.film_initial_kg_m2;
    for (int l = 0; l < out_.layers; ++l)
      sums_[R::supplied] += pack.content(l, lane);
    out_.given_kg_m2 = sums_[R::supplied];
    next_h_ = end_;
  }

  bool done() const { return done_; }
  solute_rows take() { return std::move(out_); }

  /// Whatever is due now; then the inputs of the next step.
  void prepare(output_listener* listener) {
    if (!trying_) arrive(listener);
    if (done_) return;
    const double stop = stops_[stop_].time_s;
    if (t_ > started_) next_h_ = std::min(next_h_, stride_ * (t_ - started_));
    next_h_ = std::min(next_h_, longest_step(breaks_, t_));
    to_stop_ = t_ + (cuts_ > 0 ? 1.0 : 1.01) * next_h_ >= stop;
    step_ = to_stop_ ? stop - t_ : next_h_;
    if (!goes_on()) {
      done_ = true;
      return;
    }
    trying_ = true;
    pack_.h(lane_) = step_;
    pack_.hold(lane_, held_);
    double time[3], value[3];
    for (int i = 0; i < 3; ++i)
      time[i] = t_ + radau::c[i] * step_;
    const auto set = [&](const moving& from, auto&& put) {
      from.at(time, value);
      for (int i = 0; i < 3; ++i)
        put(i, value[i]);
    };
    if (film_) {
      set(what_.film_capacity, [&](int i, double x) { pack_.film_capacity(i, lane_) = x; });
      set(what_.film_loss, [&](int i, double x) { pack_.film_loss(i, lane_) = x; });
      if (what_.saturation) {
        set(*what_.saturation, [&](int i, double x) {
          pack_.held_u(i, lane_) = x;
          dissolves_[i] = pack_.film_capacity(i, lane_) * x;
        });
      }
    } else if (shape_.top == top_boundary::fixed) {
      set(what_.fixed, [&](int i, double x) { pack_.held_u(i, lane_) = x; });
    }
    for (std::size_t k = 0; k < what_.shunts.size(); ++k) {
      set(what_.shunts[k],
          [&](int i, double x) { pack_.shunt(static_cast<int>(k), i, lane_) = x; });
    }
  }

  /// Judges the attempt; true when it becomes the state.
  bool judge() {
    if (done_) return false;
    ++out_.steps;
    // Stiff parts that were just excited need the second filter.
    double error = pack_.error(restarted_ || rejected_, lane_) / (accuracy_ * what_.scale_kg_m2);
    error = worse(error, content_error());
    const double factor = std::clamp(safety / std::cbrt(std::max(error, 1e-12)), strongest_cut,
                                     rejected_ ? 1.0 : largest_growth);
    if (!(error <= 1.0)) {
      ++out_.rejected;
      next_h_ = step_ * std::min(std::isfinite(error) ? cut(error) : strongest_cut, 0.9);
      rejected_ = true;
      rejected_h_ = step_;
      rejected_error_ = error;
      return false;
    }
    const double share = leaves_at();
    if (share < 1.0) {
      if (share * step_ <= smallest() && ++switches_ <= 2) {
        held_ = !held_;
        restarted_ = true;
        return false;
      }
      if (share < 1.0 - 1e-6 && ++cuts_ < most_cuts) {
        before_cut_ = std::max(before_cut_, step_);
        next_h_ = share * step_;
        return false;
      }
    }
    book();
    // A step cut short by a stop or a switch says little about the next one.
    const bool cut = to_stop_ || cuts_ > 0;
    next_h_ = cut && !rejected_ ? std::max({before_cut_, next_h_, factor * step_}) : factor * step_;
    t_ = to_stop_ ? stops_[stop_].time_s : t_ + step_;
    trying_ = rejected_ = restarted_ = false;
    if (share < 1.0) {
      // A start of a kind: u may leap a little where its law changes.
      held_ = !held_;
      restarted_ = true;
      started_ = t_;
      next_h_ = std::min(next_h_, first_share * (end_ - t_));
    }
    cuts_ = switches_ = 0;
    before_cut_ = 0.0;
    moved_ = true;
    return true;
  }

private:
  double smallest() const { return 16.0 * std::numeric_limits<double>::epsilon() * t_; }

  /// False, with the failure noted, when the case leads nowhere.
  bool goes_on() {
    if (out_.steps > most_steps) {
      out_.failure = fmt::format(
          "{} steps did not suffice to come beyond {:.6g} s; a looser tolerance than {:g} needs "
          "fewer",
          most_steps, t_, shape_.tolerance);
    } else if (!(step_ > 0.0) || (step_ < smallest() && !to_stop_)) {
      out_.failure = fmt::format(
          "the time step fell to {:.3g} s at {:.6g} s, where the numbers of the problem leave no "
          "room for it; look for extreme values among them",
          step_, t_);
    }
    return out_.failure.empty();
  }

  /// What fast modes hide: the contents of layers, which may move slowly between them, judged
  /// without a filter; and by how much the cubic through a step, off which peaks are read, fails to
  /// follow them. At a start contents leap by what both ends of a face settle among them, so the
  /// start is left out.
  double content_error() const {
    const radau_split& split = split_radau();
    double worst = 0.0;
    for (int l = 0; l < out_.layers; ++l) {
      const double content[3] = {pack_.content_stage(l, 0, lane_), pack_.content_stage(l, 1, lane_),
                                 pack_.content_stage(l, 2, lane_)};
      double difference = split.difference_start * content_[l], most = content_[l];
      for (int i = 0; i < 3; ++i) {
        difference += split.difference[i] * content[i];
        most = std::max(most, content[i]);
      }
      if (restarted_) {
        difference = second_difference(content);
        if (shape_.wanted.peaks) worst = worse(worst, unseen_rise(content_[l], content));
      }
      const double followed = shape_.wanted.peaks ? peak_sharpness * most : 0.0;
      const double allowed =
          std::max(shape_.wanted.peaks ? std::min(followed, accuracy_ * what_.scale_kg_m2) : 0.0,
                   shape_.wanted.peaks ? shape_.tolerance * what_.scale_kg_m2
                                       : accuracy_ * what_.scale_kg_m2);
      worst = worse(worst, std::abs(difference) / allowed);
    }
    return worst;
  }

  /// Above 1 when most of what a layer's content does after a start is over before the first stage,
  /// so that a peak may hide there.
  double unseen_rise(double start, const double (&content)[3]) const {
    double range = 0.0;
    for (const double y : content)
      range = std::max(range, std::abs(y - start));
    if (range <= shape_.tolerance * what_.scale_kg_m2 || step_ <= shortest_look * end_) return 0.0;
    return std::pow(std::abs(content[0] - start) / (seen_rise * range), 3);
  }

  static double second_difference(const double (&y)[3]) {
    const auto& c = radau::c;
    return 0.1 * ((y[2] - y[1]) / (c[2] - c[1]) - (y[1] - y[0]) / (c[1] - c[0])) / (c[2] - c[0]);
  }

  /// By how much a rejected step is cut. After a start the error falls far slower than with the
  /// cube of the step: from the second rejection on its order is seen.
  double cut(double error) const {
    double order = 3.0;
    if (rejected_ && step_ < rejected_h_ && error < rejected_error_) {
      order =
          std::clamp(std::log(rejected_error_ / error) / std::log(rejected_h_ / step_), 0.5, 3.0);
    }
    return std::max(std::pow(safety / error, 1.0 / order), strongest_cut);
  }

  /// Events, restarts and outputs that are due at t.
  void arrive(output_listener* listener) {
    bool restart = !moved_;
    for (; event_ < shape_.events.size() && shape_.events[event_].time_s <= t_; ++event_) {
      const event& e = shape_.events[event_];
      if (film_) {
        const double before = pack_.film(lane_), kept = e.keep[solute_] * before;
        const double added = e.add_kg_m2[solute_];
        sums_[R::removed] += before - kept;
        sums_[R::supplied] += added;
        out_.given_kg_m2 += added;
        pack_.film(lane_) = kept + added;
      }
      restart = true;
    }
    for (; stop_ < stops_.size() && stops_[stop_].time_s <= t_; ++stop_)
      restart = restart || stops_[stop_].rough;
    if (restart) {
      held_ = shape_.top == top_boundary::fixed || undissolved() > 0.0;
      restarted_ = true;
      started_ = t_;
      for (int l = 0; l < out_.layers; ++l) {
        content_[l] = pack_.content(l, lane_);
        if (shape_.wanted.peaks) look(l, t_, content_[l]);
      }
      look_at_film(film_u_at_start());
      next_h_ = std::min(next_h_, first_share * (end_ - t_));
    }
    const auto& time = shape_.wanted.time_s;
    for (; output_ < time.size() && time[output_] <= t_; ++output_) {
      write();
      if (listener != nullptr) listener->at_output(output_, pack_, lane_, moved_);
    }
    done_ = t_ >= end_;
  }

  double film_u_at_start() const {
    if (shape_.top == top_boundary::closed) return 0.0;
    if (shape_.top == top_boundary::fixed) return what_.fixed.at(t_, side::right);
    return held_ ? what_.saturation->at(t_, side::right)
                 : pack_.film(lane_) / what_.film_capacity.at(t_, side::right);
  }

  double undissolved() const {
    if (!film_ || !what_.saturation) return 0.0;
    return std::max(0.0, pack_.film(lane_) - what_.film_capacity.at(t_, side::right) *
                                                 what_.saturation->at(t_, side::right));
  }

  /// Where within the attempt the film leaves its mode, as a share of the step: the first zero of
  /// m - capacity * saturation  on the collocation cubic of m. 1: it does not.
  double leaves_at() const {
    if (!film_ || !what_.saturation) return 1.0;
    const double sign = held_ ? -1.0 : 1.0;
    const std::array<double, 3> film{pack_.film_stage(0, lane_), pack_.film_stage(1, lane_),
                                     pack_.film_stage(2, lane_)};
    const double threshold = sharpness * dissolves_[2];
    int first = 0;
    while (first < 3 && sign * (film[first] - dissolves_[first]) <= threshold)
      ++first;
    if (first == 3) return 1.0;
    const double start = pack_.film(lane_);
    const auto beyond = [&](double theta) {
      const double t = t_ + theta * step_;
      const side limit = theta == 0.0 ? side::right : side::left;
      const double dissolves = what_.film_capacity.at(t, limit) * what_.saturation->at(t, limit);
      return sign * ((theta == 0.0 ? start : radau::collocate(start, film, theta)) - dissolves);
    };
    double low = 0.0, high = radau::c[first];
    if (beyond(low) >= 0.0) return 0.0;
    for (int k = 0; k < 60 && high - low > 1e-14; ++k) {
      const double middle = 0.5 * (low + high);
      (beyond(middle) > 0.0 ? high : low) = middle;
    }
    return std::min(high, 1.0 - 1e-12);
  }

  /// Adds the attempt to the sums. What leaves for good cannot come back: the local error may say
  /// so.
  void book() {
    const auto got = [&](int index) { return pack_.passed(index, lane_); };
    if (film_) sums_[R::evaporated] += got(M::evaporated);
    sums_[R::receptor] += got(M::receptor);
    sums_[R::via_channels] += got(M::shunted);
    sums_[R::flux_in] = got(M::flux_in);
    sums_[R::flux_out] = got(M::flux_out);
    if (shape_.top == top_boundary::fixed)
      sums_[R::supplied] += got(M::into_skin) + got(M::shunted);
    for (int l = 0; l < out_.layers; ++l) {
      const double integral = got(M::of(l, M::integral));
      sums_[R::of(l, R::integral)] += integral;
      sums_[R::of(l, R::cleared)] += what_.layers[l].loss_1_s * integral;
      sums_[R::of(l, R::entered)] += got(l == 0 ? M::into_skin : M::of(l, M::entered));
      if (shape_.wanted.peaks) look_within(l);
      content_[l] = pack_.content_stage(l, 2, lane_);
    }
    for (int i = 0; i < 3 && shape_.top != top_boundary::closed; ++i) {
      // The skin's upper end shares the film's u, which may leap over the solubility at a start.
      const double u = pack_.film_u(i, lane_);
      look_at_film(film_ && what_.saturation ? std::min(u, pack_.held_u(i, lane_)) : u);
    }
  }

  void look(int l, double time, double amount) {
    if (time < window_from_ || time > window_to_ * (1.0 + 1e-12)) return;
    // Before that, elements hold more at their ends than the skin does.
    if (moved_ && time - started_ < unseen_share * first_s_) return;
    if (amount <= out_.peak_kg_m2[l]) return;
    out_.peak_kg_m2[l] = amount;
    out_.peak_time_s[l] = std::min(time, window_to_);
  }
  void look_at_film(double u) { out_.peak_film_kg_m3 = std::max(out_.peak_film_kg_m3, u); }

  void look_within(int l) {
    const std::array<double, 3> stage{pack_.content_stage(l, 0, lane_),
                                      pack_.content_stage(l, 1, lane_),
                                      pack_.content_stage(l, 2, lane_)};
    look(l, t_ + step_, stage[2]);
    if (restarted_) {  // the start may have leapt
      for (int i = 0; i < 2; ++i)
        look(l, t_ + radau::c[i] * step_, stage[i]);
      return;
    }
    if (std::max(stage[0], stage[1]) <= std::max(content_[l], stage[2])) return;
    for (int k = 1; k < looks; ++k) {
      const double theta = static_cast<double>(k) / looks;
      look(l, t_ + theta * step_, radau::collocate(content_[l], stage, theta));
    }
  }

  void write() {
    sums_[R::film] = film_ ? pack_.film(lane_) : 0.0;
    sums_[R::undissolved] = undissolved();
    for (int l = 0; l < out_.layers; ++l)
      sums_[R::of(l, R::amount)] = pack_.content(l, lane_);
    out_.rows.insert(out_.rows.end(), sums_.begin(), sums_.end());
  }

  march_pack& pack_;
  int lane_;
  const problem& shape_;
  int solute_;
  const modal_case& what_;
  double accuracy_, stride_, first_s_;
  const std::vector<stop>& stops_;
  const std::vector<double>& breaks_;
  bool film_;
  solute_rows out_;
  std::vector<double> sums_, content_;
  double window_from_ = 0.0, window_to_ = 0.0, end_ = 0.0;
  double t_ = 0.0, started_ = 0.0, step_ = 0.0, next_h_ = 0.0, before_cut_ = 0.0;
  double rejected_h_ = 0.0, rejected_error_ = 0.0;
  std::array<double, 3> dissolves_{};
  std::size_t event_ = 0, stop_ = 0, output_ = 0;
  int cuts_ = 0, switches_ = 0;
  bool held_ = false, trying_ = false, rejected_ = false, restarted_ = true, moved_ = false,
       to_stop_ = false, done_ = false;
};

}  // namespace

std::vector<solute_rows> march_in_modes(const lanes::kernels& kernels, const problem& shape,
                                        int solute, const std::vector<const modal_case*>& cases,
                                        const element_plan& plan, const effort& how,
                                        const course& way, const solve_options& options,
                                        output_listener* listener) {
  march_pack pack(kernels, shape, plan, how.modes);
  std::vector<std::unique_ptr<traveller_in_modes>> travellers;
  for (int lane = 0; lane < pack.width(); ++lane) {
    // A lane without a case of its own repeats the first; it is done from the start.
    if (static_cast<std::size_t>(lane) >= cases.size()) {
      pack.set(lane, *cases[0]);
      pack.h(lane) = 1.0;
      for (int i = 0; i < 3; ++i)
        pack.film_capacity(i, lane) = 1.0;
      continue;
    }
    travellers.push_back(
        std::make_unique<traveller_in_modes>(pack, lane, shape, solute, *cases[lane], how, way));
  }
  std::vector<char> accepted(static_cast<std::size_t>(pack.width()), 0);
  while (true) {
    bool any = false;
    for (auto& x : travellers) {
      if (!x->done()) x->prepare(listener);
      any = any || !x->done();
    }
    if (!any) break;
    if (options.cancelled && options.cancelled->load()) throw interrupted_error("interrupted");
    pack.attempt();
    for (std::size_t i = 0; i < travellers.size(); ++i)
      accepted[i] = travellers[i]->judge() ? 1 : 0;
    pack.accept(accepted);
  }
  std::vector<solute_rows> out;
  for (auto& x : travellers)
    out.push_back(x->take());
  return out;
}

}  // namespace percuta

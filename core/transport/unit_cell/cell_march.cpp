#include "transport/unit_cell/cell_march.hpp"

#include "percuta/error.hpp"
#include "transport/inventories.hpp"
#include "transport/scales.hpp"
#include "transport/stops.hpp"
#include "transport/unit_cell/cell_books.hpp"
#include "transport/unit_cell/cell_view.hpp"
#include "transport/unit_cell/implicit_system.hpp"
#include "transport/unit_cell/sdirk.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <limits>

namespace percuta {
namespace {

constexpr long most_steps = 20000;
constexpr double largest_growth = 5.0, strongest_cut = 0.1, caution = 0.9;

/// A step after a jump, of the way to the next stop, before anything is known of it.
constexpr double first_share = 1e-3;

class marcher {
public:
  marcher(const cell_system& s, int solute, double scale, const step_choice& choice,
          const solve_options& options, solve_statistics& statistics)
      : s_(s),
        p_(*s.source),
        solute_(solute),
        scale_(scale),
        choice_(choice),
        options_(options),
        statistics_(statistics),
        course_(course_of(p_, {solute})),
        solver_(s),
        books_(s),
        peaks_(static_cast<std::size_t>(s.layers())) {
    const bool whole = p_.wanted.window_s[1] <= p_.wanted.window_s[0];
    window_from_s_ = whole ? 0.0 : p_.wanted.window_s[0];
    window_to_s_ = whole ? p_.wanted.time_s.back() : p_.wanted.window_s[1];
  }

  march_outcome run() {
    load_start();
    const double end_s = p_.wanted.time_s.back();
    std::size_t output = 0, event = 0, stop = 0;
    double t = 0.0;
    while (true) {
      bool restart = t == 0.0;
      for (; event < p_.events.size() && p_.events[event].time_s <= t; ++event) {
        apply(p_.events[event]);
        restart = true;
      }
      for (; stop < course_.stops.size() && course_.stops[stop].time_s <= t; ++stop)
        restart = restart || course_.stops[stop].rough;
      if (restart && t < end_s) {
        next_h_ = first_share * (course_.stops[stop].time_s - t);
        note(t);
      }
      for (; output < p_.wanted.time_s.size() && p_.wanted.time_s[output] <= t; ++output)
        write(t, restart);
      if (t >= end_s) break;
      t = choice_.given ? follow(t) : advance(t, course_.stops[stop].time_s);
      out_.ends.push_back(t);
    }
    out_.solution = books_.take();
    for (std::size_t l = 0; l < peaks_.size(); ++l) {
      out_.solution.layers[l].peak_kg_m2 = std::max(0.0, peaks_[l].amount);
      out_.solution.layers[l].peak_time_s = peaks_[l].time_s;
    }
    out_.solution.peak_film_kg_m3 = highest_film_;
    if (p_.wanted.peaks) raise_peaks(p_.wanted, out_.solution);
    out_.solution.profiles = std::move(seen_.profiles);
    out_.solution.fields_kg_m3 = std::move(seen_.fields_kg_m3);
    statistics_.factorisations += solver_.factorisations();
    return std::move(out_);
  }

private:
  bool has_film() const { return p_.top == top_boundary::film; }

  void load_start() {
    load_ = s_.initial_load;
    film_ = Eigen::VectorXd::Zero(s_.nodes.film);
    state_.x = initial_values(s_);
    measured_ = Eigen::VectorXd::Zero(s_.measured.count());
    double given = 0.0;
    for (int l = 0; l < s_.layers(); ++l) {
      measured_[s_.measured.tissue(l)] = s_.initial_layer[l];
      measured_[s_.measured.fluid(l)] = s_.initial_fluid[l];
      given += s_.initial_layer[l] + s_.initial_fluid[l];
    }
    for (int l = 0; l < s_.layers(); ++l)
      measured_[s_.measured.face_mass(l)] = s_.initial_at_face[l];
    measured_[s_.measured.sink_mass()] = s_.initial_at_sink;
    measured_[s_.measured.top_tissue_mass()] = s_.initial_at_top;
    accumulated_ = Eigen::VectorXd::Zero(cell_rates(s_.layers()).count());
    books_.supply(given);
    if (has_film()) add_to_film(p_.solutes[solute_].top.initial_kg_m2);
  }

  void add_to_film(double amount) {
    const Eigen::VectorXd more = amount * s_.film.share;
    film_ += more;
    load_.tail(s_.nodes.film) += more;
    books_.supply(amount);
  }

  void apply(const event& e) {
    if (!has_film()) return;
    const Eigen::VectorXd taken = (1.0 - e.keep[solute_]) * film_;
    film_ -= taken;
    load_.tail(s_.nodes.film) -= taken;
    books_.remove(taken.sum());
    add_to_film(e.add_kg_m2[solute_]);
    if (std::find(e.flood.begin(), e.flood.end(), s_.population) != e.flood.end()) flood(e.time_s);
  }

  /// The fluid takes the film's u, as far as the film reaches.
  void flood(double time_s) {
    const cell_instant at = instant_of(s_, time_s, side::right);
    const double held = film_.sum();
    double u = held / at.capacity_m;
    if (at.saturation_kg_m3) u = std::min(u, *at.saturation_kg_m3);
    Eigen::VectorXd more;
    const double needed = flood_load(s_, state_.x, u, more);
    if (needed <= 0.0 || held <= 0.0) return;
    const double share = std::min(1.0, held / needed);
    load_ += share * more;
    const Eigen::VectorXd taken = (share * needed / held) * film_;
    film_ -= taken;
    load_.tail(s_.nodes.film) -= taken;
    const Eigen::VectorXd lacking = (u - state_.x.array()).max(0.0);
    for (int l = 0; l < s_.layers(); ++l) {
      const int fluid = s_.measured.fluid(l);
      const double taken_up = share * s_.observe.row(fluid).dot(lacking);
      measured_[fluid] += taken_up;
      const int face = s_.measured.face_mass(l);
      const double at_face = share * s_.observe.row(face).dot(lacking);
      measured_[face] += at_face;
      books_.flood(l, taken_up, at_face);
      for (Eigen::Index i = 0; i < lacking.size(); ++i) {  // what is seen until the next step
        if (s_.observe(fluid, i) != 0.0) state_.x[i] = std::max(state_.x[i], share * u);
      }
    }
  }

  void write(double t, bool restarted) {
    const cell_instant at = instant_of(s_, t, restarted ? side::right : side::left);
    const double held = film_.sum();
    books_.write(at, measured_, accumulated_, held, undissolved(at));
    look(s_, {t, state_.x, at.fixed_kg_m3}, seen_);
  }

  double undissolved(const cell_instant& at) const {
    if (!at.saturation_kg_m3) return 0.0;
    double sum = 0.0;
    for (Eigen::Index j = 0; j < film_.size(); ++j) {
      sum += std::max(0.0, film_[j] - s_.film.share[j] * at.capacity_m * *at.saturation_kg_m3);
    }
    return sum;
  }

  /// Contents at a time, for the search of peaks.
  void note(double t) {
    const cell_instant at = instant_of(s_, t, side::right);
    if (has_film()) {
      double u = film_.sum() / at.capacity_m;
      if (at.saturation_kg_m3) u = std::min(u, *at.saturation_kg_m3);
      highest_film_ = std::max(highest_film_, u);
    } else {
      highest_film_ = std::max(highest_film_, at.fixed_kg_m3);
    }
    for (int l = 0; l < s_.layers(); ++l)
      look_at(l, t, measured_[s_.measured.tissue(l)]);
  }

  void look_at(int layer, double t, double amount) {
    if (t < window_from_s_ || t > window_to_s_ || amount <= peaks_[layer].amount) return;
    peaks_[layer] = {amount, t};
  }

  /// Stages of a step from t. Leaves the end in the stage_ members.
  void stages(double t, double h) {
    const double tau = sdirk::gamma * h;
    accumulating_ = accumulated_;
    for (int i = 0; i < sdirk::stages; ++i) {
      at_[i] =
          instant_of(s_, t + sdirk::c[i] * h, i + 1 == sdirk::stages ? side::left : side::right);
      Eigen::VectorXd right = load_;
      for (int j = 0; j < i; ++j)
        right += (h * sdirk::a[i][j]) * force_[j];
      solver_.factor(tau, at_[i]);
      Eigen::VectorXd driven = right;
      if (s_.fixed_mass.size() > 0) driven -= at_[i].fixed_kg_m3 * fixed_columns(at_[i], tau);
      solver_.solve(driven, at_[i], stage_[i]);
      stage_load_ = s_.pattern * stage_[i].x;
      stage_load_.tail(s_.nodes.film) += stage_[i].film;
      if (s_.fixed_mass.size() > 0) stage_load_ += at_[i].fixed_kg_m3 * s_.fixed_mass;
      force_[i] = (stage_load_ - right) / tau;
      stage_measured_[i] = s_.observe * stage_[i].x + at_[i].fixed_kg_m3 * s_.observe_fixed;
      accumulating_ +=
          (h * sdirk::a[sdirk::stages - 1][i]) * rates_of(s_, at_[i], stage_measured_[i]);
    }
  }

  Eigen::VectorXd fixed_columns(const cell_instant& at, double tau) const {
    Eigen::VectorXd columns = s_.fixed_conduct + at.openness * s_.fixed_conduct_open +
                              at.fluid_loss_1_s * s_.fixed_fluid_mass;
    for (int l = 0; l < s_.layers(); ++l)
      columns += at.loss_1_s[l] * s_.fixed_layer_mass[l];
    return s_.fixed_mass + tau * columns;
  }

  /// Local error of the step just computed, of the scale: the embedded method's, smoothed, every
  /// amount counted.
  double local_error(double h) {
    Eigen::VectorXd load = Eigen::VectorXd::Zero(s_.unknowns());
    for (int i = 0; i < sdirk::stages; ++i)
      load += (h * sdirk::error[i]) * force_[i];
    cell_instant plain = at_[sdirk::stages - 1];
    plain.saturation_kg_m3.reset();
    cell_state error;
    solver_.solve(load, plain, error);
    const double inside = s_.lumped.cwiseAbs().dot(error.x.cwiseAbs());
    return (inside + error.film.cwiseAbs().sum()) / scale_;
  }

  void accept(double t, double h) {
    load_ = stage_load_;
    state_ = stage_[sdirk::stages - 1];
    film_ = state_.film;
    accumulated_ = accumulating_;
    find_peaks(t, h);
    measured_ = stage_measured_[sdirk::stages - 1];
    note(t + h);
  }

  /// Highest of the parabola through the contents at the start, at three quarters and at the end.
  void find_peaks(double t, double h) {
    for (int l = 0; l < s_.layers(); ++l) {
      const int of = s_.measured.tissue(l);
      const double y0 = measured_[of], y1 = stage_measured_[1][of];
      const double y2 = stage_measured_[sdirk::stages - 1][of];
      const double x1 = sdirk::c[1];
      const double slope = (y1 - y0) / x1, bend = ((y2 - y0) - slope) / (1.0 - x1);
      // y0 + slope x + bend x (x - x1)
      if (bend >= 0.0) continue;
      const double x = 0.5 * (x1 - slope / bend);
      if (x > 0.0 && x < 1.0) look_at(l, t + x * h, y0 + slope * x + bend * x * (x - x1));
    }
  }

  void check_interrupted() const {
    if (options_.cancelled && options_.cancelled->load()) throw interrupted_error("interrupted");
  }

  double follow(double t) {
    check_interrupted();
    const double end = (*choice_.given)[out_.ends.size()];
    stages(t, end - t);
    accept(t, end - t);
    ++statistics_.steps;
    return end;
  }

  double advance(double t, double stop) {
    double wish = std::min(next_h_, longest_step(course_.breaks_s, t));
    bool rejected = false;
    while (true) {
      check_interrupted();
      const bool to_stop = t + 1.01 * wish >= stop;
      const double h = to_stop ? stop - t : wish;
      ++statistics_.steps;
      if (++taken_ > most_steps || !(h > 1e-14 * stop)) {
        throw numerical_error(fmt::format(
            "steps of {:.3g} s at {:.6g} s do not follow the cell; look for extreme values in the "
            "problem",
            h, t));
      }
      stages(t, h);
      const double local = local_error(h);
      const double error = local / choice_.tolerance;
      const double growth = rejected ? 1.0 : largest_growth;
      const double factor =
          std::clamp(caution * std::pow(std::max(error, 1e-12), -0.25), strongest_cut, growth);
      if (!(error <= 1.0)) {
        ++statistics_.rejected;
        rejected = true;
        wish = std::isfinite(error) ? h * factor : strongest_cut * h;
        continue;
      }
      out_.estimated_error += local;
      accept(t, h);
      next_h_ = to_stop && !rejected ? std::max(next_h_, factor * h) : factor * h;
      return to_stop ? stop : t + h;
    }
  }

  struct highest {
    double amount = 0.0, time_s = 0.0;
  };

  const cell_system& s_;
  const problem& p_;
  int solute_;
  double scale_;
  const step_choice& choice_;
  const solve_options& options_;
  solve_statistics& statistics_;
  course course_;
  implicit_system solver_;
  cell_books books_;
  std::vector<highest> peaks_;
  double highest_film_ = 0.0, window_from_s_, window_to_s_;
  double next_h_ = 0.0;
  long taken_ = 0;

  Eigen::VectorXd load_, film_, measured_, accumulated_;
  cell_state state_;
  std::array<cell_instant, sdirk::stages> at_;
  std::array<cell_state, sdirk::stages> stage_;
  std::array<Eigen::VectorXd, sdirk::stages> force_, stage_measured_;
  Eigen::VectorXd stage_load_, accumulating_;
  march_outcome out_;
  solute_solution seen_;
};

}  // namespace

march_outcome march(const cell_system& s, int solute, double scale, const step_choice& choice,
                    const solve_options& options, solve_statistics& statistics) {
  return marcher(s, solute, scale, choice, options, statistics).run();
}

}  // namespace percuta

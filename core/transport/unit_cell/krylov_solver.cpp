#include "transport/unit_cell/krylov_solver.hpp"

#include "percuta/error.hpp"
#include "transport/inventories.hpp"
#include "transport/scales.hpp"
#include "transport/transform/peak_search.hpp"
#include "transport/transform/validity.hpp"
#include "transport/unit_cell/cell_books.hpp"
#include "transport/unit_cell/cell_view.hpp"
#include "transport/unit_cell/krylov.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <optional>

namespace percuta {
namespace {

/// Of the dose, what the space may leave unaccounted for; and what an exhausted one may.
constexpr double balance_share = 1e-9, worst_balance = 5e-9;

/// Where peaks are sought, the space must hold at this many times from this share of the run on.
constexpr int probes = 8;
constexpr double earliest_probe = 1e-3;

/// A first look at the results, and how often afterwards.
constexpr int first_look = 7, look_every = 2;

/// The shift that suits a run: between its first and its last time, where the measured number of
/// vectors is least.
double shift_of(const outputs& wanted) {
  const double last = wanted.time_s.back();
  double first = last;
  for (const double t : wanted.time_s) {
    if (t > 0.0) {
      first = std::max(t, 1e-4 * last);
      break;
    }
  }
  return 12.0 / std::sqrt(first * last);
}

class run {
public:
  run(const cell_system& s, int solute)
      : s_(s), at_(instant_of(s, 0.0, side::right)), begin_(start_of(*s.source, solute)) {
    Eigen::VectorXd load = s.initial_load;
    load.tail(s.nodes.film) += begin_.film_kg_m2 * s.film.share;
    space_.emplace(s, at_, shift_of(s.source->wanted), load);
  }

  krylov_space& space() { return *space_; }

  solute_solution write() const {
    cell_books books(s_);
    double given = begin_.supplied_kg_m2;
    for (int l = 0; l < s_.layers(); ++l)
      given += s_.initial_layer[l] + s_.initial_fluid[l];
    books.supply(given);
    books.remove(begin_.removed_kg_m2);
    Eigen::VectorXd now, integral;
    for (const double t : s_.source->wanted.time_s) {
      if (t == 0.0) {
        books.write_start(at_, begin_.film_kg_m2, 0.0);
        continue;
      }
      space_->measure(t, now, integral);
      books.write(at_, now, rates_of(s_, at_, integral), film_of(now), 0.0);
    }
    return books.take();
  }

  void find_peaks(solute_solution& out) const {
    const outputs& wanted = s_.source->wanted;
    const double last = wanted.time_s.back();
    const bool whole = wanted.window_s[1] <= wanted.window_s[0];
    const double begins = whole ? 0.0 : wanted.window_s[0];
    const double from = std::max(begins, earliest_probe * last);
    const double to = std::max(from, whole ? last : wanted.window_s[1]);
    Eigen::VectorXd now, integral;
    const std::vector<peak> found = peaks_of(
        [&](double t) {
          space_->measure(t, now, integral);
          std::vector<double> contents;
          for (int l = 0; l < s_.layers(); ++l)
            contents.push_back(now[s_.measured.tissue(l)]);
          return contents;
        },
        static_cast<std::size_t>(s_.layers()), from, to, {});
    for (std::size_t l = 0; l < found.size(); ++l) {
      out.layers[l].peak_kg_m2 = std::max(0.0, found[l].amount_kg_m2);
      out.layers[l].peak_time_s = found[l].time_s;
      if (begins == 0.0 && s_.initial_layer[l] > out.layers[l].peak_kg_m2) {
        out.layers[l].peak_kg_m2 = s_.initial_layer[l];
        out.layers[l].peak_time_s = 0.0;
      }
    }
    if (s_.source->top == top_boundary::film) {
      out.peak_film_kg_m3 = begin_.film_kg_m2 / at_.capacity_m;
      for (const double film : out.film_kg_m2)
        out.peak_film_kg_m3 = std::max(out.peak_film_kg_m3, film / at_.capacity_m);
    } else {
      out.peak_film_kg_m3 = at_.fixed_kg_m3;
    }
  }

  void view(solute_solution& out) const {
    const outputs& wanted = s_.source->wanted;
    if (!wanted.profiles && !wanted.fields) return;
    const Eigen::VectorXd initial = initial_values(s_);
    for (const double t : wanted.time_s) {
      const Eigen::VectorXd x = t > 0.0 ? space_->unknowns(t) : initial;
      look(s_, {t, x, at_.fixed_kg_m3}, out);
    }
  }

  /// Contents of the tissue at times spread over the run, where peaks are sought.
  Eigen::VectorXd probe() const {
    const int layers = s_.layers();
    Eigen::VectorXd all(layers * probes), now, integral;
    for (int k = 0; k < probes; ++k) {
      space_->measure(probe_time(k), now, integral);
      all.segment(layers * k, layers) = now.head(layers);
    }
    return all;
  }

private:
  double film_of(const Eigen::VectorXd& measured) const {
    return at_.capacity_m * measured[s_.measured.film_u()];
  }

  double probe_time(int k) const {
    return s_.source->wanted.time_s.back() * std::pow(earliest_probe, 1.0 - k / (probes - 1.0));
  }

  const cell_system& s_;
  cell_instant at_;
  start begin_;
  mutable std::optional<krylov_space> space_;
};

}  // namespace

solute_solution solve_by_krylov(const cell_system& s, int solute, double scale, double tolerance,
                                const solve_options& options, solve_statistics& statistics) {
  run task(s, solute);
  solute_solution before;
  Eigen::VectorXd probed;
  double apart = 0.0;
  while (true) {
    if (options.cancelled && options.cancelled->load()) throw interrupted_error("interrupted");
    const bool more = task.space().extend();
    const int size = task.space().size();
    const bool due = size >= first_look && (size - first_look) % look_every == 0;
    if (more && !due) continue;
    task.space().project();
    solute_solution now = task.write();
    apart = before.film_kg_m2.empty() ? HUGE_VAL : largest_difference(before, now) / scale;
    if (s.source->wanted.peaks) {
      const Eigen::VectorXd contents = task.probe();
      if (probed.size() > 0)
        apart = worse(apart, (contents - probed).cwiseAbs().maxCoeff() / scale);
      probed = contents;
    }
    if (task.space().complete()) apart = 0.0;
    const bool good = apart <= tolerance && now.balance_error <= balance_share;
    if (good || !more) {
      if (!(apart <= tolerance && now.balance_error <= worst_balance)) {
        throw numerical_error(fmt::format(
            "the Krylov space of {} vectors leaves an error of {:.1e} of the dose, and {:.1e} "
            "unaccounted for",
            size, apart, now.balance_error));
      }
      statistics.factorisations += task.space().factorisations();
      statistics.steps += size;
      if (s.source->wanted.peaks) {
        task.find_peaks(now);
        raise_peaks(s.source->wanted, now);
      }
      task.view(now);
      return now;
    }
    before = std::move(now);
  }
}

}  // namespace percuta

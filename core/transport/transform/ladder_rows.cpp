#include "transport/transform/ladder_rows.hpp"

#include "transport/transform/peaks.hpp"

#include <algorithm>

namespace percuta {
namespace {

using P = ladder_parameters;
using R = ladder_results;
using Rows = solute_rows;

double initial_amount(const ladder_pack& pack, int layer, int lane) {
  const auto of = [&](P::layer what) { return pack.parameter(P::of(layer, what), lane); };
  return of(P::partition) * of(P::initial) * of(P::thickness);
}

double supplied_at_start(const ladder_pack& pack, const ladder_start& start, int lane) {
  double sum = 0.0;
  for (int l = 0; l < pack.layers(); ++l)
    sum += initial_amount(pack, l, lane);
  return start.supplied_kg_m2 + sum;
}

/// An output at time zero.
void write_start(const ladder_pack& pack, top_boundary top, int lane, solute_rows& rows) {
  if (top == top_boundary::film) rows.at(0, Rows::film) = pack.parameter(P::film_initial, lane);
  for (int l = 0; l < pack.layers(); ++l)
    rows.at(0, Rows::of(l, Rows::amount)) = initial_amount(pack, l, lane);
}

void write_output(const ladder_pack& pack, top_boundary top, int lane, int evaluated,
                  std::size_t time, solute_rows& rows) {
  const auto got = [&](int index) { return pack.result(evaluated, index, lane); };
  if (top == top_boundary::film) {
    rows.at(time, Rows::film) = pack.parameter(P::film_capacity, lane) * got(R::film);
    rows.at(time, Rows::evaporated) = pack.parameter(P::film_loss, lane) * got(R::film_integral);
  }
  if (top == top_boundary::fixed) rows.at(time, Rows::supplied) += got(R::entered);
  rows.at(time, Rows::receptor) = got(R::receptor);
  rows.at(time, Rows::flux_in) = got(R::flux_in);
  rows.at(time, Rows::flux_out) = got(R::flux_out);
  for (int l = 0; l < pack.layers(); ++l) {
    const double integral = got(R::of(l, R::integral));
    rows.at(time, Rows::of(l, Rows::amount)) = got(R::of(l, R::amount));
    rows.at(time, Rows::of(l, Rows::integral)) = integral;
    rows.at(time, Rows::of(l, Rows::entered)) = got(l == 0 ? R::entered : R::of(l, R::passed));
    rows.at(time, Rows::of(l, Rows::cleared)) = pack.parameter(P::of(l, P::loss), lane) * integral;
  }
}

void write_peaks(ladder_pack& pack, const problem& shape, std::vector<solute_rows>& rows) {
  const auto& window = shape.wanted.window_s;
  const bool whole = window[1] <= window[0];
  const double end = shape.wanted.time_s.back();
  pack.set_fluxes(false);
  const std::vector<peak> found =
      find_peaks(pack, whole ? 0.0 : window[0], whole ? end : window[1]);
  std::vector<double> film;
  if (shape.top == top_boundary::film) film = film_peaks(pack, end);
  pack.set_fluxes(true);
  for (std::size_t lane = 0; lane < rows.size(); ++lane) {
    solute_rows& r = rows[lane];
    r.peak_kg_m2.resize(static_cast<std::size_t>(r.layers));
    r.peak_time_s.resize(static_cast<std::size_t>(r.layers));
    for (int l = 0; l < r.layers; ++l) {
      const peak& x = found[static_cast<std::size_t>(l * pack.width()) + lane];
      r.peak_kg_m2[l] = std::max(x.amount_kg_m2, 0.0);
      r.peak_time_s[l] = x.time_s;
    }
    if (shape.top == top_boundary::film) r.peak_film_kg_m3 = film[lane];
    if (shape.top == top_boundary::fixed)
      r.peak_film_kg_m3 = pack.parameter(P::fixed, static_cast<int>(lane));
  }
}

}  // namespace

void ladder_rows(ladder_pack& pack, const problem& shape, const std::vector<ladder_start>& starts,
                 std::vector<solute_rows>& rows, double* trace) {
  const std::vector<double>& time = shape.wanted.time_s;
  const std::size_t first = time.front() == 0.0 ? 1 : 0;
  pack.set_times(time.data() + first, static_cast<int>(time.size() - first));
  pack.evaluate_at_set_times(trace);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const int lane = static_cast<int>(i);
    solute_rows& r = rows[i];
    r.layers = pack.layers();
    r.rows.assign(time.size() * static_cast<std::size_t>(Rows::count(r.layers)), 0.0);
    const double supplied = supplied_at_start(pack, starts[i], lane);
    r.given_kg_m2 = supplied;
    for (std::size_t t = 0; t < time.size(); ++t) {
      r.at(t, Rows::supplied) = supplied;
      r.at(t, Rows::removed) = starts[i].removed_kg_m2;
      if (t < first) {
        write_start(pack, shape.top, lane, r);
      } else {
        write_output(pack, shape.top, lane, static_cast<int>(t - first), t, r);
      }
    }
  }
  if (shape.wanted.peaks) write_peaks(pack, shape, rows);
  for (solute_rows& r : rows)
    settle(r);
}

}  // namespace percuta

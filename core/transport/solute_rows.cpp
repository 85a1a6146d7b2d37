#include "transport/solute_rows.hpp"

#include "transport/inventories.hpp"
#include "transport/scales.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace percuta {
namespace {

using R = solute_rows;

constexpr R::value of_film[] = {R::film, R::receptor, R::evaporated, R::removed};
constexpr R::layer of_layer[] = {R::amount, R::cleared};

/// Calls visit(index in a row) for every inventory.
template <class Visit>
void each_row_inventory(int layers, Visit&& visit) {
  for (const R::value v : of_film)
    visit(static_cast<int>(v));
  for (int l = 0; l < layers; ++l) {
    for (const R::layer v : of_layer)
      visit(R::of(l, v));
  }
}

}  // namespace

double largest_difference(const solute_rows& a, const solute_rows& b) {
  double worst = 0.0;
  for (std::size_t i = 0; i < a.times(); ++i) {
    each_row_inventory(a.layers, [&](int index) {
      worst = worse(worst, std::abs(a.at(i, index) - b.at(i, index)));
    });
  }
  return worst;
}

void settle(solute_rows& rows) {
  double worst = 0.0;
  double supplied = std::max(rows.given_kg_m2, std::numeric_limits<double>::min());
  for (std::size_t i = 0; i < rows.times(); ++i) {
    double delivered = rows.at(i, R::receptor);
    for (int l = 1; l < rows.layers; ++l)
      delivered += rows.at(i, R::of(l, R::amount)) + rows.at(i, R::of(l, R::cleared));
    rows.at(i, R::delivered) = std::max(0.0, delivered);
    double held = 0.0, missing = 0.0;
    double* largest = &rows.at(i, R::film);
    each_row_inventory(rows.layers, [&](int index) {
      double& x = rows.at(i, index);
      held += x;
      if (x < 0.0) {
        missing -= x;
        x = 0.0;
      }
      if (x > *largest) largest = &x;
    });
    *largest = std::max(0.0, *largest - missing);
    rows.at(i, R::undissolved) = std::clamp(rows.at(i, R::undissolved), 0.0, rows.at(i, R::film));
    worst = worse(worst, std::abs(rows.at(i, R::supplied) - held));
    supplied = std::max(supplied, rows.at(i, R::supplied));
  }
  rows.balance_error = worst / supplied;
}

solute_solution solution_of(const solute_rows& rows) {
  solute_solution s;
  const std::size_t times = rows.times();
  const auto series_of = [&](int index) {
    series out(times);
    for (std::size_t i = 0; i < times; ++i)
      out[i] = rows.at(i, index);
    return out;
  };
  const series none(times, 0.0);
  s.film_kg_m2 = series_of(R::film);
  s.undissolved_kg_m2 = series_of(R::undissolved);
  s.receptor_kg_m2 = series_of(R::receptor);
  s.evaporated_kg_m2 = series_of(R::evaporated);
  s.removed_kg_m2 = series_of(R::removed);
  s.supplied_kg_m2 = series_of(R::supplied);
  s.via_channels_kg_m2 = series_of(R::via_channels);
  s.flux_in_kg_m2_s = series_of(R::flux_in);
  s.flux_out_kg_m2_s = series_of(R::flux_out);
  s.delivered_kg_m2 = series_of(R::delivered);
  s.channels_kg_m2 = s.channels_below_first_layer_kg_m2 = s.channels_cleared_kg_m2 = none;
  s.layers.resize(static_cast<std::size_t>(rows.layers));
  for (int l = 0; l < rows.layers; ++l) {
    layer_series& layer = s.layers[l];
    layer.amount_kg_m2 = series_of(R::of(l, R::amount));
    layer.integral_kg_s_m2 = series_of(R::of(l, R::integral));
    layer.entered_kg_m2 = series_of(R::of(l, R::entered));
    layer.cleared_kg_m2 = series_of(R::of(l, R::cleared));
    layer.converted_kg_m2 = none;
    layer.formed_kg_m2 = none;
    if (rows.peak_kg_m2.empty()) continue;
    layer.peak_kg_m2 = rows.peak_kg_m2[l];
    layer.peak_time_s = rows.peak_time_s[l];
  }
  s.peak_film_kg_m3 = rows.peak_film_kg_m3;
  s.balance_error = rows.balance_error;
  return s;
}

void write(const solute_rows& rows, std::size_t i, std::size_t size, batch_solute& out) {
  const std::size_t times = rows.times();
  for (std::size_t t = 0; t < times; ++t) {
    const std::size_t at = t * size + i;
    out.film_kg_m2[at] = rows.at(t, R::film);
    out.undissolved_kg_m2[at] = rows.at(t, R::undissolved);
    out.receptor_kg_m2[at] = rows.at(t, R::receptor);
    out.evaporated_kg_m2[at] = rows.at(t, R::evaporated);
    out.removed_kg_m2[at] = rows.at(t, R::removed);
    out.supplied_kg_m2[at] = rows.at(t, R::supplied);
    out.via_channels_kg_m2[at] = rows.at(t, R::via_channels);
    out.flux_in_kg_m2_s[at] = rows.at(t, R::flux_in);
    out.flux_out_kg_m2_s[at] = rows.at(t, R::flux_out);
    out.delivered_kg_m2[at] = rows.at(t, R::delivered);
    for (int l = 0; l < rows.layers; ++l) {
      batch_layer& layer = out.layers[l];
      layer.amount_kg_m2[at] = rows.at(t, R::of(l, R::amount));
      layer.integral_kg_s_m2[at] = rows.at(t, R::of(l, R::integral));
      layer.entered_kg_m2[at] = rows.at(t, R::of(l, R::entered));
      layer.cleared_kg_m2[at] = rows.at(t, R::of(l, R::cleared));
    }
  }
  for (int l = 0; l < rows.layers && !rows.peak_kg_m2.empty(); ++l) {
    out.layers[l].peak_kg_m2[i] = rows.peak_kg_m2[l];
    out.layers[l].peak_time_s[i] = rows.peak_time_s[l];
  }
  out.balance_error[i] = rows.balance_error;
}

}  // namespace percuta

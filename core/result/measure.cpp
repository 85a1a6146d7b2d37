#include "result/measure.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace percuta {
namespace {

void add(std::vector<double>& sum, const std::vector<double>& terms) {
  if (sum.size() < terms.size()) sum.resize(terms.size(), 0.0);
  for (std::size_t i = 0; i < terms.size(); ++i)
    sum[i] += terms[i];
}

std::vector<double> over_layers(const solute_solution& s,
                                std::vector<double> layer_series::*member) {
  std::vector<double> sum(s.film_kg_m2.size(), 0.0);
  for (const layer_series& layer : s.layers)
    add(sum, layer.*member);
  return sum;
}

template <class T>
void keep(std::vector<T>& values, const std::vector<std::size_t>& indices) {
  if (values.empty()) return;
  std::vector<T> kept;
  kept.reserve(indices.size());
  for (const std::size_t i : indices)
    kept.push_back(std::move(values.at(i)));
  values = std::move(kept);
}

}  // namespace

std::size_t time_index(const std::vector<double>& time_s, double t_s) {
  // Times travel as doubles from one list to the other; the slack is for rounding in a sum.
  const double slack = 1e-9 * std::max(1.0, std::abs(t_s));
  const auto found = std::lower_bound(time_s.begin(), time_s.end(), t_s - slack);
  if (found == time_s.end() || *found > t_s + slack) {
    throw std::logic_error(fmt::format("{:.17g} s is not among the output times", t_s));
  }
  return static_cast<std::size_t>(found - time_s.begin());
}

measures measure(const solute_solution& s, const std::vector<double>& time_s, double dose_kg_m2,
                 const target_view& target) {
  const layer_series& layer = s.layers.at(target.layer);
  const double span_s = target.to_s - target.from_s;
  // Cumulative series start from zero at time zero, which need not be an output time.
  const auto within_window = [&](const std::vector<double>& cumulative) {
    const auto at = [&](double t_s) {
      return t_s <= 0.0 ? 0.0 : cumulative.at(time_index(time_s, t_s));
    };
    return at(target.to_s) - at(target.from_s);
  };
  measures m;
  m.peak_kg_m3 = layer.peak_kg_m2 / target.thickness_m;
  m.peak_at_s = layer.peak_time_s;
  m.mean_kg_m3 = within_window(layer.integral_kg_s_m2) / span_s / target.thickness_m;
  m.peak_unbound_kg_m3 = m.peak_kg_m3 / target.partition;
  m.mean_unbound_kg_m3 = m.mean_kg_m3 / target.partition;
  m.entered_kg_m2 = within_window(layer.entered_kg_m2);
  const std::vector<double>& undissolved = s.undissolved_kg_m2;
  m.undissolved = undissolved.back() / dose_kg_m2;
  m.undissolved_most = *std::max_element(undissolved.begin(), undissolved.end()) / dose_kg_m2;
  m.delivered = s.delivered_kg_m2.back() / dose_kg_m2;
  m.via_channels = s.via_channels_kg_m2.back() / dose_kg_m2;
  m.on_surface = s.film_kg_m2.back() / dose_kg_m2;
  m.evaporated = s.evaporated_kg_m2.back() / dose_kg_m2;
  m.removed = s.removed_kg_m2.back() / dose_kg_m2;
  m.cleared = cleared_kg_m2(s).back() / dose_kg_m2;
  m.receptor = s.receptor_kg_m2.back() / dose_kg_m2;
  m.in_first_layer = (s.layers.front().amount_kg_m2.back() + s.channels_kg_m2.back() -
                      s.channels_below_first_layer_kg_m2.back()) /
                     dose_kg_m2;
  m.balance_error = s.balance_error;
  return m;
}

std::vector<double> cleared_kg_m2(const solute_solution& s) {
  std::vector<double> sum = over_layers(s, &layer_series::cleared_kg_m2);
  add(sum, s.channels_cleared_kg_m2);
  return sum;
}

std::vector<double> converted_kg_m2(const solute_solution& s) {
  return over_layers(s, &layer_series::converted_kg_m2);
}

std::vector<double> formed_kg_m2(const solute_solution& s) {
  return over_layers(s, &layer_series::formed_kg_m2);
}

solute_solution at_times(solute_solution s, const std::vector<std::size_t>& indices) {
  for (std::vector<double>* series :
       {&s.film_kg_m2, &s.undissolved_kg_m2, &s.channels_kg_m2, &s.channels_below_first_layer_kg_m2,
        &s.channels_cleared_kg_m2, &s.receptor_kg_m2, &s.evaporated_kg_m2, &s.removed_kg_m2,
        &s.supplied_kg_m2, &s.via_channels_kg_m2, &s.flux_in_kg_m2_s, &s.flux_out_kg_m2_s,
        &s.delivered_kg_m2}) {
    keep(*series, indices);
  }
  for (layer_series& layer : s.layers) {
    for (std::vector<double>* series :
         {&layer.amount_kg_m2, &layer.integral_kg_s_m2, &layer.entered_kg_m2, &layer.cleared_kg_m2,
          &layer.converted_kg_m2, &layer.formed_kg_m2}) {
      keep(*series, indices);
    }
  }
  keep(s.profiles, indices);
  keep(s.fields_kg_m3, indices);
  return s;
}

}  // namespace percuta

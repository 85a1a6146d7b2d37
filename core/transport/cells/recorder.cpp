#include "transport/cells/recorder.hpp"

#include "transport/radau.hpp"
#include "transport/scales.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace percuta {
namespace {

/// Rounding errors that a step may leave in its sums, and have made good: of the gross flow through
/// all faces, and of what is held.
constexpr double rounding_of_flow = 1e-14, rounding_of_content = 1e-12;

double sum(const std::vector<double>& v) {
  return std::accumulate(v.begin(), v.end(), 0.0);
}

}  // namespace

recorder::recorder(const problem& p, const layered_operator& op) : problem_(p), op_(op) {
  const std::size_t layers = p.thickness_m.size();
  out_.layers.resize(layers);
  for (auto* v : {&content_before_, &integral_, &entered_, &cleared_, &converted_, &formed_}) {
    v->assign(layers, 0.0);
  }
  const auto& window = p.wanted.window_s;
  const bool whole = window[1] <= window[0];
  window_from_s_ = whole ? 0.0 : window[0];
  window_to_s_ = whole ? p.wanted.time_s.back() : window[1];
}

void recorder::look_at(int layer, double time_s, double amount) {
  if (time_s < window_from_s_ || time_s > window_to_s_ * (1.0 + 1e-12)) return;
  layer_series& series = out_.layers[layer];
  if (amount > series.peak_kg_m2) {
    series.peak_kg_m2 = amount;
    series.peak_time_s = std::min(time_s, window_to_s_);
  }
}

void recorder::look(double time_s, const layered_state& s, const instant& at) {
  measure(op_, at, s, now_);
  content_before_ = now_.content;
  for (std::size_t i = 0; i < content_before_.size(); ++i) {
    look_at(static_cast<int>(i), time_s, content_before_[i]);
  }
  const double u = at.film_slope * s.film + at.film_constant;
  out_.peak_film_kg_m3 = std::max(out_.peak_film_kg_m3, u);
}

void recorder::find_peaks(double start_s, double h, const std::array<flows, 3>& measured) {
  for (std::size_t i = 0; i < content_before_.size(); ++i) {
    const std::array<double, 3> stage{measured[0].content[i], measured[1].content[i],
                                      measured[2].content[i]};
    const int layer = static_cast<int>(i);
    look_at(layer, start_s + h, stage[2]);
    if (std::max(stage[0], stage[1]) <= std::max(content_before_[i], stage[2])) continue;
    // A maximum lies inside: the collocation cubic, looked at closely.
    constexpr int looks = 64;
    for (int k = 1; k < looks; ++k) {
      const double theta = static_cast<double>(k) / looks;
      look_at(layer, start_s + theta * h, radau::collocate(content_before_[i], stage, theta));
    }
  }
}

void recorder::close_books(double expected, double excusable, layered_state& end) const {
  const double held = total(op_, end);
  const double missing = expected - held;
  if (held <= 0.0 || std::abs(missing) > excusable + rounding_of_content * held) return;
  const double factor = 1.0 + missing / held;
  for (double& w : end.w)
    w *= factor;
  end.film *= factor;
}

void recorder::step(double start_s, double h, const std::array<instant, 3>& at,
                    const stage_states& stages, const std::array<flows, 3>& measured,
                    layered_state& state) {
  find_peaks(start_s, h, measured);
  // What leaves for good cannot come back: a negative increment is local error.
  double gone = 0.0;
  const auto increment = [&](auto&& part) {
    double total = 0.0;
    for (int i = 0; i < 3; ++i)
      total += h * radau::b[i] * part(measured[i]);
    return total;
  };
  double excusable = rounding_of_flow * increment([](const flows& f) { return f.gross; });
  const auto leave = [&](double& sink, auto&& part) {
    const double amount = increment(part);
    sink += std::max(amount, 0.0);
    gone += std::max(amount, 0.0);
    excusable += std::max(-amount, 0.0);
  };
  leave(evaporated_, [](const flows& f) { return f.evaporation; });
  leave(receptor_, [](const flows& f) { return f.receptor; });
  leave(channels_cleared_, [](const flows& f) { return f.channels_cleared; });
  channels_cleared_below_ +=  // a part of the former
      std::max(increment([](const flows& f) { return f.channels_cleared_below_first; }), 0.0);
  double came = 0.0;
  for (std::size_t l = 0; l < integral_.size(); ++l) {
    leave(cleared_[l], [l](const flows& f) { return f.cleared[l]; });
    leave(converted_[l], [l](const flows& f) { return f.converted[l]; });
    const double made = increment([l](const flows& f) { return f.formed[l]; });
    formed_[l] += std::max(made, 0.0);
    came += std::max(made, 0.0);
    excusable += std::max(-made, 0.0);
    integral_[l] += increment([l](const flows& f) { return f.content[l]; });
    entered_[l] += increment([l](const flows& f) { return f.entered[l]; });
  }
  via_channels_ += increment([](const flows& f) { return f.into_channels + f.shunted; });
  if (problem_.top == top_boundary::fixed) {
    const double drawn =
        increment([](const flows& f) { return f.into_tissue + f.into_channels + f.shunted; });
    supplied_ += drawn;
    came += drawn;
  }
  const double expected = total(op_, state) + came - gone;
  state = stages.at[2];
  close_books(expected, excusable, state);
  raise_negative(op_, state);
  for (const int i : {0, 1, 2}) {
    const double u = at[i].film_slope * stages.at[i].film + at[i].film_constant;
    out_.peak_film_kg_m3 = std::max(out_.peak_film_kg_m3, u);
  }
  content_before_ = measured[2].content;
}

void recorder::write(double time_s, const layered_state& s, const instant& at, double undissolved) {
  measure(op_, at, s, now_);
  out_.film_kg_m2.push_back(s.film);
  out_.undissolved_kg_m2.push_back(undissolved);
  double held = s.film + now_.channels + channels_cleared_ + receptor_ + evaporated_ + removed_;
  double delivered = now_.channels_below_first + channels_cleared_below_ + receptor_;
  for (std::size_t l = 0; l < integral_.size(); ++l) {
    layer_series& series = out_.layers[l];
    series.amount_kg_m2.push_back(now_.content[l]);
    series.integral_kg_s_m2.push_back(integral_[l]);
    series.entered_kg_m2.push_back(entered_[l]);
    series.cleared_kg_m2.push_back(cleared_[l]);
    series.converted_kg_m2.push_back(converted_[l]);
    series.formed_kg_m2.push_back(formed_[l]);
    const double here = now_.content[l] + cleared_[l] + converted_[l];
    held += here;
    if (l > 0) delivered += here;
  }
  out_.channels_kg_m2.push_back(now_.channels);
  out_.channels_below_first_layer_kg_m2.push_back(now_.channels_below_first);
  out_.channels_cleared_kg_m2.push_back(channels_cleared_);
  out_.receptor_kg_m2.push_back(receptor_);
  out_.evaporated_kg_m2.push_back(evaporated_);
  out_.removed_kg_m2.push_back(removed_);
  out_.supplied_kg_m2.push_back(supplied_);
  out_.via_channels_kg_m2.push_back(via_channels_);
  out_.flux_in_kg_m2_s.push_back(now_.into_tissue + now_.into_channels + now_.shunted);
  out_.flux_out_kg_m2_s.push_back(now_.receptor);
  out_.delivered_kg_m2.push_back(delivered);
  largest_imbalance_ = worse(largest_imbalance_, std::abs(supplied_ + sum(formed_) - held));
  if (problem_.wanted.profiles) out_.profiles.push_back(profile_of(op_, time_s, s));
}

solute_solution recorder::take() {
  const double supplied =
      std::max({given_, supplied_ + sum(formed_), std::numeric_limits<double>::min()});
  out_.balance_error = largest_imbalance_ / supplied;
  return std::move(out_);
}

}  // namespace percuta

#include "plan/closure_plan.hpp"

#include "percuta/units.hpp"
#include "scenario/toml_document.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

namespace percuta {
namespace {

constexpr const char* varied = "solute_half_life";
// Half-life for molecules, not occluded: 3 h is between the human barrier's 0.8 h (Gupta et al.
// 2011, 10.1016/j.jconrel.2011.05.021, closed within 2 h) and 7 h from hairless rat (closed by 18
// h, 10.1208/s12248-011-9288-3). A judgement; other most likely values keep the ratios.
constexpr double low_over_mode = 0.8 / 3.0, high_over_mode = 7.0 / 3.0;
constexpr double openness_tolerance = 1e-10;

/// The half-life that acts, the user's or the model's default, as an uncertain input within the
/// model's bounds. None when the model has no such parameter.
std::optional<knob> half_life_of(const model_instance& model, const model_choice& choice) {
  const percuta_model& about = *model.info().model;
  for (std::size_t i = 0; i < about.n_parameters; ++i) {
    const percuta_parameter& parameter = *about.parameters[i];
    if (std::string_view(parameter.key) != varied || parameter.type != PERCUTA_REAL) continue;
    const raw_value* said = find(choice.parameters, varied);
    const std::string* given = said != nullptr ? std::get_if<std::string>(&said->data) : nullptr;
    const std::string text = given != nullptr                    ? *given
                             : parameter.default_text != nullptr ? parameter.default_text
                                                                 : "";
    if (text.empty()) return std::nullopt;
    const double mode = parse_quantity(text, parse_unit("s").dim);
    return knob{{"closure half-life for molecules", varied, "h",
                 std::max(mode * low_over_mode, parameter.minimum), mode,
                 std::min(mode * high_over_mode, parameter.maximum),
                 "range of 0.8 to 7 h around 3 h, in proportion: barrier closure in people "
                 "(10.1016/j.jconrel.2011.05.021) to solute closure in hairless rat "
                 "(10.1208/s12248-011-9288-3)"},
                &levels::half_life};
  }
  return std::nullopt;
}

/// The choice as if the user had written that half-life.
model_choice with_half_life(model_choice choice, double half_life_s) {
  raw_value value{fmt::format("{:.17g} s", half_life_s), choice.id.where, choice.id.where};
  for (auto& [key, said] : choice.parameters) {
    if (key != varied) continue;
    said.data = std::move(value.data);
    return choice;
  }
  choice.parameters.push_back({varied, std::move(value)});
  return choice;
}

}  // namespace

closure::closure(planning& p, const char* fallback, bool vary) : p_(p) {
  const model_choice choice = p.said.closure ? *p.said.closure : model_choice{{fallback, {}}, {}};
  where_ = choice.id.where;
  change_s_.push_back(0.0);
  occluded_.push_back(0.0);
  for (const step& s : p.said.steps) {
    if (s.kind != step_kind::cover && s.kind != step_kind::uncover) continue;
    if (s.at_s > change_s_.back()) {
      change_s_.push_back(s.at_s);
      occluded_.push_back(0.0);
    }
    occluded_.back() = s.kind == step_kind::cover ? 1.0 : 0.0;
  }

  const auto open = [&](const model_choice& c) {
    return open_model(p, PERCUTA_CLOSURE_INTERFACE, c);
  };
  const std::shared_ptr<model_instance> most_likely = open(choice);
  models_.value.fill(most_likely);
  if (!most_likely || !vary) return;
  half_life_ = half_life_of(*most_likely, choice);
  if (!half_life_) return;
  models_[level::low] = open(with_half_life(choice, half_life_->input.low));
  models_[level::high] = open(with_half_life(choice, half_life_->input.high));
}

closure::answer closure::ask(const model_instance& model, double needled_at_s,
                             double time_s) const {
  std::vector<double> start, occluded;
  for (std::size_t i = 0; i < change_s_.size(); ++i) {
    if (change_s_[i] <= needled_at_s) {
      start.assign(1, 0.0);
      occluded.assign(1, occluded_[i]);
    } else {
      start.push_back(change_s_[i] - needled_at_s);
      occluded.push_back(occluded_[i]);
    }
  }
  const std::vector<double> temperature(start.size(), p_.said.environment.skin_temperature_K);
  const percuta_conditions conditions{sizeof(percuta_conditions), start.size(), start.data(),
                                      occluded.data(), temperature.data()};
  const double since = time_s - needled_at_s;
  answer a{0.0, 0.0};
  percuta_error error = no_error();
  const percuta_status status = model.functions<percuta_closure_functions>().openness(
      model.get(), &conditions, 1, &since, &a.barrier, &a.solute, &error);
  if (status != PERCUTA_OK) {
    report_failure(p_, model, status, error, where_, "closure of the channels");
    p_.out.raise_if_errors();
  }
  for (const double open : {a.barrier, a.solute}) {
    if (!(open >= 0.0 && open <= 1.0)) {
      report_nonsense(model, fmt::format("an openness of {:g}; it must lie in 0 to 1", open));
    }
  }
  return a;
}

signal closure::sample(const model_instance& model, double needled_at_s) const {
  const double duration = p_.said.simulation.duration_s;
  std::vector<double> breaks{0.0};
  for (const double t : change_s_) {
    if (t > needled_at_s && t < duration) breaks.push_back(t);
  }
  if (needled_at_s > 0.0) breaks.insert(breaks.begin() + 1, needled_at_s);
  breaks.push_back(duration);
  const auto open = [&](double t) {
    return t < needled_at_s ? 0.0 : ask(model, needled_at_s, t).solute;
  };
  return fit(open, breaks, openness_tolerance);
}

at_levels<signal> closure::openness(double needled_at_s) const {
  at_levels<signal> at;
  at.value.fill(sample(*models_[level::mode], needled_at_s));
  for (const level l : {level::low, level::high}) {
    const bool differs = models_[l] && models_[l] != models_[level::mode];
    if (differs) at[l] = sample(*models_[l], needled_at_s);
  }
  return at;
}

std::vector<double> closure::barrier(const std::vector<double>& needled_at_s,
                                     const std::vector<double>& time_s) const {
  std::vector<double> open;
  for (const double t : time_s) {
    double largest = 0.0;
    for (const double needled : needled_at_s) {
      if (t < needled) continue;
      largest = std::max(largest, ask(*models_[level::mode], needled, t).barrier);
    }
    open.push_back(largest);
  }
  return open;
}

}  // namespace percuta

#include "plan/closure_plan.hpp"

#include "percuta/units.hpp"
#include "scenario/toml_document.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

namespace percuta {
namespace {

/// A half-life for molecules, as a parameter that a closure model may have, and how far it is
/// uncertain. Most likely values other than the default keep the ratios.
struct varied_half_life {
  const char *key, *name;
  double low_over_mode, high_over_mode;
  const char* source;
};

// In air 3 h is a judgement between the human barrier's 0.8 h (closed within 2 h) and 7 h from
// hairless rat (closed by 18 h).
constexpr varied_half_life in_air{
    "solute_half_life", "closure half-life for molecules", 0.8 / 3.0, 7.0 / 3.0,
    "range of 0.8 to 7 h around 3 h, in proportion: barrier closure in people "
    "(10.1016/j.jconrel.2011.05.021) to solute closure in hairless rat "
    "(10.1208/s12248-011-9288-3)"};
// Covered: 20.2 to 25.9 h by site, each with a standard deviation of 12 to 15 h.
constexpr varied_half_life under_cover{
    "solute_half_life_occluded", "closure half-life for molecules under a cover", 12.0 / 20.0,
    35.0 / 20.0,
    "range of 12 to 35 h around 20 h, in proportion: barrier closure in people, covered, with its "
    "standard deviation of 12 to 15 h (PMC8259462); it moves together with that in air"};

constexpr double openness_tolerance = 1e-10;

/// The half-life that acts, the user's or the model's default, as an uncertain input within the
/// model's bounds. None when the model has no such parameter.
std::optional<uncertain_input> half_life_of(const model_instance& model, const model_choice& choice,
                                            const varied_half_life& varied) {
  const percuta_model& about = *model.info().model;
  for (std::size_t i = 0; i < about.n_parameters; ++i) {
    const percuta_parameter& parameter = *about.parameters[i];
    if (std::string_view(parameter.key) != varied.key || parameter.type != PERCUTA_REAL) continue;
    const raw_value* said = find(choice.parameters, varied.key);
    const std::string* given = said != nullptr ? std::get_if<std::string>(&said->data) : nullptr;
    const std::string text = given != nullptr                    ? *given
                             : parameter.default_text != nullptr ? parameter.default_text
                                                                 : "";
    if (text.empty()) return std::nullopt;
    const double mode = parse_quantity(text, parse_unit("s").dim);
    return uncertain_input{varied.name,  varied.key,
                           "h",          std::max(mode * varied.low_over_mode, parameter.minimum),
                           mode,         std::min(mode * varied.high_over_mode, parameter.maximum),
                           varied.source};
  }
  return std::nullopt;
}

/// The choice as if the user had written that half-life.
model_choice with_half_life(model_choice choice, const std::string& key_to_set,
                            double half_life_s) {
  raw_value value{fmt::format("{:.17g} s", half_life_s), choice.id.where, choice.id.where};
  for (auto& [key, said] : choice.parameters) {
    if (key != key_to_set) continue;
    said.data = std::move(value.data);
    return choice;
  }
  choice.parameters.push_back({key_to_set, std::move(value)});
  return choice;
}

}  // namespace

closure::closure(planning& p, const char* fallback, bool vary, double open_from_s) : p_(p) {
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
  std::vector<uncertain_input> acting;
  for (const auto& [varied, occluded] : {std::pair{in_air, 0.0}, std::pair{under_cover, 1.0}}) {
    const auto input = half_life_of(*most_likely, choice, varied);
    if (input && ever(occluded, open_from_s)) acting.push_back(*input);
  }
  if (acting.empty()) return;
  half_life_ = knob{acting.front(), &levels::half_life, {acting.begin() + 1, acting.end()}};
  model_choice low = choice, high = choice;
  for (const uncertain_input& input : acting) {
    low = with_half_life(std::move(low), input.key, input.low);
    high = with_half_life(std::move(high), input.key, input.high);
  }
  models_[level::low] = open(low);
  models_[level::high] = open(high);
}

bool closure::ever(double occluded, double from_s) const {
  const double duration = p_.said.simulation.duration_s;
  for (std::size_t i = 0; i < change_s_.size(); ++i) {
    const double begins = std::max(change_s_[i], from_s);
    const double ends = i + 1 < change_s_.size() ? change_s_[i + 1] : duration;
    if (occluded_[i] == occluded && begins < std::min(ends, duration)) return true;
  }
  return false;
}

std::vector<closure::answer> closure::ask(const model_instance& model, double needled_at_s,
                                          const std::vector<double>& time_s) const {
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
  std::vector<double> since, barrier(time_s.size()), solute(time_s.size());
  for (const double t : time_s)
    since.push_back(t - needled_at_s);
  percuta_error error = no_error();
  const percuta_status status =
      call(model, "openness", model.functions<percuta_closure_functions>().openness, &conditions,
           since.size(), since.data(), barrier.data(), solute.data(), &error);
  if (status != PERCUTA_OK) {
    report_failure(p_, model, status, error, where_, "closure of the channels");
    throw asked_in_vain{};
  }
  std::vector<answer> answers;
  for (std::size_t i = 0; i < since.size(); ++i) {
    for (const double open : {barrier[i], solute[i]}) {
      if (open >= 0.0 && open <= 1.0) continue;
      report_nonsense(model, fmt::format("an openness of {:g}; it must lie in 0 to 1", open));
    }
    answers.push_back({barrier[i], solute[i]});
  }
  return answers;
}

signal closure::sample(const model_instance& model, double needled_at_s) const {
  const double duration = p_.said.simulation.duration_s;
  std::vector<double> breaks{0.0};
  for (const double t : change_s_) {
    if (t > needled_at_s && t < duration) breaks.push_back(t);
  }
  if (needled_at_s > 0.0) breaks.insert(breaks.begin() + 1, needled_at_s);
  breaks.push_back(duration);
  // A span lies before or after the needling as a whole, which is one of the breaks.
  const auto open = [&](const std::vector<double>& time_s) {
    std::vector<double> share(time_s.size(), 0.0);
    if (time_s.front() < needled_at_s) return share;
    const std::vector<answer> answers = ask(model, needled_at_s, time_s);
    std::transform(answers.begin(), answers.end(), share.begin(),
                   [](const answer& a) { return a.solute; });
    return share;
  };
  return fit_batch(open, breaks, openness_tolerance);
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
  std::vector<double> open(time_s.size(), 0.0);
  for (const double needled : needled_at_s) {
    const auto first = std::lower_bound(time_s.begin(), time_s.end(), needled);
    if (first == time_s.end()) continue;
    const std::vector<answer> answers = ask(*models_[level::mode], needled, {first, time_s.end()});
    auto at = open.begin() + (first - time_s.begin());
    for (const answer& a : answers) {
      *at = std::max(*at, a.barrier);
      ++at;
    }
  }
  return open;
}

}  // namespace percuta

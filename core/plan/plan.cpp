#include "percuta/plan.hpp"

#include "plan/advisories.hpp"
#include "plan/channel_plan.hpp"
#include "plan/context.hpp"
#include "plan/diffusion_plan.hpp"
#include "plan/film_plan.hpp"
#include "plan/ingredient_plan.hpp"
#include "plan/name_checks.hpp"
#include "plan/problem_plan.hpp"
#include "plan/skin_plan.hpp"
#include "plan/times.hpp"

#include <algorithm>
#include <filesystem>
#include <memory>
#include <mutex>
#include <utility>

namespace percuta {
namespace {

/// Services for model instances; what they log as a warning is gathered in `heard`.
std::shared_ptr<host_context> make_services(const scenario& s, const plan_options& options,
                                            std::shared_ptr<std::vector<std::string>> heard) {
  auto services = std::make_shared<host_context>();
  services->folder = s.file.has_parent_path() ? s.file.parent_path() : std::filesystem::path(".");
  services->allow_outside = options.allow_outside;
  services->cancelled = options.cancelled;
  services->log = [heard, guard = std::make_shared<std::mutex>()](percuta_log_level level,
                                                                  const std::string& text) {
    if (level != PERCUTA_LOG_WARNING) return;
    const std::lock_guard lock(*guard);
    heard->push_back(text);
  };
  return services;
}

}  // namespace

plan make_plan(const scenario& s, plugin_host& host, const plan_options& options,
               diagnostics& out) {
  plan made;
  made.title = s.title;
  const auto heard = std::make_shared<std::vector<std::string>>();
  planning p{s, host, make_services(s, options, heard), out, made};

  const bool is_readable = !out.has_errors();
  const std::vector<known_layer> skin = plan_skin(p);
  const std::vector<known_serum> serums = plan_ingredients(p);
  if (!is_readable || skin.empty()) {
    check_names(p, skin, serums);
    return made;
  }
  const planned_times times = plan_times(p);
  made.time_s = times.report_s;
  const planned_channels channels = plan_channels(p, skin, times.report_s);
  const bool wants_channels = channels.any() || s.channels ||
                              std::any_of(s.steps.begin(), s.steps.end(), [](const step& x) {
                                return x.kind == step_kind::needle;
                              });
  const planned_diffusion diffusion = guarded(
      p, s.diffusion.id.where, [&] { return plan_diffusion(p, skin, serums, wants_channels); });
  advise(p, serums, wants_channels);
  report_properties(p, serums);

  std::vector<film_answer> films;
  for (const known_serum& serum : serums) {
    // What a film must know depends on whether the diffusion model predicts.
    const bool can_dry = diffusion.has_model && serum.all_found();
    films.push_back(can_dry ? plan_film(p, serum, diffusion, wants_channels) : film_answer{});
  }
  for (const std::string& text : *heard)
    warn(p, text);
  if (out.has_errors()) return made;

  std::vector<knob> knobs = channels.knobs;
  const std::optional<knob> permeability = permeability_knob(skin, diffusion);
  const bool vary_permeability = permeability && s.simulation.uncertainty;
  if (vary_permeability) knobs.push_back(*permeability);
  for (const knob& k : knobs) {
    made.uncertain.push_back(k.input);
    made.uncertain.insert(made.uncertain.end(), k.also.begin(), k.also.end());
  }
  const std::vector<levels> corners = combinations(knobs);
  for (std::size_t i = 0; i < serums.size(); ++i) {
    made.serums.push_back(
        plan_problems(p, {serums[i], diffusion.serums[i], films[i], channels, skin, times}, corners,
                      vary_permeability));
  }
  return made;
}

}  // namespace percuta

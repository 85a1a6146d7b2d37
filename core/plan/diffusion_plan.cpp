#include "plan/diffusion_plan.hpp"

#include "percuta/error.hpp"
#include "percuta/units.hpp"
#include "plan/diffusion_rows.hpp"
#include "scenario/toml_document.hpp"
#include "serum/ionisation.hpp"
#include "serum/solubility.hpp"
#include "skin/channel_fluid.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace percuta {
namespace {

bool has_flag(const coefficient& c, std::uint32_t flag) {
  return (c.flags & flag) != 0;
}

/// A film diffusivity stated in [diffusion.film]; checked already when the model was created.
std::optional<double> stated_film_diffusivity(const model_choice& choice) {
  const raw_value* film = find(choice.parameters, "film");
  if (film == nullptr || !std::holds_alternative<raw_table>(film->data)) return std::nullopt;
  const raw_value* value = find(std::get<raw_table>(film->data), "diffusivity");
  if (value == nullptr || !std::holds_alternative<std::string>(value->data)) return std::nullopt;
  return parse_quantity(std::get<std::string>(value->data), parse_unit("m^2/s").dim);
}

/// Gates of a lipid barrier: the un-ionised share at the pH of the water on each side. Two lipid
/// barriers that touch share their phase, so nothing selects between them.
gates lipid_gates(const substance& s, double film_ph, const std::vector<known_layer>& skin,
                  const std::vector<coefficient>& row, std::size_t layer) {
  const auto share = [&](double ph) {
    return neutral_share(ph, s.property("pka_acid"), s.property("pka_base"));
  };
  const auto is_lipid = [&](std::size_t i) { return has_flag(row[i], PERCUTA_FLAG_LIPID_BARRIER); };
  gates g;
  if (layer == 0) {
    g.top = share(film_ph);
  } else if (!is_lipid(layer - 1)) {
    g.top = share(skin[layer - 1].ph);
  }
  if (layer + 1 == skin.size()) {
    g.bottom = share(tissue_ph);
  } else if (!is_lipid(layer + 1)) {
    g.bottom = share(skin[layer + 1].ph);
  }
  g.wall = share(tissue_ph);
  return g;
}

/// The names of the layers in which the model raised a flag.
std::vector<std::string> flagged(const std::vector<known_layer>& skin,
                                 const std::vector<coefficient>& row, std::uint32_t flag) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < skin.size(); ++i) {
    if (has_flag(row[i], flag)) names.push_back(skin[i].name);
  }
  return names;
}

std::vector<std::string> warnings_of(const std::string& model, const substance& s,
                                     const std::vector<known_layer>& skin,
                                     const std::vector<coefficient>& row) {
  std::vector<std::string> list;
  const auto outside = flagged(skin, row, PERCUTA_FLAG_EXTRAPOLATED);
  if (!outside.empty()) {
    list.push_back(fmt::format("{} lies outside the range in which {} was fitted (in {})", s.name,
                               model, fmt::join(outside, ", ")));
  }
  return list;
}

/// What can be said of the time that intact stratum corneum takes: nothing, that it is unreliable,
/// or that it is too long for the ratios that the result will give.
std::optional<std::string> warning_of_lag(const planning& p, const std::string& model,
                                          const std::vector<known_layer>& skin,
                                          const std::vector<coefficient>& row, double lag_s,
                                          bool has_channels) {
  constexpr double hour_s = 3600.0;
  const std::string no_lag =
      fmt::format("{}", fmt::join(flagged(skin, row, PERCUTA_FLAG_LAG_UNRELIABLE), ", "));
  if (has_channels && lag_s > long_lag_share * p.made.window_s[1]) {
    return fmt::format(
        "the lag of intact stratum corneum, h²/6D, is {:.2g} h here, more than a third of the time "
        "compared over: without needling hardly anything has arrived yet, and the ratios marked * "
        "say more of that lag than of needling{}",
        lag_s / hour_s,
        no_lag.empty() ? ""
                       : fmt::format("; the lag itself is unreliable, since {} predicts only the "
                                     "steady permeability of {}",
                                     model, no_lag));
  }
  if (no_lag.empty()) return std::nullopt;
  return fmt::format(
      "{} predicts only the steady permeability of {}: the lag that comes of it, h²/6D = {:.2g} h, "
      "is unreliable, and so are early times",
      model, no_lag, lag_s / hour_s);
}

double lag_of(const std::vector<known_layer>& skin, const std::vector<medium>& layers) {
  double lag_s = 0.0;
  for (std::size_t i = 0; i < skin.size(); ++i) {
    if (skin[i].kind != layer_kind::stratum_corneum) continue;
    lag_s += skin[i].thickness_m * skin[i].thickness_m / (6.0 * layers[i].diffusivity_m2_s);
  }
  return lag_s;
}

/// Density over solubility of the neutral form in water: no layer holds more than the pure
/// substance, K_sc S_w <= density (Dancik et al. 2013, 10.1016/j.addr.2012.01.006). Infinite where
/// either is unknown.
double largest_partition_of(const planning& p, const substance& s, double ph) {
  constexpr double no_limit = std::numeric_limits<double>::infinity();
  const film_substance known = for_film(s);
  if (std::isnan(known.density)) return no_limit;
  try {
    const solubility in_water = water_solubility(known, ph, p.said.environment.skin_temperature_K);
    return known.density / in_water.neutral_kg_m3;
  } catch (const configuration_error&) {
    return no_limit;  // the film tells what is missing
  }
}

/// Holds the partition at its limit; the permeability D K / h stays.
void limit_partition(coefficient& c, double largest, const known_layer& layer,
                     std::vector<std::string>& warnings) {
  if (c.partition <= largest) return;
  warnings.push_back(fmt::format(
      "the partition of {} is held at density over solubility in water, {:.3g} instead of {:.3g}: "
      "no layer holds more than the pure substance; its permeability stays",
      layer.name, largest, c.partition));
  c.diffusivity *= c.partition / largest;
  c.partition = largest;
}

/// What the user can write so that the channel fluid's diffusivity is known.
std::string fluid_remedy(const percuta_model& model) {
  std::string remedy = fmt::format("give one to the ingredient: properties = {{ {} }}",
                                   property_to_fill("molar_mass"));
  for (std::size_t i = 0; i < model.n_parameters; ++i) {
    const percuta_parameter& parameter = *model.parameters[i];
    if (parameter.scope != PERCUTA_SCOPE_CHANNEL || parameter.type != PERCUTA_REAL) continue;
    if (std::string_view(parameter.key) != "diffusivity") continue;
    remedy += "; or write diffusivity = \"5e-10 m^2/s\" under [diffusion.channel]";
  }
  return remedy;
}

/// Channel fluid by the host's rule, for models that say nothing of it.
medium fluid_by_rule(planning& p, const percuta_model& model, const substance& s,
                     std::vector<std::string>& warnings) {
  const channel_fluid rule = channel_fluid_of(s.property("molar_volume"), s.property("molar_mass"));
  if (std::isnan(rule.diffusivity_m2_s)) {
    p.out.error(
        s.said->name.where,
        fmt::format("diffusion of '{}' in channel fluid needs its molar volume or molar mass, "
                    "which nobody knows",
                    s.name),
        fluid_remedy(model));
  } else if (rule.volume_estimated) {
    warnings.push_back(fmt::format(
        "{}: molar volume estimated from molar mass for diffusion in channel fluid", s.name));
  }
  medium m;
  m.diffusivity_m2_s = rule.diffusivity_m2_s;
  m.partition = rule.partition;
  m.loss_1_s = rule.loss_1_s;
  return m;
}

void report_layer(planning& p, const serum& serum, const substance& s, const known_layer& layer,
                  const coefficient& c, const std::string& model) {
  const std::string key = snake_case(s.name);
  const bool lipid = has_flag(c, PERCUTA_FLAG_LIPID_BARRIER);
  const char* over = lipid ? "over un-ionised solute in water" : "over unbound solute in water";
  computed_value permeability{fmt::format("{}: permeability of {}", s.name, layer.name),
                              fmt::format("{}_permeability_{}", key, snake_case(layer.name)),
                              "cm/h",
                              c.diffusivity * c.partition / layer.thickness_m,
                              {},
                              {},
                              fmt::format("model {}, {}", model, over)};
  if (!std::isnan(c.log10_spread)) {
    const double factor = std::pow(10.0, c.log10_spread);
    permeability.low = permeability.value / factor;
    permeability.high = permeability.value * factor;
  }
  note_computed(p, permeability, serum.name);
  note_computed(p,
                {fmt::format("{}: partition of {}", s.name, layer.name),
                 fmt::format("{}_partition_{}", key, snake_case(layer.name)),
                 "1",
                 c.partition,
                 {},
                 {},
                 fmt::format("model {}, {}", model, over)},
                serum.name);
  if (c.loss > 0.0) {
    note_computed(p,
                  {fmt::format("{}: clearance from {}", s.name, layer.name),
                   fmt::format("{}_clearance_{}", key, snake_case(layer.name)),
                   "1/h",
                   c.loss,
                   {},
                   {},
                   fmt::format("model {}, of the total concentration", model)},
                  serum.name);
  }
}

}  // namespace

planned_diffusion plan_diffusion(planning& p, const std::vector<known_layer>& skin,
                                 const std::vector<known_serum>& serums, bool has_channels) {
  planned_diffusion answer;
  std::vector<std::string> names;
  for (const known_serum& serum : serums) {
    for (const substance* s : serum.actives()) {
      if (std::find(names.begin(), names.end(), s->name) == names.end()) names.push_back(s->name);
    }
  }
  const auto model =
      open_model(p, PERCUTA_DIFFUSION_INTERFACE, p.said.diffusion, names_of(skin), names);
  if (!model) return answer;
  answer.has_model = true;
  answer.given_by_user = model->info().model->evidence == PERCUTA_USER_INPUT;
  answer.film_diffusivity_m2_s = stated_film_diffusivity(p.said.diffusion);

  auto table = ask_coefficients(p, *model, skin, serums, has_channels);
  if (!table) return answer;

  const std::string id = model->info().model->id;
  for (std::size_t i = 0; i < serums.size(); ++i) {
    const std::vector<const substance*> actives = serums[i].actives();
    std::vector<active_transport>& list = answer.serums.emplace_back();
    for (std::size_t j = 0; j < actives.size(); ++j) {
      const substance& s = *actives[j];
      std::vector<coefficient>& row = (*table)[i][j];
      active_transport t;
      t.warnings = warnings_of(id, s, skin, row);
      const double largest = largest_partition_of(p, s, serums[i].ph);
      for (std::size_t l = 0; l < skin.size(); ++l) {
        const bool is_limited =
            !answer.given_by_user && skin[l].kind == layer_kind::stratum_corneum;
        t.largest_partition.push_back(is_limited ? largest
                                                 : std::numeric_limits<double>::infinity());
        limit_partition(row[l], t.largest_partition.back(), skin[l], t.warnings);
        medium m;
        m.diffusivity_m2_s = row[l].diffusivity;
        m.partition = row[l].partition;
        m.loss_1_s = row[l].loss;
        if (has_flag(row[l], PERCUTA_FLAG_LIPID_BARRIER)) {
          m.gate = lipid_gates(s, serums[i].ph, skin, row, l);
        }
        t.layers.push_back(m);
        t.log10_spread.push_back(row[l].log10_spread);
        if (!answer.given_by_user) report_layer(p, *serums[i].said, s, skin[l], row[l], id);
      }
      t.intact_lag_s = lag_of(skin, t.layers);
      if (auto lag = warning_of_lag(p, id, skin, row, t.intact_lag_s, has_channels)) {
        t.warnings.push_back(std::move(*lag));
      }
      if (has_channels) {
        const coefficient& c = row.back();
        if (has_flag(c, PERCUTA_FLAG_HOST_RULE)) {
          t.fluid = fluid_by_rule(p, *model->info().model, s, t.warnings);
        } else {
          t.fluid.diffusivity_m2_s = c.diffusivity;
          t.fluid.partition = c.partition;
          t.fluid.loss_1_s = c.loss;
        }
      }
      list.push_back(std::move(t));
    }
  }
  return answer;
}

}  // namespace percuta

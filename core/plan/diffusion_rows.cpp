#include "plan/diffusion_rows.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>
#include <limits>

namespace percuta {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

percuta_region_kind region_kind(layer_kind kind) {
  switch (kind) {
    case layer_kind::other:
      return PERCUTA_OTHER_LAYER;
    case layer_kind::stratum_corneum:
      return PERCUTA_STRATUM_CORNEUM;
    case layer_kind::viable_epidermis:
      return PERCUTA_VIABLE_EPIDERMIS;
    case layer_kind::dermis:
      return PERCUTA_DERMIS;
    case layer_kind::subcutis:
      return PERCUTA_SUBCUTIS;
  }
  return PERCUTA_OTHER_LAYER;
}

std::vector<percuta_region> regions_of(const planning& p, const std::vector<known_layer>& skin,
                                       bool has_channels) {
  const double temperature = p.said.environment.skin_temperature_K;
  std::vector<percuta_region> regions;
  for (const known_layer& layer : skin) {
    regions.push_back({sizeof(percuta_region), region_kind(layer.kind), layer.name.c_str(),
                       layer.thickness_m, temperature, layer.ph,
                       layer.fully_hydrated ? PERCUTA_FULLY_HYDRATED : PERCUTA_PARTIALLY_HYDRATED});
  }
  if (has_channels) {
    regions.push_back({sizeof(percuta_region), PERCUTA_CHANNEL_FLUID, "channel", nan, temperature,
                       tissue_ph, PERCUTA_FULLY_HYDRATED});
  }
  return regions;
}

/// One row of the batch: which active, of which serum, in which region.
struct row {
  std::size_t serum, active, region;
  const substance* what;
};

const percuta_diffusion_functions& functions_of(const model_instance& model) {
  return model.functions<percuta_diffusion_functions>();
}

/// Says which properties the model needs of an active and nobody knows. True when none.
bool require_properties(planning& p, const model_instance& model, const substance& s,
                        const std::vector<percuta_region>& regions) {
  std::vector<std::string> missing;
  for (const percuta_region& region : regions) {
    const char* const* need = call(model, "needs", functions_of(model).needs, region.kind);
    if (need == nullptr) report_nonsense(model, "NULL when asked for the properties it needs");
    for (; *need != nullptr; ++need) {
      const bool listed = std::find(missing.begin(), missing.end(), *need) != missing.end();
      if (!listed && std::isnan(s.property(*need))) missing.emplace_back(*need);
    }
  }
  if (missing.empty()) return true;
  std::vector<std::string> to_fill;
  for (const std::string& key : missing)
    to_fill.push_back(property_to_fill(key));
  p.out.error(
      s.said->name.where,
      fmt::format("model '{}' needs {} of '{}', which nobody knows", model.info().model->id,
                  fmt::join(missing, ", "), s.name),
      fmt::format("give it to the ingredient: properties = {{ {} }}", fmt::join(to_fill, ", ")));
  return false;
}

/// Rejects what no skin can have. Only of channel fluid may a model say nothing.
void require_sense(const model_instance& model, const coefficient& c, const substance& s,
                   const percuta_region& region) {
  const bool silent = (c.flags & PERCUTA_FLAG_HOST_RULE) != 0;
  if (silent && region.kind == PERCUTA_CHANNEL_FLUID) return;
  if (!silent && c.diffusivity > 0.0 && c.partition > 0.0 && c.loss >= 0.0) return;
  report_nonsense(
      model, fmt::format("diffusivity {:g} m^2/s, partition {:g} and loss {:g} 1/s for {} in {}{}",
                         c.diffusivity, c.partition, c.loss, s.name, region.name,
                         silent ? ", leaving it to the host, which has no rule there" : ""));
}

}  // namespace

std::optional<coefficient_table> ask_coefficients(planning& p, const model_instance& model,
                                                  const std::vector<known_layer>& skin,
                                                  const std::vector<known_serum>& serums,
                                                  bool has_channels) {
  const std::vector<percuta_region> regions = regions_of(p, skin, has_channels);
  coefficient_table table(serums.size());
  std::vector<row> rows;
  bool complete = true;
  for (std::size_t i = 0; i < serums.size(); ++i) {
    const std::vector<const substance*> actives = serums[i].actives();
    table[i].assign(actives.size(), std::vector<coefficient>(regions.size()));
    for (std::size_t j = 0; j < actives.size(); ++j) {
      if (!actives[j]->found || !require_properties(p, model, *actives[j], regions)) {
        complete = false;
        continue;
      }
      for (std::size_t k = 0; k < regions.size(); ++k)
        rows.push_back({i, j, k, actives[j]});
    }
  }

  // A call stops at its first faulty row. So that every fault is told once, rows that would repeat
  // it (the same region, or the same active when a property is at fault) are left out and the rest
  // is asked again.
  while (!rows.empty()) {
    const std::size_t n = rows.size();
    std::vector<percuta_ingredient> ingredients;
    std::vector<const percuta_ingredient*> ingredient_of(n);
    std::vector<const percuta_region*> region_of(n);
    ingredients.reserve(n);
    for (std::size_t r = 0; r < n; ++r) {
      ingredients.push_back(for_diffusion(*rows[r].what));
      ingredient_of[r] = &ingredients[r];
      region_of[r] = &regions[rows[r].region];
    }
    std::vector<double> diffusivity(n), partition(n), loss(n), spread(n, nan);
    std::vector<std::uint32_t> flags(n, 0);
    percuta_error error = no_error();
    const percuta_status status =
        call(model, "coefficients", functions_of(model).coefficients, n, ingredient_of.data(),
             region_of.data(), diffusivity.data(), partition.data(), loss.data(), spread.data(),
             flags.data(), &error);
    if (status == PERCUTA_OK) {
      for (std::size_t r = 0; r < n; ++r) {
        const coefficient c{diffusivity[r], partition[r], loss[r], spread[r], flags[r]};
        require_sense(model, c, *rows[r].what, *region_of[r]);
        table[rows[r].serum][rows[r].active][rows[r].region] = c;
      }
      break;
    }
    complete = false;
    const bool has_row = error.element >= 0 && static_cast<std::size_t>(error.element) < n;
    if (!has_row) {
      report_failure(p, model, status, error, p.said.diffusion.id.where, "the diffusion model");
      break;
    }
    const row bad = rows[static_cast<std::size_t>(error.element)];
    const bool of_ingredient = status == PERCUTA_MISSING_PROPERTY || bad.region >= skin.size();
    report_failure(p, model, status, error,
                   of_ingredient ? bad.what->said->name.where : skin[bad.region].where,
                   fmt::format("{} in {}", bad.what->name, regions[bad.region].name));
    std::erase_if(rows, [&](const row& r) {
      return of_ingredient ? r.what == bad.what : r.region == bad.region;
    });
  }
  if (!complete) return std::nullopt;
  return table;
}

}  // namespace percuta

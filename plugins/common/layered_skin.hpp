#pragma once

#include "common/molecule.hpp"
#include "common/region_checks.hpp"
#include "common/stratum_corneum.hpp"
#include "common/viable_layers.hpp"
#include "percuta/plugin.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>

// What the models of the stratum corneum share: how the layers below it are described, and how a
// permeability becomes partition and diffusivity.

namespace percuta::skin_models {

inline constexpr const char* albumin_choices[] = {
    "auto", "neutral_or_base", "acid_with_pharmacophore", "acid_without_pharmacophore"};

inline constexpr sdk::parameter paracellular_clearance_parameter =
    sdk::boolean("paracellular_clearance",
                 "Capillaries also pass small hydrophiles between the cells of their walls.")
        .or_else("true");
inline constexpr sdk::parameter perfusion_parameter =
    sdk::real("perfusion", "1", "Multiplier on the dermal blood flow, 1 for unneedled skin.")
        .between(0.0, 100.0)
        .or_else("1");
inline constexpr sdk::parameter albumin_class_parameter =
    sdk::choice(
        "albumin_class", albumin_choices,
        "Binding class in tissue; a zwitterion is an acid without pharmacophore, 'auto' goes "
        "by the charge at pH 7.4.")
        .per_ingredient()
        .or_else("auto");
inline constexpr sdk::parameter polar_path_parameter =
    sdk::boolean("polar_path",
                 "Adds a polar path through the stratum corneum beside the model's own; without it "
                 "hydrophiles are under-predicted.")
        .or_else("true");

/// Judged, for want of a set of measurements such as the stratum corneum has.
inline constexpr double viable_log10_spread = 0.3;

/// The stratum corneum of one ingredient in one region.
struct barrier_answer {
  double permeability_m_s;  ///< over un-ionised concentration in water
  double log10_spread;
  std::uint32_t flags;
};

/// Base of the models. A model writes `describe` with `describe_layers`, handing it what it alone
/// knows.
class layered_skin : public sdk::diffusion {
public:
  explicit layered_skin(const sdk::values& v) {
    viable_.paracellular_clearance = v.boolean("paracellular_clearance");
    viable_.perfusion = v.real("perfusion");
    for (const std::string& name : v.ingredients()) {
      const std::size_t chosen = v.ingredient(name).choice("albumin_class");
      if (chosen > 0) albumin_[name] = static_cast<albumin_class>(chosen - 1);
    }
  }

  const char* const* needs(percuta_region_kind kind) const noexcept {
    static constexpr const char* properties[] = {"molar_mass", "log_kow", nullptr};
    const bool asks_nothing = kind == PERCUTA_CHANNEL_FLUID || kind == PERCUTA_OTHER_LAYER;
    return asks_nothing ? no_properties : properties;
  }

protected:
  /// `barrier(molecule, region)` answers for the stratum corneum; the other layers are the same for
  /// every model.
  template <class Barrier>
  sdk::coefficients describe_layers(const percuta_ingredient& ingredient,
                                    const percuta_region& region, Barrier&& barrier) const {
    if (region.kind == PERCUTA_CHANNEL_FLUID) return {.flags = PERCUTA_FLAG_HOST_RULE};
    check_region(region);
    const molecule m = molecule_of(ingredient);
    const std::uint32_t far = extrapolated_if(is_beyond(m, region));
    if (region.kind != PERCUTA_STRATUM_CORNEUM) return viable(m, region, ingredient.name, far);

    const barrier_answer answer = barrier(m, region);
    const bool full = region.hydration == PERCUTA_FULLY_HYDRATED;
    const double k = stratum_corneum_partition(m.kow, full ? fully_hydrated : partially_hydrated);
    return {.diffusivity =
                diffusivity_of_permeability_m2_s(answer.permeability_m_s, region.thickness, k),
            .partition = k,
            .loss = 0.0,
            .log10_spread = answer.log10_spread,
            .flags = answer.flags | far | PERCUTA_FLAG_LIPID_BARRIER};
  }

private:
  sdk::coefficients viable(const molecule& m, const percuta_region& region, const char* name,
                           std::uint32_t flags) const {
    viable_options options = viable_;
    if (const auto chosen = albumin_.find(name); chosen != albumin_.end()) {
      options.choose_albumin_class = false;
      options.albumin = chosen->second;
    }
    const viable_layer layer = describe_viable(m, region.ph, options);
    const bool has_capillaries = region.kind != PERCUTA_VIABLE_EPIDERMIS;
    // Fat is described as if it were dermis.
    if (region.kind == PERCUTA_SUBCUTIS) flags |= PERCUTA_FLAG_EXTRAPOLATED;
    return {
        .diffusivity = layer.diffusivity_cm2_s * 1e-4,
        .partition = layer.partition,
        .loss = has_capillaries ? capillary_clearance_1_s(m, options) / layer.binding_factor : 0.0,
        .log10_spread = viable_log10_spread,
        .flags = flags};
  }

  viable_options viable_;
  std::map<std::string, albumin_class, std::less<>> albumin_;
};

}  // namespace percuta::skin_models

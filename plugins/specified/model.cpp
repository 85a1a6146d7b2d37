#include "percuta/plugin.hpp"

#include <array>
#include <functional>
#include <map>
#include <optional>
#include <string>

namespace sdk = percuta::sdk;

namespace {

/// Passes on the coefficients that the user gives for each layer and the channel fluid.
class specified : public sdk::diffusion {
public:
  static constexpr sdk::description about{
      .id = "specified",
      .summary = "Diffusivity, partition and clearance of every layer as the user gives them.",
      .evidence = PERCUTA_USER_INPUT,
      .evidence_note = "The model has no constants: its answers are as good as its inputs."};

  static constexpr std::array parameters{
      sdk::real("diffusivity", "m^2/s", "Effective diffusivity in the layer.")
          .per_layer()
          .above_zero(),
      sdk::real("partition", "1", "Concentration in the layer over that in water, at equilibrium.")
          .per_layer()
          .above_zero(),
      sdk::real("clearance", "1/s", "First-order loss from the layer, of the total concentration.")
          .per_layer()
          .at_least(0.0)
          .or_else("0 1/s"),
      sdk::real("diffusivity", "m^2/s",
                "Diffusivity in the channel fluid; without it that in water is taken, hindered.")
          .of_channel()
          .above_zero()
          .optional(),
      sdk::real("partition", "1", "Concentration in the channel fluid over that in water.")
          .of_channel()
          .above_zero()
          .or_else("1"),
      sdk::real("clearance", "1/s", "First-order loss from the channel fluid.")
          .of_channel()
          .at_least(0.0)
          .or_else("0 1/s"),
      // Read by the host, which knows the film: it makes getting sideways to a channel's mouth
      // cost.
      sdk::real("diffusivity", "m^2/s",
                "Diffusivity in the film; without it the film is well mixed.")
          .of_film()
          .above_zero()
          .optional(),
      sdk::real("diffusivity_factor", "1",
                "Multiplies the layers' diffusivities for one ingredient.")
          .per_ingredient()
          .above_zero()
          .or_else("1"),
      sdk::real("partition_factor", "1", "Multiplies the layers' partitions for one ingredient.")
          .per_ingredient()
          .above_zero()
          .or_else("1")};

  specified(const sdk::host&, const sdk::values& given) {
    for (const std::string& name : given.layers()) {
      const sdk::section layer = given.layer(name);
      layers_[name] = {.diffusivity = layer.real("diffusivity"),
                       .partition = layer.real("partition"),
                       .loss = layer.real("clearance")};
    }
    const sdk::section fluid = given.channel();
    if (const std::optional<double> diffusivity = fluid.optional_real("diffusivity")) {
      channel_ = {.diffusivity = *diffusivity,
                  .partition = fluid.real("partition"),
                  .loss = fluid.real("clearance")};
    } else if (fluid.real("partition") != 1.0 || fluid.real("clearance") != 0.0) {
      throw sdk::fail(PERCUTA_BAD_PARAMETER, "diffusivity",
                      "the channel has a partition or a clearance but no diffusivity; add "
                      "diffusivity = \"5e-10 m^2/s\"");
    }
    for (const std::string& name : given.ingredients()) {
      const sdk::section ingredient = given.ingredient(name);
      factors_[name] = {ingredient.real("diffusivity_factor"), ingredient.real("partition_factor")};
    }
  }

  sdk::coefficients describe(const percuta_ingredient& ingredient,
                             const percuta_region& region) const {
    if (region.kind == PERCUTA_CHANNEL_FLUID) return channel_;
    const auto layer = layers_.find(region.name);
    if (layer == layers_.end()) {
      throw sdk::fail(PERCUTA_BAD_PARAMETER, "diffusivity",
                      "layer '" + std::string(region.name) + "' has no coefficients");
    }
    sdk::coefficients answer = layer->second;
    if (const auto own = factors_.find(ingredient.name); own != factors_.end()) {
      answer.diffusivity *= own->second.diffusivity;
      answer.partition *= own->second.partition;
    }
    return answer;
  }

private:
  struct factors {
    double diffusivity, partition;
  };

  std::map<std::string, sdk::coefficients, std::less<>> layers_;
  std::map<std::string, factors, std::less<>> factors_;
  sdk::coefficients channel_{.flags = PERCUTA_FLAG_HOST_RULE};
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("percuta.specified", "0.1.0", "Apache-2.0", specified);

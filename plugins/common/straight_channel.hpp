#pragma once

#include "percuta/plugin.hpp"

#include <array>

namespace percuta::channel_models {

namespace sdk = percuta::sdk;

/// What channels of a plain shape share: density, radius at the surface and depth, all the user's.
/// A model adds the radius at a depth.
class straight_channel : public sdk::geometry {
public:
  static constexpr std::array parameters{
      sdk::real("density", "/m^2", "Channels per area of skin.").above_zero(),
      sdk::real("radius", "m", "Radius of a channel at the skin surface.").above_zero(),
      sdk::real("depth", "m", "Residual depth: how deep a channel stays open.").above_zero(),
      sdk::real("insertion_depth", "m", "How deep the needle goes while it is in place.")
          .above_zero()
          .optional()};
  static constexpr const char* evidence_note =
      "Density, radius and depth are the user's own; no constant of the model's.";

  straight_channel(const sdk::host&, const sdk::values& given)
      : density_(given.real("density")),
        surface_radius_(given.real("radius")),
        depth_(given.real("depth")),
        insertion_depth_(given.optional_real("insertion_depth").value_or(sdk::unknown)) {}

  sdk::channel_summary summary() const {
    return {.density = density_,
            .insertion_depth = insertion_depth_,
            .residual_depth = depth_,
            .surface_radius = surface_radius_};
  }

protected:
  double surface_radius() const { return surface_radius_; }
  double depth() const { return depth_; }

private:
  double density_, surface_radius_, depth_, insertion_depth_;
};

}  // namespace percuta::channel_models

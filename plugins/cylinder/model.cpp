#include "percuta/plugin.hpp"

#include <array>

namespace sdk = percuta::sdk;

namespace {

/// A right circular cylinder with a flat end: r(z) = a for z < d, else 0.
class cylinder : public sdk::geometry {
public:
  static constexpr sdk::description about{
      .id = "cylinder",
      .summary = "Cylindrical channels: one radius from the surface down to the depth.",
      .evidence = PERCUTA_USER_INPUT,
      .evidence_note = "Density, radius and depth are the user's own; no constant of the model's."};

  static constexpr std::array parameters{
      sdk::real("density", "/m^2", "Channels per area of skin.").above_zero(),
      sdk::real("radius", "m", "Radius of a channel.").above_zero(),
      sdk::real("depth", "m", "Residual depth: how deep a channel stays open.").above_zero(),
      sdk::real("insertion_depth", "m", "How deep the needle goes while it is in place.")
          .above_zero()
          .optional()};

  cylinder(const sdk::host&, const sdk::values& given)
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

  double radius(double depth) const { return depth < depth_ ? surface_radius_ : 0.0; }

private:
  double density_, surface_radius_, depth_, insertion_depth_;
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("percuta.cylinder", "0.1.0", "Apache-2.0", cylinder);

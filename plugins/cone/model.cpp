#include "common/straight_channel.hpp"
#include "percuta/plugin.hpp"

namespace {

namespace sdk = percuta::sdk;

/// A right circular cone, its base at the skin surface: r(z) = a (1 - z/d) for z < d, else 0.
class cone : public percuta::channel_models::straight_channel {
public:
  static constexpr sdk::description about{
      .id = "cone",
      .summary =
          "Conical channels: the radius falls linearly from the surface to zero at the depth.",
      .evidence = PERCUTA_USER_INPUT,
      .evidence_note = straight_channel::evidence_note};

  using straight_channel::straight_channel;

  double radius(double z) const {
    return z < depth() ? surface_radius() * (1.0 - z / depth()) : 0.0;
  }
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("percuta.cone", "0.1.0", "Apache-2.0", cone);

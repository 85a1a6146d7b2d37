#include "common/straight_channel.hpp"
#include "percuta/plugin.hpp"

namespace {

namespace sdk = percuta::sdk;

/// A right circular cylinder with a flat end: r(z) = a for z < d, else 0.
class cylinder : public percuta::channel_models::straight_channel {
public:
  static constexpr sdk::description about{
      .id = "cylinder",
      .summary = "Cylindrical channels: one radius from the surface down to the depth.",
      .evidence = PERCUTA_USER_INPUT,
      .evidence_note = straight_channel::evidence_note};

  using straight_channel::straight_channel;

  double radius(double z) const { return z < depth() ? surface_radius() : 0.0; }
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("percuta.cylinder", "0.1.0", "Apache-2.0", cylinder);

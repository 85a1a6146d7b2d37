#include "percuta/plugin.hpp"

namespace sdk = percuta::sdk;

namespace {

/// Channels that never close: both opennesses are 1 at all times.
class none : public sdk::closure {
public:
  static constexpr sdk::description about{
      .id = "none",
      .summary = "Channels stay as open as the needles left them.",
      .evidence = PERCUTA_USER_INPUT,
      .evidence_note = "An idealisation for reference problems and for skin that cannot heal."};

  none(const sdk::host&, const sdk::values&) {}

  sdk::opening openness(const sdk::conditions&, double) const { return {1.0, 1.0}; }
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("percuta.none", "0.1.0", "Apache-2.0", none);

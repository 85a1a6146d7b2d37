#include "percuta/plugin.hpp"

namespace sdk = percuta::sdk;

namespace {

struct slit : sdk::geometry {
  static constexpr sdk::description about{.id = "slit", .summary = "Nothing but a name."};
  slit(const sdk::host&, const sdk::values&) {}
  sdk::channel_summary summary() const { return {}; }
  double radius(double) const { return 0.0; }
};

struct latch : sdk::closure {
  static constexpr sdk::description about{.id = "latch", .summary = "Open until an hour has gone."};
  latch(const sdk::host&, const sdk::values&) {}
  sdk::opening openness(const sdk::conditions&, double time) const {
    const double open = time < 3600.0 ? 1.0 : 0.0;
    return {open, open};
  }
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("org.example.two_models", "2.3.4", "MIT", slit, latch);

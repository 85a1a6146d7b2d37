#include "percuta/plugin.hpp"

#include <unistd.h>

namespace {

__attribute__((constructor)) void hang() {
  for (;;)
    pause();
}

struct hangs : percuta::sdk::geometry {
  static constexpr percuta::sdk::description about{.id = "hangs",
                                                   .summary = "Never finishes loading."};
  hangs(const percuta::sdk::host&, const percuta::sdk::values&) {}
  percuta::sdk::channel_summary summary() const { return {}; }
  double radius(double) const { return 0.0; }
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("test.bad", "1.0.0", "Apache-2.0", hangs);

#include "percuta/plugin.hpp"

#include <csignal>

namespace {

__attribute__((constructor)) void crash() {
  std::raise(SIGSEGV);
}

struct crashes : percuta::sdk::geometry {
  static constexpr percuta::sdk::description about{.id = "crashes",
                                                   .summary = "Crashes while it is loaded."};
  crashes(const percuta::sdk::host&, const percuta::sdk::values&) {}
  percuta::sdk::channel_summary summary() const { return {}; }
  double radius(double) const { return 0.0; }
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("test.bad", "1.0.0", "Apache-2.0", crashes);

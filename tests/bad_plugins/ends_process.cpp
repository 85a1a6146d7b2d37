#include "percuta/plugin.hpp"

#include <unistd.h>

namespace {

__attribute__((constructor)) void end_process() {
  _exit(0);
}

struct ends_process : percuta::sdk::geometry {
  static constexpr percuta::sdk::description about{
      .id = "ends_process", .summary = "Ends whoever loads it, as if all were well."};
  ends_process(const percuta::sdk::host&, const percuta::sdk::values&) {}
  percuta::sdk::channel_summary summary() const { return {}; }
  double radius(double) const { return 0.0; }
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("test.bad", "1.0.0", "Apache-2.0", ends_process);

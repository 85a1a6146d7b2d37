#include "percuta/plugin.hpp"

#include <stdexcept>

namespace {

struct throws_in_create : percuta::sdk::geometry {
  static constexpr percuta::sdk::description about{.id = "throws_in_create",
                                                   .summary = "Throws while it is created."};
  throws_in_create(const percuta::sdk::host&, const percuta::sdk::values&) {
    throw std::runtime_error("the moon is in the wrong phase");
  }
  percuta::sdk::channel_summary summary() const { return {}; }
  double radius(double) const { return 0.0; }
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("test.bad", "1.0.0", "Apache-2.0", throws_in_create);

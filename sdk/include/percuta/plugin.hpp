#pragma once

// The C++20 face of plugin.h: header-only, nothing to link.
//
//     #include "percuta/plugin.hpp"
//     namespace sdk = percuta::sdk;
//
//     struct cylinder : sdk::geometry {
//       static constexpr sdk::description about{.id = "cylinder", .summary = "..."};
//       static constexpr std::array parameters{
//           sdk::real("radius", "m", "Radius of the channel.").above_zero(), ...};
//       cylinder(const sdk::host&, const sdk::values& v) : radius_(v.real("radius")), ... {}
//       sdk::channel_summary summary() const;
//       double radius(double depth) const;
//     };
//
//     PERCUTA_EXPORT_PLUGIN("org.example.cylinder", "1.0.0", "Apache-2.0", cylinder);
//
// Whatever a model throws becomes a status and a filled percuta_error at the boundary.

#include "percuta/sdk/boundary.hpp"
#include "percuta/sdk/fail.hpp"
#include "percuta/sdk/host.hpp"
#include "percuta/sdk/models.hpp"
#include "percuta/sdk/parameter.hpp"
#include "percuta/sdk/values.hpp"

/// Defines the library's one exported symbol: its id, version, SPDX license and one or more model
/// classes. At namespace scope, once per library. The descriptor is a constant of the file: no code
/// runs to make it.
#define PERCUTA_EXPORT_PLUGIN(id, version, license, ...)                       \
  extern "C" {                                                                 \
  PERCUTA_PLUGIN_EXPORT extern const percuta_plugin_descriptor percuta_plugin; \
  }                                                                            \
  constinit const percuta_plugin_descriptor percuta_plugin =                   \
      ::percuta::sdk::detail::describe<__VA_ARGS__>(id, version, license)

#pragma once

#include "percuta/sdk/fail.hpp"
#include "percuta/sdk/parameter.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace percuta::sdk {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// How a model describes itself; `Model::about`.
struct description {
  const char* id;       ///< snake_case; what a scenario names
  const char* summary;  ///< one sentence
  const char* citation = "";
  percuta_evidence evidence = PERCUTA_COMMON_KNOWLEDGE;
  const char* evidence_note = "";
};

// A model is a class that derives from one of the four tags below, has a static `about`, may have a
// static `parameters` (a std::array of sdk::parameter), and is built from (sdk::host, sdk::values).
// Its const functions may be called from several threads at once.

struct model {
  static constexpr std::array<parameter, 0> parameters{};
};

// ---- diffusion ----

/// The coefficients of one ingredient in one region; see percuta_diffusion_functions.
struct coefficients {
  double diffusivity = unknown;   ///< m2/s
  double partition = 1.0;         ///< C over u
  double loss = 0.0;              ///< 1/s
  double log10_spread = unknown;  ///< of diffusivity * partition
  std::uint32_t flags = 0;        ///< PERCUTA_FLAG_*
};

/// Write `coefficients describe(const percuta_ingredient&, const percuta_region&) const`, and
/// `needs` when properties are needed.
struct diffusion : model {
  static constexpr const char* no_properties[] = {nullptr};
  /// Properties without which `describe` fails in such a region, ended by nullptr. Must not throw.
  const char* const* needs(percuta_region_kind) const noexcept { return no_properties; }
};

// ---- geometry ----

struct channel_summary {
  double density = unknown;          ///< channels per m2
  double insertion_depth = unknown;  ///< m, needle in place
  double residual_depth = unknown;   ///< m, what stays open
  double surface_radius = unknown;   ///< m
  double wetted_fraction = unknown;  ///< unknown: the host decides
};

/// Write `channel_summary summary() const` and `double radius(double depth) const`, m and m.
struct geometry : model {};

// ---- closure ----

/// Conditions since needling as pieces; the last has no end.
class conditions {
public:
  explicit conditions(const percuta_conditions& from) : from_(&from) {}
  std::size_t size() const { return from_->n; }
  double start(std::size_t i) const { return from_->start[i]; }  ///< s
  double end(std::size_t i) const {
    return i + 1 < from_->n ? from_->start[i + 1] : std::numeric_limits<double>::infinity();
  }
  bool occluded(std::size_t i) const { return from_->occluded[i] != 0.0; }
  double temperature(std::size_t i) const { return from_->temperature[i]; }  ///< K, of the skin

private:
  const percuta_conditions* from_;
};

struct opening {
  double barrier = 1.0;  ///< share of the barrier defect left
  double solute = 1.0;   ///< share of the channels' conductance left
};

/// Write `opening openness(const conditions&, double time) const`; time in s since needling.
struct closure : model {};

// ---- ingredients ----

/// Receives names with their distance, 0 for an exact match.
class name_sink {
public:
  name_sink(void (*sink)(void*, const char*, double), void* argument)
      : sink_(sink), argument_(argument) {}
  void operator()(const char* name, double score) const { sink_(argument_, name, score); }

private:
  void (*sink_)(void*, const char*, double);
  void* argument_;
};

/// Receives the properties of an ingredient; sets struct_size itself.
class property_sink {
public:
  property_sink(void (*sink)(void*, const percuta_property*), void* argument)
      : sink_(sink), argument_(argument) {}
  void operator()(percuta_property property) const {
    property.struct_size = sizeof property;
    sink_(argument_, &property);
  }

private:
  void (*sink_)(void*, const percuta_property*);
  void* argument_;
};

/// Write `void find(std::string_view text, std::size_t limit, const name_sink&) const` and
/// `bool get(std::string_view name, const property_sink&) const`, false when there is none.
struct ingredients : model {};

}  // namespace percuta::sdk

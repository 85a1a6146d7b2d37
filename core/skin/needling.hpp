#pragma once

#include "percuta/plan.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace percuta {

/// A value with the range over which it is uncertain. SI.
struct ranged_value {
  double low = 0.0, mode = 0.0, high = 0.0;
  std::string source;  ///< one sentence with its citation
};

/// A roller: needles on a drum that turns once per circumference rolled.
struct needling_device {
  std::string name;
  int needles = 0;
  double drum_diameter_m = 0.0, drum_width_m = 0.0;
  std::string drum_source;
  double base_diameter_m = 0.0;   ///< of a needle
  ranged_value insertion_ratio;   ///< depth with the needle in place over its length
  ranged_value residual_ratio;    ///< depth of the channel that stays open over needle length
  ranged_value radius_over_base;  ///< channel's radius at the surface over the needle's base
  ranged_value wetted_fraction;   ///< share of the channels that a product enters
};

/// Names that a step's `device` may take.
std::vector<std::string> device_names();

std::optional<needling_device> find_device(std::string_view name);

/// A key of the step whose value the device cannot take.
struct needling_fault {
  std::string key;      ///< "needle_length" or "passes"
  std::string message;  ///< one sentence: what is wrong and what would be right
};

std::vector<needling_fault> needling_faults(const needling_device& d, double needle_length_m,
                                            long long passes);

/// The channels that one needling leaves.
struct needling_answer {
  double density_1_m2 = 0.0;
  ranged_value insertion_depth_m, residual_depth_m, surface_radius_m, wetted_fraction;
  std::vector<computed_value> computed;    ///< all of it, for the result
  std::vector<uncertain_input> uncertain;  ///< residual depth and wetted fraction
};

/// First rules of treatment: density = needles / (pi d w) per pass, depths and radius as shares of
/// the needle's length and base. The open area is that of discs placed at random, which may
/// overlap. Requires that needling_faults finds none.
needling_answer needle(const needling_device& d, double needle_length_m, long long passes);

}  // namespace percuta

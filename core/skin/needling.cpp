#include "skin/needling.hpp"

#include "percuta/units.hpp"

#include <fmt/format.h>

#include <cmath>

namespace percuta {
namespace {

constexpr double pi = 3.141592653589793;

// Rollers are sold with needles of 0.2 to 3 mm (PMC7869810); shorter ones to 0.1 mm are allowed.
constexpr double shortest_needle_m = 0.1e-3, longest_needle_m = 3e-3;
constexpr long long most_passes = 200;

ranged_value times(const ranged_value& r, double factor) {
  return {r.low * factor, r.mode * factor, r.high * factor, r.source};
}

/// Share of the skin under discs of one radius placed at random: Poisson, 1 - exp(-density pi a^2).
double covered_share(double density_1_m2, double radius_m) {
  return -std::expm1(-density_1_m2 * pi * radius_m * radius_m);
}

/// Share of the discs that touch no other: exp(-4 density pi a^2).
double isolated_share(double density_1_m2, double radius_m) {
  return std::exp(-4.0 * density_1_m2 * pi * radius_m * radius_m);
}

computed_value shown(const char* name, const char* key, const char* unit, const ranged_value& r) {
  computed_value c{name, key, unit, r.mode, std::nullopt, std::nullopt, r.source};
  if (r.low < r.high) {
    c.low = r.low;
    c.high = r.high;
  }
  return c;
}

uncertain_input varied(const char* name, const char* key, const char* unit, const ranged_value& r) {
  return {name, key, unit, r.low, r.mode, r.high, r.source};
}

}  // namespace

std::vector<needling_fault> needling_faults(const needling_device& d, double needle_length_m,
                                            long long passes) {
  std::vector<needling_fault> faults;
  if (!(needle_length_m >= shortest_needle_m && needle_length_m <= longest_needle_m)) {
    faults.push_back(
        {"needle_length", fmt::format("a needle of {} is outside what '{}' can have, {} to {}",
                                      format_quantity(needle_length_m, "mm"), d.name,
                                      format_quantity(shortest_needle_m, "mm"),
                                      format_quantity(longest_needle_m, "mm"))});
  }
  if (passes < 1 || passes > most_passes) {
    faults.push_back(
        {"passes", fmt::format("passes is {}; it must be from 1 to {}", passes, most_passes)});
  }
  return faults;
}

needling_answer needle(const needling_device& d, double needle_length_m, long long passes) {
  needling_answer a;
  a.density_1_m2 =
      d.needles / (pi * d.drum_diameter_m * d.drum_width_m) * static_cast<double>(passes);
  a.insertion_depth_m = times(d.insertion_ratio, needle_length_m);
  a.residual_depth_m = times(d.residual_ratio, needle_length_m);
  a.surface_radius_m = times(d.radius_over_base, d.base_diameter_m);
  a.wetted_fraction = d.wetted_fraction;

  const ranged_value density{a.density_1_m2, a.density_1_m2, a.density_1_m2, d.drum_source};
  const auto over_radius = [&](double (*share)(double, double), const char* source) {
    const double thin = share(a.density_1_m2, a.surface_radius_m.low);
    const double wide = share(a.density_1_m2, a.surface_radius_m.high);
    return ranged_value{std::fmin(thin, wide), share(a.density_1_m2, a.surface_radius_m.mode),
                        std::fmax(thin, wide), source};
  };
  a.computed = {
      shown("channel density", "channel_density", "/cm^2", density),
      shown("insertion depth", "insertion_depth", "um", a.insertion_depth_m),
      shown("residual depth", "residual_depth", "um", a.residual_depth_m),
      shown("channel radius at the surface", "surface_radius", "um", a.surface_radius_m),
      shown("wetted fraction", "wetted_fraction", "1", a.wetted_fraction),
      shown("open area", "open_area", "%",
            over_radius(covered_share,
                        "discs placed at random, 1 - exp(-density pi radius^2), "
                        "wetted or not, all passes together")),
      shown("channels that touch no other", "isolated_channels", "%",
            over_radius(isolated_share, "discs placed at random, exp(-4 density pi radius^2)")),
  };
  a.uncertain = {
      varied("residual depth", "residual_depth", "um", a.residual_depth_m),
      varied("wetted fraction", "wetted_fraction", "1", a.wetted_fraction),
  };
  return a;
}

}  // namespace percuta

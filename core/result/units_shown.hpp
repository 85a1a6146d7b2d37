#pragma once

#include <string>
#include <string_view>

namespace percuta {

// The units of tables, CSV and JSON: multiply an SI value by these.
inline constexpr double to_um = 1e6;                               // m
inline constexpr double to_ug_per_cm2 = 1e5;                       // kg/m2
inline constexpr double to_ug_per_cm3 = 1e3;                       // kg/m3
inline constexpr double to_ug_per_cm2_h = to_ug_per_cm2 * 3600.0;  // kg/m2/s
inline constexpr double to_percent = 100.0;                        // 1

/// Hours; divided rather than multiplied, so that the user's own numbers come back exactly.
inline double hours(double seconds) {
  return seconds / 3600.0;
}

/// An SI value in the unit that it is shown in ("/cm^2", "um", "degC", "%", "1").
double in_unit(double si, std::string_view unit);

/// A unit as it is read: "/cm^2" as "/cm²", "um" as "µm", "degC" as "°C", "1" as "".
std::string typeset_unit(std::string_view unit);

/// Three digits with the unit, "229 /cm²", and its range if there is one: "125 (100–385) µm".
std::string typeset(double si, const double* low, const double* high, std::string_view unit);

}  // namespace percuta

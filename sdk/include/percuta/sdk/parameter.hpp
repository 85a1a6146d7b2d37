#pragma once

#include "percuta/plugin.h"

#include <cstddef>
#include <limits>

namespace percuta::sdk {

/// A row of a model's parameter table, built up at compile time:
///
///     real("radius", "m", "Radius at the surface.").above_zero()
///     real("clearance", "1/s", "First-order loss.").per_layer().at_least(0.0).or_else("0 1/s")
///
/// A row is required until or_else or optional says otherwise. Bounds are SI and inclusive.
struct parameter : percuta_parameter {
  constexpr parameter(percuta_parameter_type of_type, const char* with_key, const char* in_unit,
                      const char* with_doc)
      : percuta_parameter{sizeof(percuta_parameter),
                          of_type,
                          PERCUTA_SCOPE_MODEL,
                          with_key,
                          in_unit,
                          with_doc,
                          nullptr,
                          -std::numeric_limits<double>::infinity(),
                          std::numeric_limits<double>::infinity(),
                          nullptr,
                          0} {}

  constexpr parameter per_layer() const { return in(PERCUTA_SCOPE_LAYER); }
  constexpr parameter of_channel() const { return in(PERCUTA_SCOPE_CHANNEL); }
  constexpr parameter of_film() const { return in(PERCUTA_SCOPE_FILM); }
  constexpr parameter per_ingredient() const { return in(PERCUTA_SCOPE_INGREDIENT); }

  /// The default, as a user would write it: "3 h", "1", "true".
  constexpr parameter or_else(const char* text) const {
    parameter row = *this;
    row.default_text = text;
    return row;
  }
  /// May be left out, and then has no value.
  constexpr parameter optional() const { return or_else(""); }

  constexpr parameter between(double low, double high) const {
    parameter row = *this;
    row.minimum = low;
    row.maximum = high;
    return row;
  }
  constexpr parameter at_least(double low) const { return between(low, maximum); }
  constexpr parameter at_most(double high) const { return between(minimum, high); }
  /// The smallest normal number as the bound, which the host shows as "above 0".
  constexpr parameter above_zero() const { return at_least(std::numeric_limits<double>::min()); }

private:
  constexpr parameter in(percuta_parameter_scope where) const {
    parameter row = *this;
    row.scope = where;
    return row;
  }
};

/// `unit` as in "m^2/s"; "1" when dimensionless. The model receives SI.
constexpr parameter real(const char* key, const char* unit, const char* doc) {
  return {PERCUTA_REAL, key, unit, doc};
}
constexpr parameter integer(const char* key, const char* doc) {
  return {PERCUTA_INTEGER, key, "1", doc};
}
constexpr parameter boolean(const char* key, const char* doc) {
  return {PERCUTA_BOOLEAN, key, "1", doc};
}
/// `choices` must live as long as the library: a static array.
template <std::size_t N>
constexpr parameter choice(const char* key, const char* const (&choices)[N], const char* doc) {
  parameter row(PERCUTA_CHOICE, key, "1", doc);
  row.choices = choices;
  row.n_choices = N;
  return row;
}
constexpr parameter path(const char* key, const char* doc) {
  return {PERCUTA_PATH, key, "1", doc};
}
constexpr parameter text(const char* key, const char* doc) {
  return {PERCUTA_TEXT, key, "1", doc};
}

}  // namespace percuta::sdk

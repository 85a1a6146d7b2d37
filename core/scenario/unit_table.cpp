#include "scenario/unit_table.hpp"

#include <algorithm>

namespace percuta {

namespace {

// Exponents of length, mass, time, temperature, amount of substance.
constexpr dimension none{};
constexpr dimension length{{1, 0, 0, 0, 0}};
constexpr dimension mass{{0, 1, 0, 0, 0}};
constexpr dimension duration{{0, 0, 1, 0, 0}};
constexpr dimension temperature{{0, 0, 0, 1, 0}};
constexpr dimension substance{{0, 0, 0, 0, 1}};
constexpr dimension volume{{3, 0, 0, 0, 0}};
constexpr dimension force{{1, 1, -2, 0, 0}};
constexpr dimension pressure{{-1, 1, -2, 0, 0}};
constexpr dimension viscosity{{-1, 1, -1, 0, 0}};
constexpr dimension energy{{2, 1, -2, 0, 0}};

// mmHg: 133.322387415 Pa (BIPM, The International System of Units, 8th ed., table 8).
constexpr named_unit units[] = {
    {"nm", length, -9, 1},
    {"um", length, -6, 1},
    {"mm", length, -3, 1},
    {"cm", length, -2, 1},
    {"m", length, 0, 1},
    {"ng", mass, -12, 1},
    {"ug", mass, -9, 1},
    {"mg", mass, -6, 1},
    {"g", mass, -3, 1},
    {"kg", mass, 0, 1},
    {"s", duration, 0, 1},
    {"min", duration, 0, 60},
    {"h", duration, 0, 3600},
    {"d", duration, 0, 86400},
    {"day", duration, 0, 86400},
    {"K", temperature, 0, 1},
    {celsius_name, temperature, 0, 1},
    {"mol", substance, 0, 1},
    {"mmol", substance, -3, 1},
    {"L", volume, -3, 1},
    {"mL", volume, -6, 1},
    {"uL", volume, -9, 1},
    {"N", force, 0, 1},
    {"Pa", pressure, 0, 1},
    {"mPa", pressure, -3, 1},
    {"hPa", pressure, 2, 1},
    {"kPa", pressure, 3, 1},
    {"mmHg", pressure, -9, 133322387415.0},
    {"bar", pressure, 5, 1},
    {"cP", viscosity, -3, 1},
    {"J", energy, 0, 1},
    {"kJ", energy, 3, 1},
    {"%", none, -2, 1},
};

constexpr named_dimension dimensions[] = {
    {none, "pure number", "0.5"},
    {length, "length", "15 um"},
    {mass, "mass", "5 mg"},
    {duration, "time", "8 h"},
    {temperature, "temperature", "32 degC"},
    {substance, "amount of substance", "1 mmol"},
    {volume, "volume", "20 uL"},
    {pressure, "pressure", "2.3 kPa"},
    {viscosity, "viscosity", "1 mPa s"},
    {energy, "energy", "1 kJ"},
    {{{2, 0, 0, 0, 0}}, "area", "1 cm^2"},
    {{{-2, 0, 0, 0, 0}}, "number per area", "100 /cm^2"},
    {{{-2, 1, 0, 0, 0}}, "amount per area", "2 mg/cm^2"},
    {{{-2, 1, -1, 0, 0}}, "flux", "1 ug/cm^2/h"},
    {{{-3, 1, 0, 0, 0}}, "density", "1000 kg/m^3"},
    {{{2, 0, -1, 0, 0}}, "diffusivity", "5e-11 m^2/s"},
    {{{1, 0, -1, 0, 0}}, "velocity", "0.17 m/s"},
    {{{0, 0, -1, 0, 0}}, "rate", "5e-4 1/s"},
    {{{0, 1, 0, 0, -1}}, "molar mass", "176.12 g/mol"},
    {{{3, 0, 0, 0, -1}}, "molar volume", "120 cm^3/mol"},
    {{{-3, 0, 0, 0, 1}}, "molar concentration", "0.1 mol/L"},
    {{{2, 1, -2, 0, -1}}, "energy per amount of substance", "44 kJ/mol"},
};

}  // namespace

const std::vector<named_unit>& known_units() {
  static const std::vector<named_unit> list(std::begin(units), std::end(units));
  return list;
}

const named_unit* find_unit(std::string_view name) {
  const auto found = std::find_if(std::begin(units), std::end(units),
                                  [&](const named_unit& u) { return u.name == name; });
  return found == std::end(units) ? nullptr : found;
}

const named_dimension* find_dimension(const dimension& d) {
  const auto found = std::find_if(std::begin(dimensions), std::end(dimensions),
                                  [&](const named_dimension& n) { return n.dim == d; });
  return found == std::end(dimensions) ? nullptr : found;
}

}  // namespace percuta

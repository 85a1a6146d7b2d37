#include "scenario/properties.hpp"

#include <utility>

namespace percuta {

namespace {

ingredient_property measured(std::string name, std::string unit, bounds allowed,
                             std::string example, std::string doc) {
  const dimension dim = parse_unit(unit).dim;
  return {std::move(name),    std::move(unit),    dim,
          std::move(allowed), std::move(example), std::move(doc)};
}

// The bounds keep out slips of the pen (a pKa of 417, a melting point in kelvin), no substance.
std::vector<ingredient_property> make_properties() {
  return {
      measured("molar_mass", "g/mol", between("1 g/mol", "1e7 g/mol"), R"("176.12 g/mol")",
               "Mass of one mole."),
      measured("log_kow", "1", between("-20", "20"), "-1.85",
               "log10 of the octanol-water partition coefficient of the un-ionised species."),
      measured("molar_volume", "cm^3/mol", above("0 cm^3/mol", "1e7 cm^3/mol"), R"("120 cm^3/mol")",
               "Molar volume at the boiling point (Schroeder)."),
      measured("pka_acid", "1", between("-20", "50"), "4.17",
               "pKa of the most acidic group that matters; none said: no acid."),
      measured("pka_base", "1", between("-20", "50"), "9.2",
               "pKa of the conjugate acid of the most basic group; none said: no base."),
      measured("water_solubility", "g/L", above("0 g/L", "1e4 g/L"), R"("330 g/L")",
               "Solubility in water of the un-ionised species."),
      measured("water_solubility_temperature", "degC", between("-50 degC", "150 degC"),
               R"("25 degC")", "Temperature at which water_solubility was measured."),
      measured("melting_point", "degC", between("-273.15 degC", "4000 degC"), R"("190 degC")",
               "Melting point."),
      measured("boiling_point", "degC", between("-273.15 degC", "6000 degC"), R"("188 degC")",
               "Boiling point at atmospheric pressure."),
      measured("density", "g/cm^3", above("0 g/cm^3", "25 g/cm^3"), R"("1.04 g/cm^3")",
               "Density of the pure ingredient."),
      measured("fraction_unbound", "1", above("0", "1"), "0.06",
               "Share not bound in 2.7 % albumin, measured; 1 is unbound."),
      measured("vapour_pressure", "Pa", between("0 Pa", "1e8 Pa"), R"("17 Pa")",
               "Vapour pressure of the pure ingredient; 0 for one that does not evaporate."),
      measured("vapour_pressure_temperature", "degC", between("-100 degC", "500 degC"),
               R"("25 degC")", "Temperature at which vapour_pressure was measured."),
      measured("vaporisation_enthalpy", "kJ/mol", above("0 kJ/mol", "1000 kJ/mol"),
               R"("44 kJ/mol")", "Enthalpy of vaporisation."),
      measured("viscosity", "mPa s", above("0 mPa s", "1e9 mPa s"), R"("1 mPa s")",
               "Dynamic viscosity of the pure liquid."),
      measured("cosolvency_sigma", "1", between("-20", "20"), "2.5",
               "Solubilising power of a solvent: log10 of the gain in solubility over water, per "
               "volume fraction; where cosolvency_slope is given too, for a solute of logKow 0."),
      measured("cosolvency_slope", "1", between("-5", "5"), "0.77",
               "Gain of a solvent's cosolvency_sigma per unit of the solute's log_kow; none said: "
               "the same for every solute."),
  };
}

}  // namespace

const std::vector<ingredient_property>& ingredient_properties() {
  static const std::vector<ingredient_property> properties = make_properties();
  return properties;
}

const ingredient_property* find_property(std::string_view name) {
  for (const ingredient_property& property : ingredient_properties())
    if (property.name == name) return &property;
  return nullptr;
}

}  // namespace percuta

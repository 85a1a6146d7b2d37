#include "serum/evaporation.hpp"

#include "catch.hpp"
#include "substances.hpp"

using namespace percuta;
using namespace percuta::testing;

TEST_CASE("the gas-phase transfer velocity is 6320 u^0.78 M^(-1/3) cm/h") {
  CHECK(gas_transfer_m_s(1.0, 1e-3) == Approx(6320.0 * 0.01 / 3600.0));
  CHECK(gas_transfer_m_s(1.0, 8e-3) == Approx(0.5 * gas_transfer_m_s(1.0, 1e-3)));
  CHECK(gas_transfer_m_s(0.0, 0.018) == 0.0);
}

TEST_CASE("Clausius and Clapeyron pass through the tabulated point") {
  const film_substance s = propylene_glycol(1.0);
  CHECK(vapour_pressure_Pa(s, 298.15) == Approx(17.2));
  // No heat of vaporisation: the line goes on to one atmosphere at the boiling point.
  CHECK(vapour_pressure_Pa(s, 460.75) == Approx(101325.0));
}

TEST_CASE("ethanol's vapour pressure at 35 degC is near the tabulated 13.7 kPa") {
  CHECK(vapour_pressure_Pa(ethanol(1.0), 308.15) == Approx(13.7e3).epsilon(0.02));
}

TEST_CASE("a substance of unknown vapour pressure has none") {
  const film_substance s = unknown_substance("base", ingredient_role::solvent, 1.0);
  CHECK_FALSE(vapour_pressure_Pa(s, 305.15) == vapour_pressure_Pa(s, 305.15));
}

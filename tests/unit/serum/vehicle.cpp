#include "serum/vehicle.hpp"

#include "catch.hpp"
#include "percuta/error.hpp"
#include "skin/channel_fluid.hpp"
#include "substances.hpp"

#include <cmath>

using namespace percuta;
using namespace percuta::testing;

namespace {

film_state freshly_applied(const mixture& m, double amount_kg_m2) {
  film_state s{Eigen::VectorXd(static_cast<Eigen::Index>(m.solvents.size())),
               amount_kg_m2 * m.residue_m3_kg};
  for (std::size_t i = 0; i < m.solvents.size(); ++i) {
    s.mol_m2[static_cast<Eigen::Index>(i)] =
        amount_kg_m2 * m.solvents[i].fraction / m.solvents[i].molar_mass_kg_mol;
  }
  return s;
}

}  // namespace

TEST_CASE("volumes add") {
  const mixture m = mix(serum_of({niacinamide(0.1), glycerin(0.2), water(0.6)}), {});
  const vehicle_state v = describe(m, freshly_applied(m, 0.02));
  CHECK(v.thickness_m == Approx(0.02 * (0.1 / 1400.0 + 0.2 / 1261.3 + 0.6 / 997.0 + 0.1 / 1000.0)));
  CHECK(v.volume_fraction[0] + v.volume_fraction[1] == Approx(1.0));
  CHECK(v.from_skin == 0.0);
}

TEST_CASE("the liquid is never thinner than the residual film, which is water of the skin") {
  const mixture m = mix(serum_of({glycerin(1.0)}), {});
  const vehicle_state empty = describe(m, freshly_applied(m, 0.0));
  CHECK(empty.thickness_m == Approx(1e-6));
  CHECK(empty.from_skin == 1.0);
  const vehicle_state half = describe(m, freshly_applied(m, 0.5e-6 * 1261.3));
  CHECK(half.liquid_m == Approx(1e-6));
  CHECK(half.volume_fraction[0] == Approx(0.5));
  CHECK(half.from_skin == Approx(0.5));
}

TEST_CASE("cosolvency is log-linear in volume fraction and in the solute's logKow") {
  const film_substance s = niacinamide(0.1);
  const mixture m = mix(serum_of({s, propylene_glycol(0.4), water(0.5)}), {});
  const vehicle_state v = describe(m, freshly_applied(m, 0.02));
  const cosolvency c = cosolvency_of(m, s, water_solubility(s, 6.0, 305.15));
  CHECK(std::log10(c.partition(v)) == Approx((0.58 - 0.77 * 0.37) * v.volume_fraction[0]));
}

TEST_CASE("cosolvency never lifts the solubility above the pure substance") {
  film_substance s = salicylic_acid(0.02);
  s.log_kow = 8.0;
  const mixture m = mix(serum_of({s, ethanol(0.98)}), {});
  const solubility in_water = water_solubility(s, 2.0, 298.15);
  const cosolvency c = cosolvency_of(m, s, in_water);
  const vehicle_state v = describe(m, freshly_applied(m, 0.02));
  CHECK(c.unlimited(v) > 1e6);
  CHECK(c.partition(v) * in_water.neutral_kg_m3 == Approx(1443.0));
}

TEST_CASE("a viscous film slows diffusion, down to a limit") {
  const mixture m = mix(serum_of({glycerin(0.5), water(0.5)}), {});
  const vehicle_state v = describe(m, freshly_applied(m, 0.02));
  const double x = (0.5 / 92.094) / (0.5 / 92.094 + 0.5 / 18.015);
  CHECK(v.relative_viscosity == Approx(std::pow(0.934 / 0.89e-3, x)));
  CHECK(diffusivity_in_film_m2_s(1e-9, v) == Approx(1e-9 / v.relative_viscosity));
  CHECK(diffusivity_in_film_m2_s(1e-11, v) == 1e-11);
}

TEST_CASE("without a molar volume diffusion falls back on the molar mass, then asks") {
  film_substance s = niacinamide(0.1);
  std::vector<std::string> warnings;
  CHECK(diffusivity_in_water_m2_s(s, warnings) == water_diffusivity_m2_s(126e-6));
  CHECK(warnings.empty());
  s.molar_volume = std::nan("");
  CHECK(diffusivity_in_water_m2_s(s, warnings) == Approx(1e-9).epsilon(0.1));
  CHECK(warnings.size() == 1);
  s.molar_mass = std::nan("");
  CHECK_THROWS_AS(diffusivity_in_water_m2_s(s, warnings), configuration_error);
}

TEST_CASE("a solvent of unknown molar mass is named") {
  try {
    mix(serum_of({unknown_substance("Mystery Oil", ingredient_role::solvent, 0.5), water(0.5)}),
        {});
    FAIL("no error");
  } catch (const configuration_error& e) {
    CHECK(std::string(e.what()).find("molar mass of 'Mystery Oil'") != std::string::npos);
  }
}

TEST_CASE("a solvent of unknown vapour pressure and density stays, with warnings") {
  film_substance s = unknown_substance("Some Glycol", ingredient_role::solvent, 1.0);
  s.molar_mass = 0.1;
  const mixture m = mix(serum_of({s}), {});
  CHECK(m.warnings.size() == 2);
  CHECK(m.solvents[0].vapour_pressure_Pa == 0.0);
  CHECK(m.solvents[0].density_kg_m3 == 1000.0);
}

TEST_CASE("water is known by its names and by its molar mass") {
  CHECK(is_water(unknown_substance("aqua", ingredient_role::solvent, 1.0)));
  CHECK(is_water(unknown_substance("Water", ingredient_role::solvent, 1.0)));
  CHECK_FALSE(is_water(glycerin(1.0)));
  film_substance rose_water =
      unknown_substance("Rosa Damascena Water", ingredient_role::solvent, 1);
  CHECK_FALSE(is_water(rose_water));
  rose_water.molar_mass = 0.018015;
  CHECK(is_water(rose_water));
}

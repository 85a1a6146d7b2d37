#include "catch.hpp"
#include "common/ionisation.hpp"
#include "common/molecule.hpp"
#include "common/water.hpp"
#include "diffusion_host.hpp"
#include "serum/ionisation.hpp"
#include "skin/channel_fluid.hpp"

#include <cmath>

using namespace golden;

TEST_CASE("partition into the stratum corneum has the closed forms of other public codes") {
  const diffusion_model model("wang_kasting_nitsche");
  for (double log_kow = -3.0; log_kow <= 6.0; log_kow += 0.5) {
    const double lipid = std::pow(10.0, 0.81 * log_kow), protein = std::pow(10.0, 0.27 * log_kow);
    const percuta_ingredient i = probe(300.0, log_kow, 350.0);
    CHECK(model.of(i, stratum_corneum(false)).partition ==
          Approx(0.040 * lipid + 4.06 * protein + 0.359).epsilon(5e-3));
    CHECK(model.of(i, stratum_corneum(true)).partition ==
          Approx(0.014 * lipid + 1.381 * protein + 0.782).epsilon(3e-2));
  }
}

TEST_CASE("every model has the same partition, so only the permeability tells them apart") {
  const percuta_ingredient i = probe(288.43, 3.32, 329);
  const double k = diffusion_model("wang_kasting_nitsche").of(i, stratum_corneum(true)).partition;
  CHECK(diffusion_model("potts_guy").of(i, stratum_corneum(true)).partition == k);
  CHECK(diffusion_model("robinson").of(i, stratum_corneum(true)).partition == k);
}

TEST_CASE("testosterone is 6.08 % unbound in tissue") {
  const percuta_ingredient i = probe(288.43, 3.32, 329);
  const double k = diffusion_model("potts_guy").of(i, viable_epidermis()).partition;
  const double binding = k / 0.6 - 0.68 - 0.001 * std::pow(10.0, 3.32);
  CHECK(0.32 / binding == Approx(0.0608).epsilon(1e-3));
}

TEST_CASE("Potts-Guy is the published equation in cm/s") {
  const diffusion_model model("potts_guy", {{"polar_path", flag(false)}});
  for (const double molar_mass : {18.0, 150.0, 500.0}) {
    for (const double log_kow : {-3.0, 0.0, 4.5}) {
      const double cm_s = std::pow(10.0, -6.30 + 0.71 * log_kow - 0.0061 * molar_mass);
      CHECK(model.permeability(probe(molar_mass, log_kow), stratum_corneum(true)) ==
            Approx(cm_s * 0.01).epsilon(1e-4));
    }
  }
}

TEST_CASE("large dextrans diffuse in viable skin as measured in human skin") {
  // Epidermis 1 to 8 um2/s, dermis 1 to 20, from 70 to 500 kDa (10.1038/s41598-018-36009-8).
  const diffusion_model model("wang_kasting_nitsche");
  const auto free_um2_s = [&](double molar_mass) {
    percuta_ingredient i = probe(molar_mass, -5.0, molar_mass);
    i.fraction_unbound = 1.0;
    return model.of(i, viable_epidermis()).diffusivity * 1e12;
  };
  CHECK(free_um2_s(70e3) == Approx(4.72).epsilon(2e-3));
  CHECK(free_um2_s(500e3) == Approx(1.30).epsilon(2e-3));
}

TEST_CASE("the two forms of diffusivity in water and of the radius meet") {
  namespace skin = percuta::skin_models;
  CHECK(skin::diffusivity_in_water_cm2_s(445.1) ==
        Approx(skin::diffusivity_in_water_cm2_s(445.3)).epsilon(3e-3));
  CHECK(skin::radius_angstrom(444.9) == Approx(skin::radius_angstrom(445.1)).epsilon(3e-3));
  CHECK(skin::diffusivity_in_water_cm2_s(329.0) == Approx(5.93e-6).epsilon(1e-3));
}

TEST_CASE("molar volume from molar mass is within its stated error for the golden examples") {
  namespace skin = percuta::skin_models;
  const double mass_and_volume[][2] = {{148.20, 182}, {118.18, 154}, {288.43, 329},
                                       {336.47, 399}, {176.12, 147}, {122.12, 126}};
  for (const auto& [mass, volume] : mass_and_volume) {
    const double ratio = skin::estimated_molar_volume_cm3_mol(mass) / volume;
    CHECK(ratio > 1.0 - 0.23);
    CHECK(ratio < 1.0 + 0.59);
  }
}

TEST_CASE("host and models agree on ionisation and on diffusivity in water") {
  namespace skin = percuta::skin_models;
  for (const double ph : {3.0, 5.5, 7.4}) {
    CHECK(percuta::neutral_share(ph, 4.1, unknown) == skin::neutral_share(ph, 4.1, unknown));
    CHECK(percuta::neutral_share(ph, unknown, 8.9) == skin::neutral_share(ph, unknown, 8.9));
    CHECK(percuta::neutral_share(ph, 2.03, 4.83) == skin::neutral_share(ph, 2.03, 4.83));
  }
  CHECK(percuta::estimated_molar_volume_m3_mol(0.3) ==
        Approx(skin::estimated_molar_volume_cm3_mol(300.0) * 1e-6).epsilon(1e-12));
  for (const double volume : {20.0, 329.0, 900.0}) {
    CHECK(percuta::water_diffusivity_m2_s(volume * 1e-6) ==
          Approx(skin::diffusivity_in_water_cm2_s(volume) * 1e-4).epsilon(1e-12));
  }
}

#include "catch.hpp"
#include "diffusion_host.hpp"
#include "percuta/solve.hpp"
#include "serum/evaporation.hpp"

#include <cmath>

// Testosterone on partially hydrated skin in vivo, 24 h: the worked example of the Open Systems
// Pharmacology skin model's guide (its model prints Q = 0.44 ug/cm2 and Jmax = 0.033 ug/cm2/h,
// NIOSH's 0.45 and 0.037). Recomputed with the 2019 constants: Q = 0.447 at 24 h, Jmax = 0.0340
// at 6.4 h, evaporated 0.0010; left in the stratum corneum 0.0703, viable epidermis 0.0031, dermis
// 0.0087. There the dose starts in the outermost tenth of the stratum corneum, here in a film that
// it saturates, which gives 0.4448 and 0.03388: hence 1 %.

using namespace golden;

namespace {

constexpr double ug_cm2 = 1e-5;           // kg/m2
constexpr double temperature_K = 303.15;  // 30 degC
constexpr double molar_mass_kg_mol = 0.28843;
constexpr double solubility_kg_m3 = 0.0347;  // in water at 30 degC: 3.47e-5 g/cm3
constexpr double vapour_pressure_Pa = 5.75e-8 * 133.322;
constexpr double wind_m_s = 0.168;

percuta::medium medium(const percuta::sdk::coefficients& c) {
  percuta::medium m;
  m.diffusivity_m2_s = c.diffusivity;
  m.partition = c.partition;
  m.loss_1_s = c.loss;
  return m;
}

enum class start { in_film, in_deposition_zone };

/// The dose in a saturated film too thin to hold any, or, as in the worked example, as far as it
/// dissolves there in the outermost tenth of the stratum corneum and the rest above it.
percuta::problem testosterone(const char* constants, start from) {
  const diffusion_model model("wang_kasting_nitsche", {{"constants", word(constants)},
                                                       {"polar_path", flag(false)},
                                                       {"paracellular_clearance", flag(false)}});
  const percuta_ingredient i = probe(288.43, 3.32, 329.0);
  const percuta::medium barrier = medium(model.of(i, stratum_corneum(false)));
  percuta::problem p;
  p.thickness_m = {1.3 * um, 11.7 * um, 100 * um, 500 * um};
  percuta::solute s;
  s.layers = {barrier, barrier, medium(model.of(i, viable_epidermis())),
              medium(model.of(i, dermis(500.0)))};
  s.top.capacity_m = 1e-8;
  s.top.initial_kg_m2 = 0.53 * ug_cm2;
  if (from == start::in_deposition_zone) {
    s.layers[0].initial_kg_m3 = solubility_kg_m3;
    s.top.initial_kg_m2 -= barrier.partition * solubility_kg_m3 * p.thickness_m[0];
  }
  s.top.saturation_kg_m3 = solubility_kg_m3;
  s.top.loss_m_s =
      percuta::gas_transfer_m_s(wind_m_s, molar_mass_kg_mol) *
      percuta::vapour_density_kg_m3(vapour_pressure_Pa, molar_mass_kg_mol, temperature_K) /
      solubility_kg_m3;
  p.solutes = {s};
  p.bottom = percuta::bottom_boundary::closed;
  p.wanted.time_s = {86400.0};
  p.tolerance = 1e-6;
  return p;
}

struct course {
  double absorbed, highest_flux, highest_at_h, evaporated, stratum_corneum, epidermis, dermis;
};

course run(const percuta::problem& p) {
  const percuta::solute_solution s = percuta::solve(p).solutes[0];
  const double clearance_1_s = percuta::value(p.solutes[0].layers[3].loss_1_s, 0.0);
  return {s.layers[3].cleared_kg_m2.back() / ug_cm2,
          clearance_1_s * s.layers[3].peak_kg_m2 * 3600.0 / ug_cm2,
          s.layers[3].peak_time_s / 3600.0,
          s.evaporated_kg_m2.back() / ug_cm2,
          (s.layers[0].amount_kg_m2.back() + s.layers[1].amount_kg_m2.back()) / ug_cm2,
          s.layers[2].amount_kg_m2.back() / ug_cm2,
          s.layers[3].amount_kg_m2.back() / ug_cm2};
}

}  // namespace

TEST_CASE("testosterone in vivo: absorbed at 24 h, highest flux and when, what is left where") {
  const course c = run(testosterone("2019", start::in_deposition_zone));
  CHECK(c.absorbed == Approx(0.447).epsilon(0.01));
  CHECK(c.highest_flux == Approx(0.0340).epsilon(0.01));
  CHECK(c.highest_at_h == Approx(6.4).margin(0.3));
  CHECK(c.evaporated == Approx(0.0010).margin(0.0001));
  CHECK(c.stratum_corneum == Approx(0.0703).epsilon(0.03));
  CHECK(c.epidermis == Approx(0.0031).epsilon(0.03));
  CHECK(c.dermis == Approx(0.0087).epsilon(0.03));
}

TEST_CASE("testosterone from a saturated film: 0.4448 ug/cm2 and 0.03388 ug/cm2/h") {
  const course c = run(testosterone("2019", start::in_film));
  CHECK(c.absorbed == Approx(0.4448).epsilon(0.002));
  CHECK(c.highest_flux == Approx(0.03388).epsilon(0.002));
}

TEST_CASE("testosterone with the 2020 constants: 0.436 ug/cm2 and 0.0322 ug/cm2/h") {
  const course c = run(testosterone("2020", start::in_deposition_zone));
  CHECK(c.absorbed == Approx(0.436).epsilon(0.01));
  CHECK(c.highest_flux == Approx(0.0322).epsilon(0.01));
}

#include "serum/drying.hpp"

#include "catch.hpp"
#include "serum/evaporation.hpp"
#include "substances.hpp"

#include <cmath>

using namespace percuta;
using namespace percuta::testing;

namespace {

constexpr double hour = 3600.0;

double mass_kg_m2(const mixture& m, const film_state& s, std::size_t i) {
  return s.mol_m2[static_cast<Eigen::Index>(i)] * m.solvents[i].molar_mass_kg_mol;
}

struct dried {
  mixture liquids;
  drying_path path;
  double mass(std::size_t solvent, double t_s) const {
    return mass_kg_m2(liquids, state_at(path, t_s), solvent);
  }
};

dried dry(std::vector<film_substance> substances, const std::vector<film_step>& steps,
          const environment_section& air, double duration_s) {
  dried d;
  d.liquids = mix(serum_of(std::move(substances)), air);
  d.path = follow_drying(d.liquids, steps, duration_s);
  return d;
}

double computed(const film_answer& a, const std::string& key) {
  for (const computed_value& c : a.computed) {
    if (c.key == key) return c.value;
  }
  return std::nan("");
}

}  // namespace

TEST_CASE("2 mg/cm2 of water has dried in about 7 minutes") {
  const film_answer a = dry_film(serum_of({water(1.0)}), {apply(0.0)}, environment_section{}, hour);
  CHECK(computed(a, "film_water_gone") / 60.0 == Approx(7.0).margin(1.0));
  CHECK(computed(a, "film_solvents_left") == 0.0);
  CHECK(computed(a, "film_final_thickness") == Approx(1e-6));
}

TEST_CASE("pure water leaves at a constant rate until it has gone") {
  environment_section air;
  air.humidity = 0.0;
  const dried d = dry({water(1.0)}, {apply(0.0)}, air, hour);
  const double flux = gas_transfer_m_s(0.17, 0.018015) *
                      vapour_density_kg_m3(4757.8, 0.018015, air.skin_temperature_K);
  for (const double t : {10.0, 100.0, 300.0}) {
    CHECK(d.mass(0, t) == Approx(0.02 - flux * t).epsilon(1e-9));
  }
  REQUIRE(d.path.spans.size() == 2);
  CHECK(d.path.spans[1].from_s == Approx(0.02 / flux).epsilon(1e-5));
  CHECK(d.mass(0, d.path.spans[1].from_s) == 0.0);
}

TEST_CASE("a humectant keeps the water that Raoult's law allows") {
  const double humidity = 0.5;
  const dried d = dry({glycerin(0.1), water(0.9)}, {apply(0.0)}, isothermal(humidity), 2 * hour);
  const film_state s = state_at(d.path, 2 * hour);
  CHECK(s.mol_m2[1] / s.mol_m2.sum() == Approx(humidity).epsilon(1e-4));
  const double share = d.mass(1, 2 * hour) / (d.mass(0, 2 * hour) + d.mass(1, 2 * hour));
  CHECK(share > 0.15);  // 16 % by weight, 20 % by volume: the low end of what is observed
  CHECK(share < 0.40);
}

TEST_CASE("a dry humectant takes water up from moist air") {
  film_recipe recipe = serum_of({glycerin(0.999), water(0.001)});
  const mixture m = mix(recipe, isothermal(0.8));
  const drying_path path = follow_drying(m, {apply(0.0)}, hour);
  CHECK(mass_kg_m2(m, state_at(path, hour), 1) > 10.0 * 0.02 * 0.001);
}

TEST_CASE("what the solvents lose is the flux integrated over time") {
  environment_section air;
  const dried d = dry({ethanol(0.3), propylene_glycol(0.2), water(0.5)}, {apply(0.0)}, air, hour);
  const double T = air.skin_temperature_K;
  for (std::size_t i = 0; i < 3; ++i) {
    const solvent& s = d.liquids.solvents[i];
    // Simpson's rule over steps of 0.05 s.
    constexpr int n = 8000;
    const double end = 400.0, h = end / n;
    double lost = 0.0;
    for (int k = 0; k <= n; ++k) {
      const film_state state = state_at(d.path, k * h);
      const double x = state.mol_m2[static_cast<Eigen::Index>(i)] / state.mol_m2.sum();
      const double flux =
          s.transfer_m_s * vapour_density_kg_m3(x * s.vapour_pressure_Pa - s.air_pressure_Pa,
                                                s.molar_mass_kg_mol, T);
      lost += flux * (k == 0 || k == n ? 1.0 : k % 2 == 1 ? 4.0 : 2.0) * h / 3.0;
    }
    CHECK(d.mass(i, end) + lost == Approx(d.mass(i, 0.0)).epsilon(1e-8));
  }
}

TEST_CASE("volatile solvents that go together leave nothing behind") {
  const dried d = dry({ethanol(0.5), water(0.5)}, {apply(0.0)}, environment_section{}, hour);
  const film_state s = state_at(d.path, hour);
  CHECK(s.mol_m2.sum() == 0.0);
}

TEST_CASE("a covered film keeps its solvents until it is uncovered") {
  const dried d =
      dry({water(1.0)}, {apply(0.0), cover(60.0), uncover(hour)}, environment_section{}, 2 * hour);
  CHECK(d.mass(0, 60.0) < 0.02);
  CHECK(d.mass(0, 0.9 * hour) == d.mass(0, 60.0));
  CHECK(d.mass(0, hour + 60.0) < d.mass(0, hour));
}

TEST_CASE("removal takes its share of every solvent and of the residue, application adds") {
  const dried d =
      dry({glycerin(0.3), water(0.3)}, {apply(0.0), cover(0.0), remove(100.0, 0.5), apply(200.0)},
          environment_section{}, hour);
  for (std::size_t i = 0; i < 2; ++i) {
    CHECK(d.mass(i, 150.0) == Approx(0.5 * d.mass(i, 50.0)));
    CHECK(d.mass(i, 250.0) == Approx(1.5 * d.mass(i, 50.0)));
  }
  CHECK(state_at(d.path, 150.0).residue_m == Approx(0.5 * state_at(d.path, 50.0).residue_m));
  CHECK(state_at(d.path, 50.0).residue_m == Approx(0.02 * 0.4 / 1000.0));
}

TEST_CASE("a trace of humectant equilibrates without trouble") {
  film_substance trace = glycerin(1e-5);
  trace.vapour_pressure = 0.0;
  const dried d = dry({trace, water(1.0 - 1e-5)}, {apply(0.0)}, isothermal(0.5), 48 * hour);
  const film_state s = state_at(d.path, hour);
  CHECK(s.mol_m2[1] / s.mol_m2[0] == Approx(1.0).epsilon(1e-6));
}

TEST_CASE("without wind nothing evaporates, and the film says so") {
  environment_section still;
  still.wind_m_s = 0.0;
  const dried d = dry({water(1.0)}, {apply(0.0)}, still, hour);
  CHECK(d.mass(0, hour) == Approx(0.02));
  REQUIRE(d.liquids.warnings.size() == 1);
  CHECK(d.liquids.warnings[0].find("wind") != std::string::npos);
}

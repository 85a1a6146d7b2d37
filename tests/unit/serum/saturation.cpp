#include "catch.hpp"
#include "serum/evaporation.hpp"
#include "substances.hpp"

using namespace percuta;
using namespace percuta::testing;

namespace {

constexpr double day = 86400.0;

film_of_active the_active(const film_recipe& recipe, const std::vector<film_step>& steps) {
  return dry_film(recipe, steps, environment_section{}, day).actives.at(0);
}

}  // namespace

TEST_CASE("saturation is that of water, whatever the film holds") {
  const film_of_active a =
      the_active(serum_of({niacinamide(0.1), propylene_glycol(0.3), water(0.6)}), {apply(0.0)});
  REQUIRE(a.saturation_kg_m3);
  CHECK(is_constant(*a.saturation_kg_m3));
  CHECK(value(*a.saturation_kg_m3, 0.0) == Approx(500.0 * 1.1749).epsilon(1e-2));
}

TEST_CASE("a volatile active leaves at the velocity k_g p M / (R T) / S_0") {
  const film_of_active a = the_active(serum_of({benzyl_alcohol(0.01), water(0.99)}), {apply(0.0)});
  const film_substance s = benzyl_alcohol(0.01);
  const double T = environment_section{}.skin_temperature_K;
  const double expected = gas_transfer_m_s(0.17, s.molar_mass) *
                          vapour_density_kg_m3(vapour_pressure_Pa(s, T), s.molar_mass, T) /
                          (40.0 * 1.17490);
  CHECK(is_constant(a.loss_m_s));
  CHECK(value(a.loss_m_s, 0.0) == Approx(expected).epsilon(1e-5));
}

TEST_CASE("only the neutral species evaporates") {
  film_recipe acid = serum_of({salicylic_acid(0.02), water(0.98)});
  acid.ph = 2.99;
  const double half = value(the_active(acid, {apply(0.0)}).loss_m_s, 0.0);
  acid.ph = 0.0;
  CHECK(half == Approx(0.5 * value(the_active(acid, {apply(0.0)}).loss_m_s, 0.0)).epsilon(2e-3));
}

TEST_CASE("a covered film loses no active, an uncovered one again") {
  const film_of_active a = the_active(serum_of({benzyl_alcohol(0.01), water(0.99)}),
                                      {apply(0.0), cover(3600.0), uncover(7200.0)});
  CHECK(value(a.loss_m_s, 100.0) > 0.0);
  CHECK(value(a.loss_m_s, 5000.0) == 0.0);
  CHECK(value(a.loss_m_s, 3600.0, side::left) == value(a.loss_m_s, 8000.0));
}

TEST_CASE("an active of unknown vapour pressure does not evaporate") {
  CHECK(the_active(serum_of({niacinamide(0.1), water(0.9)}), {apply(0.0)}).loss_m_s == signal(0.0));
}

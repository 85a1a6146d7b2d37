#include "result/measure.hpp"
#include "catch.hpp"
#include "fake.hpp"

using namespace percuta;

TEST_CASE("measures follow from the series by hand") {
  const target_view view{1, 100e-6, 3600.0, 7200.0};
  const measures m = measure(fake::solved(), {0.0, 3600.0, 7200.0}, fake::dose_kg_m2, view);
  CHECK(m.peak_kg_m3 == Approx(0.35 * fake::dose_kg_m2 / 100e-6));
  CHECK(m.peak_at_s == 5400.0);
  CHECK(m.mean_kg_m3 == Approx(0.72 / 3600.0 / 100e-6));
  CHECK(m.entered_kg_m2 == Approx(0.2 * fake::dose_kg_m2));
  CHECK(m.delivered == Approx(0.53));
  CHECK(m.cleared == Approx(0.15));
  CHECK(m.in_first_layer == Approx(0.17));
}

TEST_CASE("unbound concentrations are over the layer's partition, undissolved solid is counted") {
  const measures m = measure(fake::solved(), {0.0, 3600.0, 7200.0}, fake::dose_kg_m2,
                             {1, 100e-6, 3600.0, 7200.0, 2.0});
  CHECK(m.peak_unbound_kg_m3 == Approx(m.peak_kg_m3 / 2.0));
  CHECK(m.mean_unbound_kg_m3 == Approx(m.mean_kg_m3 / 2.0));
  CHECK(m.undissolved == 0.0);
  CHECK(m.undissolved_most == Approx(0.4));
}

TEST_CASE("a window that opens at zero needs no output at zero") {
  solute_solution s = at_times(fake::solved(), {1, 2});
  const measures m = measure(s, {3600.0, 7200.0}, fake::dose_kg_m2, {1, 100e-6, 0.0, 7200.0});
  CHECK(m.mean_kg_m3 == Approx(1.08 / 7200.0 / 100e-6));
  CHECK(m.entered_kg_m2 == Approx(0.5 * fake::dose_kg_m2));
}

TEST_CASE("a time that was not asked for is a fault of ours, not a neighbour's value") {
  CHECK(time_index({0.0, 600.0, 3600.0}, 600.0) == 1);
  CHECK_THROWS_AS(time_index({0.0, 600.0, 3600.0}, 700.0), std::logic_error);
  CHECK_THROWS_AS(time_index({0.0, 600.0, 3600.0}, 7200.0), std::logic_error);
}

TEST_CASE("a selection of times keeps every series in step") {
  solute_solution whole = fake::solved();
  whole.fields_kg_m3 = {{0.0}, {1.0}, {2.0}};
  const solute_solution s = at_times(whole, {0, 2});
  CHECK(s.film_kg_m2 == std::vector{fake::dose_kg_m2, 0.1 * fake::dose_kg_m2});
  CHECK(s.layers[1].amount_kg_m2.size() == 2);
  CHECK(s.profiles.size() == 2);
  CHECK(s.profiles[1].time_s == 7200.0);
  CHECK(s.fields_kg_m3 == std::vector<std::vector<double>>{{0.0}, {2.0}});
}

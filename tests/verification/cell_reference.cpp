#include "cell_problem.hpp"
#include "transport/unit_cell/cell_system.hpp"
#include "transport/unit_cell/krylov_solver.hpp"

#include <numbers>

using percuta::time_method;

namespace {

/// Delivered of the dose at 10 min, 1, 4 and 24 h, by density. Finite volumes and finite elements
/// on other meshes agree to the digits that are compared.
struct reference {
  double density_1_cm2;
  double delivered[4];
};
constexpr reference answers[] = {
    {25.0, {0.05450020379951903, 0.25857707679431474, 0.7301302313576018, 0.9997231026412919}},
    {100.0, {0.19794262625553904, 0.6519074638109487, 0.976585638803232, 0.9999999995596912}},
    {400.0, {0.5576058254474767, 0.92790088237891, 0.9985722423841904, 1.0}},
};

double error_of(const percuta::solute_solution& s, const reference& known) {
  double worst = 0.0;
  for (std::size_t i = 0; i < 4; ++i)
    worst = std::max(worst, std::abs(s.delivered_kg_m2[i] / 2e-4 - known.delivered[i]));
  return worst;
}

void check_all(double tolerance, time_method method) {
  for (const reference& known : answers) {
    CAPTURE(known.density_1_cm2, tolerance);
    const percuta::problem p = cells::needled_tracer(known.density_1_cm2, tolerance);
    const percuta::solution found = cells::solve_cell(p, method);
    const double error = error_of(found.solutes[0], known);
    CHECK(error <= tolerance);
    CHECK(found.statistics.estimated_error <= tolerance);
    CHECK(found.solutes[0].balance_error < 1e-8);
    CHECK(found.resolution == "unit_cell");
  }
}

}  // namespace

TEST_CASE("a tracer through cones at three densities, to 1e-4 by either method") {
  check_all(1e-4, time_method::krylov);
  check_all(1e-4, time_method::stepping);
}

TEST_CASE("the same to 1e-6") {
  check_all(1e-6, time_method::krylov);
}

TEST_CASE("Krylov's space is the default where nothing moves") {
  CHECK(cells::solve_cell(cells::needled_tracer(100.0, 1e-2)).method == "krylov");
}

TEST_CASE("a profile and a field of a cell are what its inventories say") {
  percuta::problem p = cells::needled_tracer(100.0, 1e-4);
  p.channels[0].radius_m = {35e-6, 35e-6};
  p.wanted.profiles = p.wanted.fields = true;
  for (const auto method : {time_method::krylov, time_method::stepping}) {
    const percuta::solution found = cells::solve_cell(p, method);
    const percuta::solute_solution& s = found.solutes[0];
    REQUIRE(s.profiles.size() == 4);
    REQUIRE(s.fields_kg_m3.size() == 4);
    REQUIRE(found.grid);
    const percuta::field_grid& g = *found.grid;
    REQUIRE(g.region.size() == g.quads.size());
    for (std::size_t t = 0; t < 4; ++t) {
      CAPTURE(t);
      // A cylinder leaves the same share of tissue at every depth above its tip.
      const percuta::depth_profile& x = s.profiles[t];
      const double share = p.channels[0].density_1_m2 * std::numbers::pi * 35e-6 * 35e-6;
      double in_profile = 0.0, held = 0.0;
      for (std::size_t i = 0; i < x.depth_m.size(); ++i)
        in_profile +=
            x.tissue_kg_m3[i] * x.width_m[i] * (x.depth_m[i] < 150e-6 ? 1.0 - share : 1.0);
      for (const percuta::layer_series& l : s.layers)
        held += l.amount_kg_m2[t];
      CHECK(in_profile == Approx(held).epsilon(1e-2).margin(1e-4 * 2e-4));
      // Quadrilaterals by their middles.
      double in_field = 0.0, in_fluid = 0.0;
      for (std::size_t q = 0; q < g.quads.size(); ++q) {
        double r = 0.0, u = 0.0, area = 0.0;
        for (std::size_t k = 0; k < 4; ++k) {
          const auto here = static_cast<std::size_t>(g.quads[q][k]);
          const auto next = static_cast<std::size_t>(g.quads[q][(k + 1) % 4]);
          r += 0.25 * g.r_m[here];
          u += 0.25 * s.fields_kg_m3[t][here];
          area += 0.5 * (g.r_m[here] * g.z_m[next] - g.r_m[next] * g.z_m[here]);
        }
        const bool fluid = g.region[q] == percuta::field_grid::fluid_region;
        const double partition = fluid ? 1.0 : p.solutes[0].layers[g.region[q]].partition;
        (fluid ? in_fluid : in_field) +=
            partition * u * 2.0 * std::numbers::pi * r * area * p.channels[0].density_1_m2;
      }
      CHECK(std::abs(in_field) == Approx(held).epsilon(3e-2).margin(1e-4 * 2e-4));
      CHECK(std::abs(in_fluid) == Approx(s.channels_kg_m2[t]).epsilon(3e-2).margin(1e-4 * 2e-4));
    }
  }
}

TEST_CASE("in space the error falls at least with the cube of the elements") {
  for (const reference& known : answers) {
    const percuta::problem p = cells::needled_tracer(known.density_1_cm2, 1e-4);
    double first = 0.0, last = 0.0;
    constexpr double elements[] = {0.7, 1.0, 1.4, 2.0};
    for (const double finer : elements) {
      const percuta::cell_mesh mesh = percuta::make_cell_mesh(p, {0}, {finer, 3});
      const percuta::cell_system system(p, 0, mesh);
      percuta::solve_statistics statistics;
      last = error_of(percuta::solve_by_krylov(system, 0, 2e-4, 1e-9, {}, statistics), known);
      if (first == 0.0) first = last;
    }
    const double order = std::log(first / last) / std::log(elements[3] / elements[0]);
    CAPTURE(known.density_1_cm2, first, last);
    CHECK(order >= 3.0);
  }
}

#include "catch.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"
#include "transport/cells/extrapolate.hpp"
#include "transport/cells/radau_step.hpp"
#include "transport/cells/trajectory.hpp"

#include <cmath>
#include <numbers>

using percuta::problem;

namespace {

percuta::solute_solution on_mesh(const problem& p, int cells_per_segment) {
  percuta::solve_statistics statistics;
  return percuta::follow(p, {0}, {2e-4}, percuta::make_mesh(p, {0}, cells_per_segment), 1e-9, {},
                         statistics)[0];
}

}  // namespace

TEST_CASE(
    "in space the error falls with the square of the cells, extrapolated with the fourth power") {
  const problem p = problems::layered_tracer(1e-6);
  const auto coarse = on_mesh(p, 10), middle = on_mesh(p, 20), fine = on_mesh(p, 40);
  const auto& answer = problems::layered_tracer_answer;
  const double order =
      std::log2(problems::worst_error(middle, answer) / problems::worst_error(fine, answer));
  CAPTURE(order);
  CHECK(order == Approx(2.0).margin(0.1));
  const auto first = percuta::extrapolate(coarse, 10, middle, 20);
  const auto second = percuta::extrapolate(middle, 20, fine, 40);
  const double extrapolated =
      std::log2(problems::worst_error(first, answer) / problems::worst_error(second, answer));
  CAPTURE(extrapolated);
  CHECK(extrapolated == Approx(4.0).margin(0.5));
}

TEST_CASE("in time the error of equal steps falls with the fifth power") {
  // A smooth start in a closed layer decays as exp(-pi^2 D t / h^2): only time errs, against the
  // same cells with very short steps.
  problem p = problems::membrane(1.0, percuta::top_boundary::closed);
  p.bottom = percuta::bottom_boundary::closed;
  p.wanted.time_s = {problems::time_unit_s};
  p.solutes[0].layers[0].loss_1_s =
      percuta::fit([](double t) { return 2e-4 * (1.0 + std::sin(t / 2000.0)); },
                   {0.0, problems::time_unit_s}, 1e-16);
  const percuta::mesh cells = percuta::make_mesh(p, {0}, 16);
  const percuta::layered_operator op(p, 0, cells);
  const auto solver = percuta::make_radau_step(op);
  const auto run = [&](int steps) {
    percuta::layered_state s;
    for (int j = 0; j < op.cells(); ++j) {
      const double x = 0.5 * (cells.face_m[j] + cells.face_m[j + 1]) / problems::thickness_m;
      s.w.push_back(1.0 + 0.5 * std::cos(std::numbers::pi * x));
    }
    const double h = 0.3 * problems::time_unit_s / steps;
    constexpr double stage_time[3] = {0.15505102572168219, 0.6449489742783178, 1.0};
    for (int k = 0; k < steps; ++k) {
      std::array<percuta::instant, 3> at;
      for (int i = 0; i < 3; ++i) {
        percuta::evaluate(op, percuta::film_mode::none, (k + stage_time[i]) * h,
                          percuta::side::right, at[i]);
      }
      percuta::stage_states stages;
      solver->solve(s, h, at, {}, stages);
      s = stages.at[2];
    }
    return s.w;
  };
  const auto exact = run(512);
  const auto error = [&](int steps) {
    const auto w = run(steps);
    double sum = 0.0;
    for (std::size_t i = 0; i < w.size(); ++i)
      sum += std::abs(w[i] - exact[i]);
    return sum;
  };
  const double order = std::log2(error(4) / error(8));
  CAPTURE(order);
  CHECK(order == Approx(5.0).margin(0.3));
}

TEST_CASE("a tighter tolerance reduces the true error, which stays below it") {
  percuta::solve_options stepping;
  stepping.method = percuta::time_method::stepping;
  double before_tracer = 1.0, before_film = 1.0;
  for (const double tolerance : {1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7}) {
    CAPTURE(tolerance);
    const auto tracer = percuta::solve(problems::layered_tracer(tolerance), stepping);
    const double tracer_error =
        problems::worst_error(tracer.solutes[0], problems::layered_tracer_answer);
    CHECK(tracer_error < tolerance);
    CHECK(tracer_error <= before_tracer);
    if (tolerance < 1e-4) CHECK(tracer_error < 0.2 * before_tracer);
    before_tracer = tracer_error;
    const auto film = percuta::solve(problems::drying_film(tolerance), stepping);
    const double film_error = problems::worst_error(film.solutes[0], problems::drying_film_answer);
    CHECK(film_error < tolerance);
    CHECK(film_error <= before_film);
    if (tolerance < 1e-4) CHECK(film_error < 0.2 * before_film);
    before_film = film_error;
  }
}

#include "catch.hpp"
#include "percuta/problem_json.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"

#include <fstream>
#include <sstream>

namespace {

std::string read(const std::string& path) {
  std::ifstream in(path);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

template <std::size_t N>
void check_answer(const percuta::solution& found, const double (&answer)[N]) {
  const percuta::solute_solution& s = found.solutes[0];
  CHECK(problems::worst_error(s, answer) < 1e-6);
  CHECK(s.balance_error < 1e-11);
}

}  // namespace

TEST_CASE("a tracer through layered skin: every inventory to 1e-6 of the dose") {
  check_answer(percuta::solve(problems::layered_tracer(1e-6)), problems::layered_tracer_answer);
}

TEST_CASE("a drying film over closing channels: every inventory to 1e-6 of the dose") {
  check_answer(percuta::solve(problems::drying_film(1e-6)), problems::drying_film_answer);
}

TEST_CASE("both stand in configs/problems as JSON and give the same answers") {
  const std::string folder = PERCUTA_SOURCE_DIR "/configs/problems/";
  const auto tracer =
      percuta::problem_from_json(read(folder + "layered_tracer.json"), "layered_tracer.json");
  check_answer(percuta::solve(tracer), problems::layered_tracer_answer);
  const auto film =
      percuta::problem_from_json(read(folder + "drying_film.json"), "drying_film.json");
  check_answer(percuta::solve(film), problems::drying_film_answer);
}

TEST_CASE("the flux through the stratum corneum's lower face agrees at five times") {
  const auto found = percuta::solve(problems::layered_tracer(1e-7));
  // 40-digit Laplace inversion, per dose and second; here from what has passed the face.
  const auto& layer = found.solutes[0].layers[1];
  const double passed_between_4_and_8_h = layer.entered_kg_m2[3] - layer.entered_kg_m2[2];
  const double mean_flux = passed_between_4_and_8_h / 2e-4 / 14400.0;
  CHECK(mean_flux < 1.964944065194027e-05);
  CHECK(mean_flux > 1.3513586037247609e-05);
}

#include "builtin.hpp"
#include "catch.hpp"

#include <cmath>
#include <cstddef>
#include <vector>

namespace percuta {

using test::text;

namespace {

constexpr double hour = 3600.0;

struct openness {
  std::vector<double> barrier, solute;
};

struct piece {
  double start_s;
  bool occluded;
};

openness ask(const model_instance& model, const std::vector<piece>& pieces,
             const std::vector<double>& time) {
  std::vector<double> start, occluded;
  for (const piece& p : pieces) {
    start.push_back(p.start_s);
    occluded.push_back(p.occluded ? 1.0 : 0.0);
  }
  const std::vector<double> temperature(pieces.size(), 305.15);
  const percuta_conditions conditions{sizeof(percuta_conditions), pieces.size(), start.data(),
                                      occluded.data(), temperature.data()};
  openness answer{std::vector<double>(time.size(), -1.0), std::vector<double>(time.size(), -1.0)};
  REQUIRE(model.functions<percuta_closure_functions>().openness(
              model.get(), &conditions, time.size(), time.data(), answer.barrier.data(),
              answer.solute.data(), nullptr) == PERCUTA_OK);
  return answer;
}

}  // namespace

TEST_CASE("openness halves with every half-life, each clock with its own") {
  const auto model =
      test::builtin(PERCUTA_CLOSURE_INTERFACE, "exponential",
                    {{"solute_half_life", text("3 h")}, {"barrier_half_life", text("48 min")}});
  const openness open = ask(*model, {{0.0, false}}, {0.0, 0.8 * hour, 3 * hour, 9 * hour});
  CHECK(open.solute[0] == 1.0);
  CHECK(open.barrier[0] == 1.0);
  CHECK(open.barrier[1] == Approx(0.5).epsilon(1e-14));
  CHECK(open.solute[2] == Approx(0.5).epsilon(1e-14));
  CHECK(open.solute[3] == Approx(0.125).epsilon(1e-14));
}

TEST_CASE("under occlusion the half-lives are the occluded ones, for as long as it lasts") {
  const auto model = test::builtin(PERCUTA_CLOSURE_INTERFACE, "exponential", {});
  // 3 h in air, 20 h covered, then air again; defaults 3 h and 20 h.
  const std::vector<piece> pieces = {{0.0, false}, {3 * hour, true}, {23 * hour, false}};
  const openness open = ask(*model, pieces, {3 * hour, 13 * hour, 23 * hour, 26 * hour});
  CHECK(open.solute[0] == Approx(0.5).epsilon(1e-14));
  CHECK(open.solute[1] == Approx(0.5 * std::exp2(-0.5)).epsilon(1e-14));
  CHECK(open.solute[2] == Approx(0.25).epsilon(1e-14));
  CHECK(open.solute[3] == Approx(0.125).epsilon(1e-14));
  CHECK(open.barrier[2] == Approx(std::exp2(-3.0 / 0.8 - 1.0)).epsilon(1e-14));
}

TEST_CASE("cutting a condition in two equal ones changes nothing but rounding") {
  const auto model = test::builtin(PERCUTA_CLOSURE_INTERFACE, "exponential", {});
  const std::vector<double> times = {1.0, 2 * hour, 5 * hour, 48 * hour};
  const openness whole = ask(*model, {{0.0, false}}, times);
  const openness cut = ask(*model, {{0.0, false}, {hour, false}, {2 * hour, false}}, times);
  for (std::size_t i = 0; i < times.size(); ++i)
    CHECK(cut.solute[i] == Approx(whole.solute[i]).epsilon(1e-13));
}

TEST_CASE("the answer for one time does not depend on the batch it is in") {
  const auto model = test::builtin(PERCUTA_CLOSURE_INTERFACE, "exponential", {});
  std::vector<double> times;
  for (int i = 0; i < 100; ++i)
    times.push_back(613.0 * i);
  const openness batch = ask(*model, {{0.0, false}, {7 * hour, true}}, times);
  for (std::size_t i = 0; i < times.size(); ++i)
    CHECK(ask(*model, {{0.0, false}, {7 * hour, true}}, {times[i]}).solute[0] == batch.solute[i]);
}

TEST_CASE("half-lives must be above zero") {
  CHECK_THROWS_WITH(
      test::builtin(PERCUTA_CLOSURE_INTERFACE, "exponential", {{"solute_half_life", text("0 h")}}),
      Catch::Contains("'solute_half_life' must be above 0, not 0 h"));
}

TEST_CASE("none never closes and takes no parameters") {
  const auto model = test::builtin(PERCUTA_CLOSURE_INTERFACE, "none", {});
  const openness open = ask(*model, {{0.0, false}, {hour, true}}, {0.0, hour, 1000 * hour});
  CHECK(open.barrier == std::vector<double>(3, 1.0));
  CHECK(open.solute == std::vector<double>(3, 1.0));
  CHECK_THROWS_WITH(
      test::builtin(PERCUTA_CLOSURE_INTERFACE, "none", {{"solute_half_life", text("3 h")}}),
      Catch::Contains("unknown key 'solute_half_life' in closure model 'none'"));
}

}  // namespace percuta

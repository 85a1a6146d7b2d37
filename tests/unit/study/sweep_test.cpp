#include "percuta/sweep.hpp"

#include "catch.hpp"
#include "percuta/error.hpp"
#include "problems.hpp"

#include <cmath>
#include <sstream>

using namespace percuta;
using Catch::Contains;

namespace {

/// The layered tracer of one or two serums under 100 conical channels per cm2, 150 um deep.
plan needled(std::size_t serums) {
  problem p = problems::layered_tracer(1e-3);
  p.channels = {{1e6, 0.5, {0.0, 50e-6, 150e-6}, {35e-6, 20e-6, 0.0}, 1.0}};
  medium fluid;
  fluid.diffusivity_m2_s = 5e-10;
  p.solutes[0].fluid = {fluid};
  p.wanted.profiles = true;
  planned_ingredient tracer;
  tracer.name = "tracer";
  tracer.dose_kg_m2 = 2e-4;
  plan made;
  made.title = "Sweep & co";
  made.layers = {{"stratum_corneum", layer_kind::stratum_corneum, 15e-6},
                 {"viable_epidermis", layer_kind::viable_epidermis, 80e-6},
                 {"dermis", layer_kind::dermis, 1000e-6}};
  made.target = 1;
  for (std::size_t i = 0; i < serums; ++i) {
    planned_serum s;
    s.name = std::string(1, static_cast<char>('A' + i));
    s.ingredients = {tracer};
    s.base = p;
    made.serums.push_back(s);
  }
  return made;
}

sweep_axes layered(std::vector<double> density_1_m2, std::vector<double> depth_m = {}) {
  return {std::move(density_1_m2), std::move(depth_m), {resolution::layered}};
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);)
    lines.push_back(line);
  return lines;
}

}  // namespace

TEST_CASE("more and deeper channels deliver more") {
  const sweep_result r = sweep(needled(1), layered({1e5, 1e6}, {50e-6, 300e-6}), {3600.0});
  REQUIRE(r.rows.size() == 4);
  CHECK_FALSE(r.any_failed());
  CHECK(r.rows[0].delivered < r.rows[1].delivered);
  CHECK(r.rows[0].delivered < r.rows[2].delivered);
  CHECK(r.rows[1].delivered < r.rows[3].delivered);
  for (const sweep_point& p : r.points) {
    CHECK(p.solve_s > 0.0);
    CHECK(p.solved_as == "layered");
  }
  CHECK(r.points[2].depth_m == 300e-6);
}

TEST_CASE("at the plan's own density and depth a point is the plan's own solution") {
  const plan p = needled(1);
  const sweep_result r = sweep(p, layered({1e6}), {3600.0});
  REQUIRE(r.points.size() == 1);
  CHECK(r.points[0].depth_m == 150e-6);
  const solution own = solve(p.serums[0].base);
  CHECK(r.rows[0].delivered == own.solutes[0].delivered_kg_m2[1] / 2e-4);
  CHECK(r.rows[0].peak_kg_m3 == own.solutes[0].layers[1].peak_kg_m2 / 80e-6);
  CHECK(sweep(p, layered({1e6})).at_s == 86400.0);
}

TEST_CASE("delivered may be read at a time that no output stands at") {
  const plan p = needled(1);
  const double early = sweep(p, layered({1e6}), {600.0}).rows[0].delivered;
  const double between = sweep(p, layered({1e6}), {1800.0}).rows[0].delivered;
  const double late = sweep(p, layered({1e6}), {3600.0}).rows[0].delivered;
  CHECK(early < between);
  CHECK(between < late);
  CHECK_THROWS_WITH(sweep(p, layered({1e6}), {1e6}), Contains("ends at 24 h"));
}

TEST_CASE("a point that cannot be solved is kept with the reason, the others with numbers") {
  const sweep_result r = sweep(needled(1), layered({1e6, 1e9}, {150e-6, 2e-3}));
  CHECK(r.any_failed());
  REQUIRE(r.rows.size() == 4);
  CHECK(r.points[0].failure.empty());
  CHECK(std::isfinite(r.rows[0].delivered));
  CHECK_THAT(r.points[1].failure, Contains("channels cover"));
  CHECK(std::isnan(r.rows[1].delivered));
  CHECK_THAT(r.points[2].failure, Contains("a channel must end within the skin"));
  CHECK(r.points[3].failure.find('\n') == std::string::npos);
}

TEST_CASE("a plan without channels has nothing to sweep") {
  plan p = needled(1);
  p.serums[0].base.channels.clear();
  p.serums[0].base.solutes[0].fluid.clear();
  CHECK_THROWS_AS(sweep(p, layered({1e6})), configuration_error);
}

TEST_CASE("a sweep that is stopped says so, and tells how far it is") {
  const std::atomic<bool> stop{true};
  std::size_t called = 0;
  sweep_options options;
  options.cancelled = &stop;
  options.method = time_method::stepping;
  options.progress = [&](const sweep_point&, std::size_t done, std::size_t all) {
    CHECK(done == 0);
    CHECK(all == 2);
    ++called;
  };
  CHECK_THROWS_AS(sweep(needled(1), layered({1e6, 2e6}), options), interrupted_error);
  CHECK(called == 1);
}

TEST_CASE("the CSV has a line for each row, and empty fields where a point failed") {
  const auto lines = lines_of(sweep_csv(sweep(needled(2), layered({1e6, 1e9}), {3600.0})));
  REQUIRE(lines.size() == 5);
  CHECK(lines[0] ==
        "serum,ingredient,channels_per_cm2,depth_um,resolution,solved_as,time_method,time_h,"
        "delivered_fraction_of_dose,target_peak_ug_per_cm3,target_peak_at_h,solve_ms,steps,cells,"
        "failure");
  CHECK(lines[1].rfind("A,tracer,100,150,layered,layered,", 0) == 0);
  CHECK(lines[1].back() == ',');
  CHECK_THAT(lines[2], Contains("A,tracer,100000,150,layered,,,1,,,,,,,channels cover"));
  CHECK(lines[3].rfind("B,tracer,100,", 0) == 0);
}

TEST_CASE("the table stands each density beside its depth, and failures in notes") {
  const std::string text = sweep_table(sweep(needled(1), layered({1e6, 1e9}), {3600.0}), 100);
  CHECK_THAT(text, Contains("Sweep & co") && Contains("tracer from A") &&
                       Contains("below the stratum corneum by 1 h") && Contains("[1]") &&
                       Contains("channels cover"));
  for (const std::string& line : lines_of(text))
    CHECK(line.size() < 120);
}

TEST_CASE("the plot has a row for each ingredient and its cost once for each serum") {
  const std::string plot = sweep_svg(sweep(needled(2), layered({1e5, 1e6}, {50e-6, 150e-6})));
  CHECK_THAT(plot, Contains("Sweep &amp; co") && Contains("tracer from A") &&
                       Contains("tracer from B") && Contains("50 µm deep") &&
                       Contains("delivered by 24 h, % of the dose") && !Contains("nan"));
  std::size_t curves = 0;
  for (std::size_t at = plot.find("stroke-dasharray=\"none\" stroke-linejoin");
       at != std::string::npos; at = plot.find("stroke-dasharray=\"none\" stroke-linejoin", at + 1))
    ++curves;
  CHECK(curves == 2 * 3 * 2);
}

TEST_CASE("where every point failed there are still a table and a plot") {
  const sweep_result r = sweep(needled(1), layered({1e9}));
  CHECK_THAT(sweep_svg(r), Contains("left out") && !Contains("nan") && !Contains("inf"));
  CHECK_THAT(sweep_table(r, 80), Contains("[1]"));
}

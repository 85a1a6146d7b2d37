#include "catch.hpp"
#include "percuta/error.hpp"
#include "percuta/problem_json.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"

#include <functional>
#include <nlohmann/json.hpp>
#include <string>

using percuta::problem;
using percuta::time_method;

namespace {

/// A problem whose numbers all stand still, with one thing changed.
struct variation {
  const char* what;
  std::function<void(problem&)> change;
  /// Of what the transform says when it is insisted on; empty: it holds.
  const char* reason = "";
};

problem still() {
  problem p = problems::layered_tracer(1e-3);
  p.solutes[0].top.loss_m_s = 1e-10;
  return p;
}

percuta::signal falling(double from) {
  return percuta::fit([from](double t) { return from * (0.2 + 0.8 * std::exp(-t / 3600.0)); },
                      {0.0, 86400.0}, 1e-9 * from);
}

void add_channels(problem& p) {
  p.channels = {{1e6, 0.5, {0.0, 60e-6}, {2e-5, 0.0}, 0.5}};
  p.solutes[0].fluid = {{5e-10, 1.0, 0.0, 0.0, {}}};
}

void add_product(problem& p) {
  p.solutes.push_back(p.solutes[0]);
  p.reactions = {{0, 1, 0.8, {0.0, 1e-5, 1e-5}}};
}

std::string method_of(const problem& p) {
  return percuta::solve(p).method;
}

std::string refusal(const problem& p) {
  percuta::solve_options options;
  options.method = time_method::transform;
  try {
    percuta::solve(p, options);
  } catch (const percuta::configuration_error& e) {
    return e.what();
  }
  return "";
}

void look_at(const variation& v) {
  INFO(v.what);
  problem p = still();
  v.change(p);
  const bool holds = std::string(v.reason).empty();
  CHECK(method_of(p) == (holds ? "transform" : "stepping"));
  const std::string said = refusal(p);
  if (holds) {
    CHECK(said == "");
  } else {
    CHECK_THAT(said, Catch::Contains("the transform does not hold here"));
    CHECK_THAT(said, Catch::Contains(v.reason));
    CHECK_THAT(said, Catch::Contains("\"stepping\""));
  }
  percuta::solve_options stepping;
  stepping.method = time_method::stepping;
  CHECK(percuta::solve(p, stepping).method == "stepping");
}

}  // namespace

TEST_CASE("the transform is taken exactly where everything stands still") {
  const variation all[] = {
      {"nothing", [](problem&) {}},
      {"a film that dries", [](problem& p) { p.solutes[0].top.capacity_m = falling(2e-5); },
       "solutes[0].top.capacity_m moves with time"},
      {"evaporation that slows", [](problem& p) { p.solutes[0].top.loss_m_s = falling(1e-10); },
       "solutes[0].top.loss_m_s moves with time"},
      {"a loss that falls", [](problem& p) { p.solutes[0].layers[2].loss_1_s = falling(5e-4); },
       "solutes[0].layers[2].loss_1_s moves with time"},
      {"a signal of one piece and one number",
       [](problem& p) {
         p.solutes[0].top.capacity_m.breaks_s = {0.0, 86400.0};
         p.solutes[0].top.capacity_m.coefficients = {{2e-5}};
       }},
      {"a constant with a scale", [](problem& p) { p.solutes[0].top.capacity_m.scale = 0.5; }},
      {"an event after the start",
       [](problem& p) {
         p.events = {{60.0, {0.5}, {0.0}, {}}};
       },
       "something is done to the film at 60 s"},
      {"an event at the start",
       [](problem& p) {
         p.events = {{0.0, {0.5}, {1e-4}, {}}};
       }},
      {"events at the start and after it",
       [](problem& p) {
         p.events = {{0.0, {0.5}, {1e-4}, {}}, {60.0, {1.0}, {0.0}, {}}};
       },
       "something is done to the film at 60 s"},
      {"a film that starts above its solubility",
       [](problem& p) { p.solutes[0].top.saturation_kg_m3 = 9.9; },
       "the film of solutes[0] can saturate"},
      {"a solubility that is never reached",
       [](problem& p) { p.solutes[0].top.saturation_kg_m3 = 10.1; }},
      {"a solubility that moves",
       [](problem& p) {
         p.solutes[0].top.saturation_kg_m3 =
             percuta::fit([](double t) { return 10.1 + t / 86400.0; }, {0.0, 86400.0}, 1e-9);
       },
       "the film of solutes[0] can saturate"},
      {"a solubility that an event at the start exceeds",
       [](problem& p) {
         p.solutes[0].top.saturation_kg_m3 = 10.1;
         p.events = {{0.0, {1.0}, {1e-4}, {}}};
       },
       "the film of solutes[0] can saturate"},
      {"a solubility that an event at the start brings out of reach",
       [](problem& p) {
         p.solutes[0].top.saturation_kg_m3 = 9.9;
         p.events = {{0.0, {0.5}, {0.0}, {}}};
       }},
      {"a solubility above a skin that is not empty",
       [](problem& p) {
         p.solutes[0].top.saturation_kg_m3 = 10.1;
         p.solutes[0].layers[1].initial_kg_m3 = 1e-3;
       },
       "the film of solutes[0] can saturate"},
      {"a solubility that nothing can reach under a donor",
       [](problem& p) {
         p.top = percuta::top_boundary::fixed;
         p.solutes[0].top.fixed_kg_m3 = 1.0;
         p.solutes[0].top.saturation_kg_m3 = 0.1;
       }},
      {"a donor",
       [](problem& p) {
         p.top = percuta::top_boundary::fixed;
         p.solutes[0].top.fixed_kg_m3 = 1.0;
       }},
      {"a donor that falls",
       [](problem& p) {
         p.top = percuta::top_boundary::fixed;
         p.solutes[0].top.fixed_kg_m3 = falling(1.0);
       },
       "solutes[0].top.fixed_kg_m3 moves with time"},
      {"a film that moves under a donor, where there is none",
       [](problem& p) {
         p.top = percuta::top_boundary::fixed;
         p.solutes[0].top.fixed_kg_m3 = 1.0;
         p.solutes[0].top.capacity_m = falling(2e-5);
       }},
      {"a sheet that dries, without channels",
       [](problem& p) { p.solutes[0].top.sheet_conductance_m3_s = falling(1e-14); }},
      {"initial contents and gates",
       [](problem& p) {
         p.solutes[0].layers[1].initial_kg_m3 = 1e-3;
         p.solutes[0].layers[0].gate = {0.1, 0.2, 1.0};
       }},
      {"a closed bottom", [](problem& p) { p.bottom = percuta::bottom_boundary::closed; }},
      {"channels that close",
       [](problem& p) {
         add_channels(p);
         p.channels[0].openness = falling(0.5);
       },
       "channels[0].openness moves with time"},
      {"channels under a sheet that dries",
       [](problem& p) {
         add_channels(p);
         p.solutes[0].top.sheet_conductance_m3_s = falling(1e-14);
       },
       "solutes[0].top.sheet_conductance_m3_s moves with time"},
      {"channels whose fluid loses less and less",
       [](problem& p) {
         add_channels(p);
         p.solutes[0].fluid[0].loss_1_s = falling(1e-4);
       },
       "solutes[0].fluid[0].loss_1_s moves with time"},
      {"channels flooded at the start",
       [](problem& p) {
         add_channels(p);
         p.events = {{0.0, {1.0}, {0.0}, {0}}};
       },
       "channels are flooded by the film"},
      {"a shunt that closes",
       [](problem& p) {
         p.shunts = {{0, 1, falling(1e-9)}};
       },
       "shunts[0].conductance_m_s moves with time"},
      {"a reaction into a film that could then saturate",
       [](problem& p) {
         add_product(p);
         p.solutes[1].top.saturation_kg_m3 = 10.1;
       },
       "the film of solutes[1] can saturate"},
      {"a reaction whose product evaporates less and less",
       [](problem& p) {
         add_product(p);
         p.solutes[1].top.loss_m_s = falling(1e-10);
       },
       "solutes[1].top.loss_m_s moves with time"},
  };
  for (const variation& v : all)
    look_at(v);
}

TEST_CASE("channels, shunts and reactions that stand still take the transform, on cells") {
  const variation all[] = {
      {"channels", add_channels},
      {"channels that nothing enters",
       [](problem& p) {
         add_channels(p);
         p.channels[0].wetted_fraction = 0.0;
       }},
      {"channels under a sheet",
       [](problem& p) {
         add_channels(p);
         p.solutes[0].top.sheet_conductance_m3_s = 1e-14;
       }},
      {"a shunt",
       [](problem& p) {
         p.shunts = {{0, 1, 1e-9}};
       }},
      {"a reaction", add_product},
      {"a reaction, channels and a shunt",
       [](problem& p) {
         add_channels(p);
         add_product(p);
         p.shunts = {{0, 2, 1e-9}};
       }},
  };
  for (const variation& v : all)
    look_at(v);
}

TEST_CASE("solutes that do not react go each its own way") {
  problem p = still();
  p.solutes.push_back(p.solutes[0]);
  p.solutes[1].top.capacity_m = falling(2e-5);
  const percuta::solution both = percuta::solve(p);
  CHECK(both.method == "transform, stepping");
  CHECK_THAT(refusal(p), Catch::Contains("solutes[1].top.capacity_m moves with time"));
  const percuta::solution first = percuta::solve(still());
  CHECK(both.solutes[0].receptor_kg_m2 == first.solutes[0].receptor_kg_m2);
}

TEST_CASE("what moves is named by the solute's place in the problem") {
  problem p = still();
  p.solutes.insert(p.solutes.begin(), p.solutes[0]);
  p.solutes[1].layers[0].loss_1_s = falling(1e-5);
  CHECK_THAT(refusal(p), Catch::Contains("solutes[1].layers[0].loss_1_s moves with time"));
}

TEST_CASE("no peaks are sought where none are wanted, and all else is the same or as accurate") {
  for (const time_method method : {time_method::transform, time_method::stepping}) {
    percuta::solve_options options;
    options.method = method;
    problem p = still();
    const auto with = percuta::solve(p, options).solutes[0];
    p.wanted.peaks = false;
    const auto without = percuta::solve(p, options).solutes[0];
    CHECK(with.layers[0].peak_kg_m2 > 0.0);
    CHECK(with.layers[2].peak_time_s > 0.0);
    if (method == time_method::transform) {
      CHECK(with.film_kg_m2 == without.film_kg_m2);
      CHECK(with.delivered_kg_m2 == without.delivered_kg_m2);
      CHECK(with.flux_in_kg_m2_s == without.flux_in_kg_m2_s);
      continue;
    }
    for (std::size_t i = 0; i < with.film_kg_m2.size(); ++i) {  // peaks need shorter steps
      CHECK(with.film_kg_m2[i] == Approx(without.film_kg_m2[i]).margin(p.tolerance * 2e-4));
      CHECK(with.delivered_kg_m2[i] ==
            Approx(without.delivered_kg_m2[i]).margin(p.tolerance * 2e-4));
    }
  }
}

TEST_CASE("whether peaks are wanted stands in the problem's JSON") {
  problem p = still();
  CHECK(percuta::problem_from_json(percuta::to_json(p), "p.json").wanted.peaks);
  p.wanted.peaks = false;
  CHECK(percuta::problem_from_json(percuta::to_json(p), "p.json") == p);
  auto j = nlohmann::json::parse(percuta::to_json(p));
  j["wanted"].erase("peaks");
  CHECK(percuta::problem_from_json(j.dump(), "p.json").wanted.peaks);
  j["wanted"]["peaks"] = 1;
  CHECK_THROWS_WITH(percuta::problem_from_json(j.dump(), "p.json"),
                    Catch::Contains("wanted.peaks"));
}

TEST_CASE("a signal's scale multiplies it and is kept in the problem's JSON") {
  problem p = still();
  p.solutes[0].top.capacity_m = falling(2e-5);
  p.solutes[0].top.capacity_m.scale = 0.3;
  const problem read = percuta::problem_from_json(percuta::to_json(p), "p.json");
  CHECK(read == p);
  CHECK(percuta::value(read.solutes[0].top.capacity_m, 0.0) == Approx(0.3 * 2e-5));
  // A constant is written as what it is worth.
  p.solutes[0].top.capacity_m = 2e-5;
  p.solutes[0].top.capacity_m.scale = 0.5;
  const auto j = nlohmann::json::parse(percuta::to_json(p));
  CHECK(j["solutes"][0]["top"]["capacity_m"] == 1e-5);
  const auto half = percuta::problem_from_json(percuta::to_json(p), "p.json");
  CHECK(percuta::solve(half).solutes[0].receptor_kg_m2 ==
        percuta::solve(p).solutes[0].receptor_kg_m2);
  // The same pieces, scaled, are the same problem.
  problem scaled = still(), plain = still();
  scaled.solutes[0].top.loss_m_s = falling(2e-10);
  scaled.solutes[0].top.loss_m_s.scale = 0.5;
  plain.solutes[0].top.loss_m_s = falling(2e-10);
  for (auto& piece : plain.solutes[0].top.loss_m_s.coefficients) {
    for (double& c : piece)
      c *= 0.5;
  }
  CHECK(percuta::solve(scaled).solutes[0].receptor_kg_m2.back() ==
        Approx(percuta::solve(plain).solutes[0].receptor_kg_m2.back()).epsilon(1e-9));
}

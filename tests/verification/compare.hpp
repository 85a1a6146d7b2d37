#pragma once

#include "catch.hpp"
#include "percuta/problem_json.hpp"
#include "percuta/solve.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <string>
#include <vector>

inline percuta::solution solve_by(const percuta::problem& p, percuta::time_method method) {
  percuta::solve_options options;
  options.method = method;
  return percuta::solve(p, options);
}

/// What amounts of the first solute are measured by: the dose, with what a donor can fill, or what
/// it has supplied.
inline double amount_scale(const percuta::problem& p, const percuta::solute_solution& s) {
  double scale = percuta::dose_kg_m2(p, 0);
  if (p.top == percuta::top_boundary::fixed) {
    for (std::size_t l = 0; l < p.thickness_m.size(); ++l) {
      const percuta::medium& m = p.solutes[0].layers[l];
      scale += percuta::range_of(p.solutes[0].top.fixed_kg_m3, 0.0, p.wanted.time_s.back()).high *
               m.partition * m.gate.top * p.thickness_m[l];
    }
  }
  return std::max(scale, s.supplied_kg_m2.back());
}

/// The largest of many numbers and what it belongs to. What is not a number is the largest.
struct worst_case {
  double value = 0.0;
  std::string what;

  template <class What>
  void see(double x, What&& what_it_is) {
    if (!std::isfinite(x)) x = std::numeric_limits<double>::infinity();
    if (x <= value) return;
    value = x;
    what = what_it_is();
  }
};

/// Trial k of a problem, for messages.
inline std::string named(int k, const percuta::problem& p, const std::string& what) {
  return std::to_string(k) + ": " + what + "\n" + percuta::to_json(p);
}

inline void expect(const worst_case& worst, double allowed) {
  INFO(worst.value << " is allowed " << allowed << " in " << worst.what);
  CHECK(worst.value <= allowed);
}

/// Calls visit(name, series of a, series of b) for everything that is an amount of the solute.
template <class Visit>
void each_amount(const percuta::solute_solution& a, const percuta::solute_solution& b,
                 Visit&& visit) {
  using s = percuta::solute_solution;
  using l = percuta::layer_series;
  const auto both = [&](const char* name, std::vector<double> s::*member) {
    visit(std::string(name), a.*member, b.*member);
  };
  both("film", &s::film_kg_m2);
  both("undissolved", &s::undissolved_kg_m2);
  both("channels", &s::channels_kg_m2);
  both("receptor", &s::receptor_kg_m2);
  both("evaporated", &s::evaporated_kg_m2);
  both("removed", &s::removed_kg_m2);
  both("via_channels", &s::via_channels_kg_m2);
  both("delivered", &s::delivered_kg_m2);
  for (std::size_t i = 0; i < a.layers.size(); ++i) {
    const auto of_layer = [&](const char* name, std::vector<double> l::*member) {
      visit("layers[" + std::to_string(i) + "]." + name, a.layers[i].*member, b.layers[i].*member);
    };
    of_layer("amount", &l::amount_kg_m2);
    of_layer("entered", &l::entered_kg_m2);
    of_layer("cleared", &l::cleared_kg_m2);
    of_layer("converted", &l::converted_kg_m2);
    of_layer("formed", &l::formed_kg_m2);
  }
}

/// Largest difference in any amount at any output, and in any layer's integral over the time.
inline worst_case largest_gap(const percuta::problem& p, const percuta::solute_solution& a,
                              const percuta::solute_solution& b) {
  worst_case worst;
  each_amount(a, b, [&](const std::string& name, const auto& x, const auto& y) {
    for (std::size_t i = 0; i < x.size(); ++i)
      worst.see(std::abs(x[i] - y[i]), [&] { return name; });
  });
  for (std::size_t l = 0; l < a.layers.size(); ++l) {
    for (std::size_t i = 0; i < p.wanted.time_s.size(); ++i) {
      const double gap =
          std::abs(a.layers[l].integral_kg_s_m2[i] - b.layers[l].integral_kg_s_m2[i]);
      if (p.wanted.time_s[i] > 0.0)
        worst.see(gap / p.wanted.time_s[i],
                  [&] { return "layers[" + std::to_string(l) + "].integral"; });
    }
  }
  return worst;
}

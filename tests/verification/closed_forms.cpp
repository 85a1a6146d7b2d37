#include "catch.hpp"
#include "closed_form_tables.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

using percuta::problem;
using percuta::solute_solution;
using percuta::top_boundary;

namespace {

constexpr double pi = std::numbers::pi;
constexpr double h = problems::thickness_m, D = problems::diffusivity_m2_s,
                 unit_s = problems::time_unit_s;

/// Amount through a plane sheet under a constant donor, in K C0 h; t in h^2/D (Crank 1975, 4.24a).
double crank_amount(double t) {
  double sum = t - 1.0 / 6.0;
  for (int n = 1; n < 200; ++n) {
    sum -= 2.0 / (pi * pi) * (n % 2 ? -1.0 : 1.0) / (n * n) * std::exp(-n * n * pi * pi * t);
  }
  return sum;
}

/// Flux out of it, in K D C0 / h.
double crank_flux(double t) {
  double sum = 1.0;
  for (int n = 1; n < 200; ++n)
    sum += 2.0 * (n % 2 ? -1.0 : 1.0) * std::exp(-n * n * pi * pi * t);
  return sum;
}

solute_solution solve_one(problem p, std::vector<double> time_s, double tolerance = 1e-6) {
  p.wanted.time_s = std::move(time_s);
  p.tolerance = tolerance;
  return percuta::solve(p).solutes[0];
}

std::vector<double> scaled(std::vector<double> t) {
  for (double& x : t)
    x *= unit_s;
  return t;
}

/// Answers of a table belong to increasing times of one problem: solve it once.
template <class Rows, class Same, class Make, class Check>
void for_each_problem(const Rows& rows, Same&& same, Make&& make, Check&& check) {
  for (auto first = std::begin(rows); first != std::end(rows);) {
    const auto last =
        std::find_if_not(first, std::end(rows), [&](const auto& r) { return same(r, *first); });
    std::vector<double> t;
    for (auto r = first; r != last; ++r)
      t.push_back(r->time);
    const solute_solution s = solve_one(make(*first), scaled(t));
    for (auto r = first; r != last; ++r)
      check(*r, s, static_cast<std::size_t>(r - first));
    first = last;
  }
}

}  // namespace

TEST_CASE("B1: a plane sheet under a constant donor follows Crank's series") {
  problem p = problems::membrane(2.0, top_boundary::fixed);
  p.solutes[0].top.fixed_kg_m3 = 3.0;
  p.wanted.profiles = true;
  const std::vector<double> t{0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0};
  const solute_solution s = solve_one(p, scaled(t));
  const double content = 2.0 * 3.0 * h;
  for (std::size_t i = 0; i < t.size(); ++i) {
    CAPTURE(t[i]);
    CHECK(s.receptor_kg_m2[i] / content == Approx(crank_amount(t[i])).margin(1e-6));
    CHECK(s.flux_out_kg_m2_s[i] / (2.0 * 3.0 * D / h) == Approx(crank_flux(t[i])).margin(2e-4));
  }
  // Half way down at 0.1 h^2/D (Crank 1975, 4.22): 0.26276 of the donor.
  const auto& profile = s.profiles[3];
  const auto below = std::upper_bound(profile.depth_m.begin(), profile.depth_m.end(), 0.5 * h);
  const auto j = static_cast<std::size_t>(below - profile.depth_m.begin());
  const double share =
      (0.5 * h - profile.depth_m[j - 1]) / (profile.depth_m[j] - profile.depth_m[j - 1]);
  const double middle = profile.unbound_kg_m3[j - 1] +
                        share * (profile.unbound_kg_m3[j] - profile.unbound_kg_m3[j - 1]);
  CHECK(middle / 3.0 == Approx(0.26275626981258).margin(1e-3));
}

TEST_CASE("B3: a well-mixed finite donor empties as its eigenvalue series says") {
  for_each_problem(
      closed_form::finite_donor, [](auto& a, auto& b) { return a.v == b.v; },
      [](auto& row) {
        problem p = problems::membrane(4.0, top_boundary::film);
        p.solutes[0].top.capacity_m = row.v * 4.0 * h;
        p.solutes[0].top.initial_kg_m2 = 1e-3;
        return p;
      },
      [](auto& row, const solute_solution& s, std::size_t i) {
        CAPTURE(row.v, row.time);
        CHECK(s.receptor_kg_m2[i] / 1e-3 == Approx(row.receptor).margin(1e-6));
        CHECK(s.film_kg_m2[i] / 1e-3 == Approx(row.donor).margin(1e-6));
        CHECK(s.layers[0].amount_kg_m2[i] / 1e-3 == Approx(row.membrane).margin(1e-6));
      });
}

TEST_CASE("B4: evaporation and absorption share a finite donor") {
  for_each_problem(
      closed_form::evaporating_donor, [](auto& a, auto& b) { return a.v == b.v; },
      [](auto& row) {
        problem p = problems::membrane(1.0, top_boundary::film);
        p.solutes[0].top.capacity_m = row.v * h;
        p.solutes[0].top.loss_m_s = row.e * D / h;
        p.solutes[0].top.initial_kg_m2 = 1e-3;
        return p;
      },
      [](auto& row, const solute_solution& s, std::size_t i) {
        CAPTURE(row.v, row.e, row.time);
        CHECK(s.receptor_kg_m2[i] / 1e-3 == Approx(row.receptor).margin(1e-6));
      });
}

namespace {

problem three_layers(top_boundary top) {
  problem p;
  p.thickness_m = {15e-6, 80e-6, 1000e-6};
  percuta::solute s;
  s.layers = {{1e-14, 5.0, 0.0, 0.0, {}}, {1e-11, 0.8, 0.0, 0.0, {}}, {3e-11, 0.6, 0.0, 0.0, {}}};
  s.top.fixed_kg_m3 = 1e-3;  // 1 ug/cm3
  s.top.capacity_m = 1e-5;
  s.top.initial_kg_m2 = 1e-8;
  p.solutes = {s};
  p.top = top;
  return p;
}

}  // namespace

TEST_CASE("B5: three layers under a constant donor, early to steady, with lag time and Kp") {
  std::vector<double> t;
  for (const auto& row : closed_form::three_layers)
    t.push_back(row.time_s);
  t.push_back(3e6);
  t.push_back(1.08e7);
  const solute_solution s = solve_one(three_layers(top_boundary::fixed), t, 1e-7);
  std::size_t i = 0;
  for (const auto& row : closed_form::three_layers) {
    CAPTURE(row.time_s);
    // 1 kg/m2 is 1e5 ug/cm2.
    CHECK(s.receptor_kg_m2[i] * 1e5 == Approx(row.amount).epsilon(1e-4).margin(1e-7));
    CHECK(s.flux_out_kg_m2_s[i] * 1e5 == Approx(row.flux).epsilon(2e-3).margin(1e-10));
    ++i;
  }
  const double kp_m_s = s.flux_out_kg_m2_s.back() / 1e-3;
  CHECK(kp_m_s * 100.0 == Approx(closed_form::three_layers_kp_cm_s).epsilon(1e-6));
  const double lag_s = 1.08e7 - s.receptor_kg_m2.back() / s.flux_out_kg_m2_s.back();
  CHECK(lag_s == Approx(closed_form::three_layers_lag_s).epsilon(1e-3));
}

TEST_CASE("B5b: three layers under a finite film") {
  std::vector<double> t;
  for (const auto& row : closed_form::three_layers_film)
    t.push_back(row.time_s);
  const solute_solution s = solve_one(three_layers(top_boundary::film), t);
  std::size_t i = 0;
  for (const auto& row : closed_form::three_layers_film) {
    CAPTURE(row.time_s);
    CHECK(s.receptor_kg_m2[i++] / 1e-8 == Approx(row.receptor).margin(1e-6));
  }
}

TEST_CASE("B6: a donor in which the solute has to diffuse") {
  for_each_problem(
      closed_form::diffusing_donor, [](auto& a, auto& b) { return a.d == b.d; },
      [](auto& row) {
        problem p = problems::membrane(1.0, top_boundary::closed);
        p.thickness_m = {h, h};
        p.solutes[0].layers = {{row.d * D, 1.0, 2.0, 0.0, {}}, {D, 1.0, 0.0, 0.0, {}}};
        return p;
      },
      [](auto& row, const solute_solution& s, std::size_t i) {
        CAPTURE(row.d, row.time);
        CHECK(s.receptor_kg_m2[i] / (2.0 * h) == Approx(row.receptor).margin(1e-6));
      });
}

TEST_CASE("B7: a thick layer takes up 2 sqrt(D t / pi) and holds an error function") {
  problem p = problems::membrane(1.0, top_boundary::fixed);
  p.thickness_m = {10.0 * h};
  p.solutes[0].top.fixed_kg_m3 = 1.0;
  p.bottom = percuta::bottom_boundary::closed;
  p.wanted.profiles = true;
  const std::vector<double> t{0.01, 0.02, 0.05, 0.1, 0.2};
  const solute_solution s = solve_one(p, scaled(t));
  for (std::size_t i = 0; i < t.size(); ++i) {
    CAPTURE(t[i]);
    CHECK(s.layers[0].amount_kg_m2[i] / h == Approx(2.0 * std::sqrt(t[i] / pi)).margin(1e-5));
    const auto& profile = s.profiles[i];
    for (std::size_t j = 0; j < profile.depth_m.size(); ++j) {
      const double exact = std::erfc(profile.depth_m[j] / h / (2.0 * std::sqrt(t[i])));
      CHECK(profile.unbound_kg_m3[j] == Approx(exact).margin(2e-3));
    }
  }
}

TEST_CASE("B8: steady fluxes with first-order loss are phi / sinh(phi) and phi / tanh(phi)") {
  for (const double phi : {0.5, 1.0, 2.0, 5.0}) {
    problem p = problems::membrane(1.5, top_boundary::fixed);
    p.solutes[0].top.fixed_kg_m3 = 1.0;
    p.solutes[0].layers[0].loss_1_s = phi * phi * D / (h * h);
    const solute_solution s = solve_one(p, {20.0 * unit_s}, 1e-7);
    CAPTURE(phi);
    const double unit_flux = 1.5 * D / h;
    CHECK(s.flux_out_kg_m2_s.back() / unit_flux == Approx(phi / std::sinh(phi)).epsilon(1e-5));
    CHECK(s.flux_in_kg_m2_s.back() / unit_flux == Approx(phi / std::tanh(phi)).epsilon(1e-5));
  }
}

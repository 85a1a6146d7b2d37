#include "transport/lanes/dispatch.hpp"

#include "catch.hpp"
#include "constant_problem.hpp"
#include "percuta/problem_json.hpp"
#include "transport/lanes/pack.hpp"
#include "transport/modes/element_basis.hpp"
#include "transport/modes/march_pack.hpp"
#include "transport/modes/modal_march.hpp"
#include "transport/modes/radau_split.hpp"
#include "transport/radau.hpp"
#include "transport/transform/exponential_poles.hpp"
#include "transport/transform/ladder_pack.hpp"

#include <array>
#include <cmath>
#include <complex>
#include <cstring>
#include <numbers>

using percuta::problem;
namespace lanes = percuta::lanes;

namespace {

using real = long double;

bool same_bits(double a, double b) {
  return std::memcmp(&a, &b, sizeof(double)) == 0;
}

/// Error in units of the last place of the exact answer.
double ulps(double found, real exact) {
  if (static_cast<real>(found) == exact) return 0.0;
  const double near = static_cast<double>(exact);
  const double unit = std::nextafter(std::abs(near), HUGE_VAL) - std::abs(near);
  return static_cast<double>(std::abs(found - exact) / real{unit});
}

std::complex<real> exact(double re, double im) {
  return {re, im};
}

double relative(std::complex<real> found, std::complex<real> expected) {
  return static_cast<double>(std::abs(found - expected) / std::abs(expected));
}

/// f of one or more numbers at each place, in packs of a width.
template <int Width, class Function, class... Numbers>
std::vector<double> in_lanes(Function&& f, const std::vector<double>& x, const Numbers&... y) {
  using V = lanes::pack<Width>;
  std::vector<double> out(x.size());
  for (std::size_t i = 0; i + Width <= x.size(); i += Width)
    lanes::store(&out[i], f(lanes::load<V>(&x[i]), lanes::load<V>(&y[i])...));
  return out;
}

/// The same in one lane; every width must give the same bits.
template <class Function, class... Numbers>
std::vector<double> of_all(Function&& f, const Numbers&... x) {
  const std::vector<double> one = in_lanes<1>(f, x...);
  for (const auto& wide : {in_lanes<2>(f, x...), in_lanes<4>(f, x...), in_lanes<8>(f, x...)})
    CHECK(std::memcmp(one.data(), wide.data(), one.size() * sizeof(double)) == 0);
  return one;
}

/// Numbers over [low, high], evenly and on a logarithmic scale towards zero; a multiple of 8.
std::vector<double> spread(double low, double high) {
  std::vector<double> x{0.0, -0.0};
  dice d(3);
  while (x.size() < 40000) {
    x.push_back(d.uniform(low, high));
    const double small = d.log_uniform(1e-12, std::max(-low, high));
    x.push_back(std::clamp(d.chance(0.5) ? small : -small, low, high));
  }
  return x;
}

/// sum c / (x - z) of a set of poles.
real rational(const percuta::exponential_poles& poles, real x) {
  real sum = 0.0L;
  for (int k = 0; k < poles.pairs; ++k) {
    const percuta::pole_pair& pair = poles.pair[k];
    sum += 2.0L * (exact(pair.c_re, pair.c_im) / (x - exact(pair.z_re, pair.z_im))).real();
  }
  return sum;
}

}  // namespace

TEST_CASE("the poles give exp(x) for x <= 0 to within the error they state") {
  int pairs = 1;
  double before = 1.0;
  for (const percuta::exponential_poles& poles : percuta::all_exponential_poles()) {
    CAPTURE(poles.pairs, poles.error);
    CHECK(poles.pairs == ++pairs);
    CHECK(poles.error < before / 50.0);
    before = poles.error;
    real worst = std::abs(rational(poles, -1e30L));
    for (real x = 1e-6L; x < 1e9L; x *= 1.0005L)
      worst = std::max(worst, std::abs(rational(poles, -x) - std::exp(-x)));
    CHECK(static_cast<double>(worst) <= poles.error);
    CHECK(static_cast<double>(worst) >= 0.8 * poles.error);
    // In the numbers of these poles, which are far above the answer.
    real value = 0.0L, slope = 0.0L, largest = 0.0L;
    for (int k = 0; k < poles.pairs; ++k) {
      const auto z = exact(poles.pair[k].z_re, poles.pair[k].z_im);
      const auto c = exact(poles.pair[k].c_re, poles.pair[k].c_im);
      value -= 2.0L * (c / z).real();
      slope -= 2.0L * (c / (z * z)).real();
      largest = std::max(largest, std::abs(c / z));
    }
    CHECK(static_cast<double>(std::abs(value - 1.0L)) <= 1e-15 * static_cast<double>(largest));
    CHECK(static_cast<double>(std::abs(slope - 1.0L)) <= 1e-15 * static_cast<double>(largest));
  }
}

TEST_CASE("exponentials in lanes are those of the library to a few units in the last place") {
  const std::vector<double> x = spread(-700.0, 700.0);
  const auto less_one = of_all([](auto v) { return lanes::expm1(v).less_one; }, x);
  const auto whole = of_all([](auto v) { return lanes::expm1(v).whole; }, x);
  double worst_less_one = 0.0, worst_whole = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    worst_less_one = std::max(worst_less_one, ulps(less_one[i], std::expm1(real{x[i]})));
    // exp(x) as 1 + expm1(x) errs by units of 1 below zero.
    const real expected = std::exp(real{x[i]});
    worst_whole =
        std::max(worst_whole, x[i] < 0.0 ? static_cast<double>(std::abs(whole[i] - expected)) /
                                               std::numeric_limits<double>::epsilon()
                                         : ulps(whole[i], expected));
  }
  CHECK(worst_less_one <= 3.0);
  CHECK(worst_whole <= 3.0);
  CHECK(less_one[0] == 0.0);
  CHECK(whole[0] == 1.0);
}

TEST_CASE("sines and cosines in lanes are those of the library to a few units in the last place") {
  std::vector<double> x = spread(-1e5, 1e5);
  // The numbers nearest to multiples of a quarter turn, and their neighbours.
  for (int n = 1; n < 60000; n += 37) {
    const double near = static_cast<double>(n * std::numbers::pi_v<real> / 2.0L);
    x.push_back(near);
    x.push_back(-std::nextafter(near, 0.0));
  }
  x.resize(x.size() / 8 * 8);
  const auto sine = of_all([](auto v) { return lanes::sincos(v).sine; }, x);
  const auto cosine = of_all([](auto v) { return lanes::sincos(v).cosine; }, x);
  double worst = 0.0, least_accurate = 0.0;
  for (std::size_t i = 0; i < x.size(); ++i) {
    worst = std::max({worst, static_cast<double>(std::abs(sine[i] - std::sin(real{x[i]}))),
                      static_cast<double>(std::abs(cosine[i] - std::cos(real{x[i]})))});
    least_accurate = std::max({least_accurate, ulps(sine[i], std::sin(real{x[i]})),
                               ulps(cosine[i], std::cos(real{x[i]}))});
  }
  CHECK(worst <= 2.0 * std::numeric_limits<double>::epsilon());
  CHECK(least_accurate <= 4.0);
}

TEST_CASE("roots and inverses of complex numbers in lanes are accurate all around zero") {
  dice d(5);
  std::vector<double> re, im;
  for (int k = 0; k < 40000; ++k) {
    const double size = d.log_uniform(1e-60, 1e60), angle = d.uniform(-3.1415, 3.1415);
    // Some close to the real axis, on both sides of zero.
    const double tilt = d.chance(0.3) ? d.log_uniform(1e-12, 1.0) : 1.0;
    re.push_back(size * std::cos(angle * tilt) * (d.chance(0.3) ? -1.0 : 1.0));
    im.push_back(size * std::sin(angle * tilt));
  }
  const auto root = [](auto x, auto y) { return lanes::root(lanes::complex<decltype(x)>{x, y}); };
  const auto inverse = [](auto x, auto y) {
    return lanes::inverse(lanes::complex<decltype(x)>{x, y});
  };
  const auto root_re = of_all([&](auto x, auto y) { return root(x, y).re; }, re, im);
  const auto root_im = of_all([&](auto x, auto y) { return root(x, y).im; }, re, im);
  const auto inverse_re = of_all([&](auto x, auto y) { return inverse(x, y).re; }, re, im);
  const auto inverse_im = of_all([&](auto x, auto y) { return inverse(x, y).im; }, re, im);
  double worst_root = 0.0, worst_inverse = 0.0;
  for (std::size_t i = 0; i < re.size(); ++i) {
    const auto z = exact(re[i], im[i]);
    worst_root = std::max(worst_root, relative(exact(root_re[i], root_im[i]), std::sqrt(z)));
    worst_inverse =
        std::max(worst_inverse, relative(exact(inverse_re[i], inverse_im[i]), 1.0L / z));
    if (re[i] != 0.0) REQUIRE(root_re[i] >= 0.0);
  }
  CHECK(worst_root <= 4.0 * std::numeric_limits<double>::epsilon());
  CHECK(worst_inverse <= 4.0 * std::numeric_limits<double>::epsilon());
}

TEST_CASE("every width that the processor runs is offered, narrowest first") {
  const auto all = lanes::available();
  REQUIRE(all.size() >= 2);
  CHECK(all[0].width == 1);
  CHECK(lanes::single().width == 1);
  CHECK(lanes::widest().width == all.back().width);
  for (std::size_t i = 1; i < all.size(); ++i)
    CHECK(all[i].width == 2 * all[i - 1].width);
}

namespace {

/// Problems of one shape, as different as can be otherwise: eight of them and the shape's own.
std::vector<problem> of_one_shape(dice& d) {
  std::vector<problem> all{random_constant(d)};
  const problem shape = all[0];  // a copy: `all` grows
  const bool filled = shape.solutes[0].layers[0].initial_kg_m3 > 0.0 || d.chance(0.5);
  while (all.size() < 9) {
    problem p = random_constant(d);
    if (p.thickness_m.size() < shape.thickness_m.size()) continue;
    p.thickness_m.resize(shape.thickness_m.size());
    p.solutes[0].layers.resize(shape.thickness_m.size());
    p.top = shape.top;
    p.bottom = shape.bottom;
    p.wanted = shape.wanted;
    all.push_back(p);
  }
  for (problem& p : all) {
    for (percuta::medium& m : p.solutes[0].layers)
      m.initial_kg_m3 = filled ? m.initial_kg_m3 + 1e-3 : 0.0;
  }
  return all;
}

/// Bits of all results of one lane.
std::vector<double> ladder_bits(percuta::ladder_pack& pack, const std::vector<double>& times,
                                int lane) {
  std::vector<double> all;
  for (std::size_t i = 0; i < times.size(); ++i) {
    for (int r = 0; r < percuta::ladder_results::count(pack.layers()); ++r)
      all.push_back(pack.result(static_cast<int>(i), r, lane));
  }
  return all;
}

bool all_same_bits(const std::vector<double>& a, const std::vector<double>& b) {
  return a.size() == b.size() && std::memcmp(a.data(), b.data(), a.size() * sizeof(double)) == 0;
}

bool all_finite(const std::vector<double>& x) {
  return std::all_of(x.begin(), x.end(), [](double v) { return std::isfinite(v); });
}

}  // namespace

TEST_CASE("the ladder gives the same bits in every lane, beside any neighbours, in every width") {
  dice d(7);
  const auto poles = percuta::all_exponential_poles();
  for (int k = 0; k < trials(150); ++k) {
    const std::vector<problem> cases = of_one_shape(d);
    const bool fluxes = d.chance(0.7);
    const auto& set = poles[static_cast<std::size_t>(d.pick(static_cast<int>(poles.size())))];
    const std::vector<double>& times = cases[0].wanted.time_s;
    std::vector<std::vector<double>> alone;
    for (const problem& p : cases) {
      percuta::ladder_pack pack(lanes::single(), p, 0, fluxes);
      pack.set_poles(set);
      pack.evaluate(times.data(), static_cast<int>(times.size()));
      alone.push_back(ladder_bits(pack, times, 0));
      INFO(k << "\n" << percuta::to_json(p));
      REQUIRE(all_finite(alone.back()));
    }
    for (const lanes::kernels& kernels : lanes::available()) {
      for (int turn = 0; turn < kernels.width; ++turn) {
        percuta::ladder_pack pack(kernels, cases[0], 0, fluxes);
        pack.set_poles(set);
        const auto case_in = [&](int lane) {
          return static_cast<std::size_t>(lane + turn) % cases.size();
        };
        for (int lane = 0; lane < kernels.width; ++lane) {
          const percuta::ladder_pack own(lanes::single(), cases[case_in(lane)], 0, fluxes);
          for (int i = 0; i < percuta::ladder_parameters::count(pack.layers()); ++i)
            pack.parameter(i, lane) = own.parameter(i, 0);
        }
        std::vector<double> spread_times;
        for (const double t : times)
          spread_times.insert(spread_times.end(), static_cast<std::size_t>(kernels.width), t);
        pack.evaluate(spread_times.data(), static_cast<int>(times.size()));
        for (int lane = 0; lane < kernels.width; ++lane) {
          CAPTURE(k, kernels.width, kernels.instructions, lane, turn);
          REQUIRE(all_same_bits(ladder_bits(pack, times, lane), alone[case_in(lane)]));
        }
      }
    }
  }
}

namespace {

/// A march's problems: films that dry and saturate, shunts, events, all shared but the numbers.
std::vector<problem> marches_of_one_shape(dice& d) {
  std::vector<problem> all = of_one_shape(d);
  const double end = all[0].wanted.time_s.back();
  const bool shunted = all[0].top != percuta::top_boundary::closed && d.chance(0.4);
  const int to = 1 + d.pick(static_cast<int>(all[0].thickness_m.size()));
  const bool saturates = d.chance(0.4);
  for (problem& p : all) {
    percuta::film& f = p.solutes[0].top;
    const double thick = percuta::value(f.capacity_m, 0.0), share = d.uniform(0.1, 0.9);
    f.capacity_m = percuta::fit(
        [=](double t) { return thick * (share + (1.0 - share) * std::exp(-5.0 * t / end)); },
        {0.0, end}, 1e-9 * thick);
    if (saturates) f.saturation_kg_m3 = d.log_uniform(0.1, 3.0) * f.initial_kg_m2 / thick;
    if (shunted) p.shunts = {{0, to, d.log_uniform(1e-11, 1e-8)}};
    p.wanted.window_s[0] = 0.1 * end;
    p.wanted.window_s[1] = 0.9 * end;
    p.events = {{0.3 * end, {0.4}, {1e-4}, {}}};
  }
  return all;
}

bool same_rows(const percuta::solute_rows& a, const percuta::solute_rows& b) {
  return all_same_bits(a.rows, b.rows) && all_same_bits(a.peak_kg_m2, b.peak_kg_m2) &&
         all_same_bits(a.peak_time_s, b.peak_time_s) &&
         same_bits(a.peak_film_kg_m3, b.peak_film_kg_m3) && a.steps == b.steps &&
         a.rejected == b.rejected && a.failure == b.failure;
}

}  // namespace

TEST_CASE("a march gives the same bits in every lane, beside any neighbours, in every width") {
  dice d(11);
  for (int k = 0; k < trials(60); ++k) {
    const std::vector<problem> cases = marches_of_one_shape(d);
    const problem& shape = cases[0];
    const percuta::element_plan plan(shape.thickness_m.size(), d.pick(3));
    const int modes = 2 + d.pick(8);
    const auto way = percuta::course_of(shape, {0});
    std::vector<percuta::modal_case> all;
    for (const problem& p : cases)
      all.push_back(percuta::case_of(p, 0, percuta::dose_kg_m2(p, 0) + 1e-6));
    const auto march = [&](const lanes::kernels& kernels, int first, int count) {
      std::vector<const percuta::modal_case*> taken;
      for (int i = 0; i < count; ++i)
        taken.push_back(&all[static_cast<std::size_t>(first + i) % all.size()]);
      return percuta::march_in_modes(kernels, shape, 0, taken, plan, {0, 1.0, modes, 1e-4, 4.0},
                                     way, {});
    };
    std::vector<percuta::solute_rows> alone;
    for (std::size_t i = 0; i < all.size(); ++i) {
      alone.push_back(march(lanes::single(), static_cast<int>(i), 1)[0]);
      INFO(k << "\n" << percuta::to_json(cases[i]));
      CHECK(alone.back().failure.empty());
      REQUIRE(all_finite(alone.back().rows));
    }
    for (const lanes::kernels& kernels : lanes::available()) {
      for (int first = 0; first < kernels.width; ++first) {
        // All lanes taken, and all but one.
        for (int count = std::max(1, kernels.width - 1); count <= kernels.width; ++count) {
          const auto rows = march(kernels, first, count);
          REQUIRE(rows.size() == static_cast<std::size_t>(count));
          for (int i = 0; i < count; ++i) {
            CAPTURE(k, kernels.width, kernels.instructions, first, count, i);
            REQUIRE(same_rows(rows[static_cast<std::size_t>(i)],
                              alone[static_cast<std::size_t>(first + i) % all.size()]));
          }
        }
      }
    }
  }
}

namespace {

/// integral of two Legendre series over [-1, 1].
double inner(const std::vector<double>& a, const std::vector<double>& b) {
  double sum = 0.0;
  for (std::size_t n = 0; n < std::min(a.size(), b.size()); ++n)
    sum += a[n] * b[n] * 2.0 / (2.0 * static_cast<double>(n) + 1.0);
  return sum;
}

/// Of a Legendre series: P_n' is the sum of (2 m + 1) P_m over m = n - 1, n - 3, ...
std::vector<double> derivative(const std::vector<double>& a) {
  std::vector<double> out(a.size(), 0.0);
  for (std::size_t n = 1; n < a.size(); ++n) {
    for (std::size_t m = n; m-- > 0;) {
      if ((n - m) % 2 == 1) out[m] += (2.0 * static_cast<double>(m) + 1.0) * a[n];
    }
  }
  return out;
}

double at_end(const std::vector<double>& a, double x) {
  double sum = 0.0;
  for (std::size_t n = 0; n < a.size(); ++n)
    sum += a[n] * (n % 2 == 0 ? 1.0 : x);
  return sum;
}

}  // namespace

TEST_CASE("bubbles are orthonormal, vanish at the ends and make diffusion diagonal") {
  for (int modes = 2; modes <= percuta::most_modes; ++modes) {
    const percuta::element_basis& basis = percuta::basis_of(modes);
    CAPTURE(modes);
    REQUIRE(basis.modes == modes);
    const std::vector<double> above{0.5, -0.5}, below{0.5, 0.5};
    double even = 0.5, odd = 1.0 / 6.0;
    for (int j = 0; j < modes; ++j) {
      const auto& psi = basis.legendre[static_cast<std::size_t>(j)];
      const auto slope = derivative(psi);
      CAPTURE(j);
      CHECK(at_end(psi, 1.0) == Approx(0.0).margin(1e-12));
      CHECK(at_end(psi, -1.0) == Approx(0.0).margin(1e-12));
      for (int i = 0; i <= j; ++i) {
        const auto& other = basis.legendre[static_cast<std::size_t>(i)];
        CHECK(inner(psi, other) == Approx(i == j ? 1.0 : 0.0).margin(1e-12));
        CHECK(inner(slope, derivative(other)) / basis.lambda[j] ==
              Approx(i == j ? 1.0 : 0.0).margin(1e-11));
      }
      CHECK(inner(psi, above) == Approx(basis.coupling[j]).margin(1e-13));
      CHECK(inner(psi, below) ==
            Approx(j % 2 == 0 ? basis.coupling[j] : -basis.coupling[j]).margin(1e-13));
      CHECK(basis.coupling[j] > 0.0);
      if (j > 0) CHECK(basis.lambda[j] > basis.lambda[j - 1]);
      (j % 2 == 0 ? even : odd) -= basis.coupling[j] * basis.coupling[j];
      const double limit = std::pow((j + 1) * std::numbers::pi / 2.0, 2);
      CHECK(basis.lambda[j] >= limit * (1.0 - 1e-12));  // from above, as Rayleigh and Ritz have it
      if (2 * (j + 1) <= modes) CHECK(basis.lambda[j] == Approx(limit).epsilon(2e-2));
      if (3 * (j + 1) <= modes) CHECK(basis.lambda[j] == Approx(limit).epsilon(1e-4));
    }
    CHECK(basis.residue_even == Approx(even).margin(1e-14));
    CHECK(basis.residue_odd == Approx(odd).margin(1e-14));
    CHECK(basis.residue_even > 0.0);
    CHECK(basis.residue_odd > 0.0);
  }
}

TEST_CASE("Radau's stages along its eigenvectors are Radau's stages") {
  const percuta::radau_split& s = percuta::split_radau();
  const std::complex<double> pair(s.alpha, s.beta), one(s.one_pair_re, s.one_pair_im);
  dice d(13);
  std::vector<double> all{0.0, -1e-9, -1e-3, -0.1, -1.0, -5.0, -30.0, -1e3, -1e6, -1e12};
  for (int k = 0; k < 200; ++k)
    all.push_back(-d.log_uniform(1e-6, 1e6));
  for (const double z : all) {
    CAPTURE(z);
    // x' = (z / h) x from 1: each part is a number.
    const double real_part = s.gamma * s.one_real / (s.gamma - z);
    const std::complex<double> pair_part = pair * one / (pair - z);
    const double end = real_part + pair_part.real();
    const double stability =
        (1.0 + 0.4 * z + 0.05 * z * z) / (1.0 - 0.6 * z + 0.15 * z * z - z * z * z / 60.0);
    CHECK(end == Approx(stability).margin(1e-14));
    // The stages solve  x_i = 1 + z sum of a_ij x_j.
    std::array<double, 3> x{};
    for (int i = 0; i < 3; ++i)
      x[i] =
          s.real[i] * real_part + s.pair_re[i] * pair_part.real() - s.pair_im[i] * pair_part.imag();
    for (int i = 0; i < 3; ++i) {
      double sum = 0.0;
      for (int j = 0; j < 3; ++j)
        sum += percuta::radau::inverse[i][j] * (x[j] - 1.0);
      CHECK(sum == Approx(z * x[i]).margin(1e-12 * (1.0 + std::abs(z))));
    }
    CHECK(x[2] == Approx(end).margin(1e-14));
    // Its integral is (x(h) - x(0)) / z, in h.
    const double integral = s.weight_real * real_part + s.weight_pair_re * pair_part.real() -
                            s.weight_pair_im * pair_part.imag();
    CHECK(integral * z == Approx(end - 1.0).margin(1e-13 * (1.0 + std::abs(z))));
    // As a matrix.
    for (int i = 0; i < 3; ++i) {
      double sum = 0.0;
      const std::complex<double> c = pair / (pair - z);
      for (int j = 0; j < 3; ++j)
        sum += s.matrix_real[i][j] * s.gamma / (s.gamma - z) + s.matrix_re[i][j] * c.real() -
               s.matrix_im[i][j] * c.imag();
      CHECK(sum == Approx(x[i]).margin(1e-13));
    }
  }
}

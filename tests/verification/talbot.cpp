#include "talbot.hpp"

#include <algorithm>
#include <complex>
#include <numbers>

namespace {

using real = long double;
using complex = std::complex<real>;
using row = std::vector<complex>;

constexpr int points = 32;

/// Solves a x = b, b being the last column; rows of like size, pivots.
std::vector<complex> solve_dense(std::vector<row> a) {
  const std::size_t n = a.size();
  for (row& r : a) {
    real largest = 0.0L;
    for (std::size_t j = 0; j < n; ++j)
      largest = std::max(largest, std::abs(r[j]));
    for (complex& x : r)
      x /= largest;
  }
  for (std::size_t k = 0; k < n; ++k) {
    const auto size = [k](const row& r) { return std::abs(r[k]); };
    std::iter_swap(a.begin() + k,
                   std::max_element(a.begin() + k, a.end(),
                                    [&](const row& x, const row& y) { return size(x) < size(y); }));
    for (std::size_t i = k + 1; i < n; ++i) {
      const complex factor = a[i][k] / a[k][k];
      for (std::size_t j = k; j <= n; ++j)
        a[i][j] -= factor * a[k][j];
    }
  }
  std::vector<complex> x(n);
  for (std::size_t k = n; k-- > 0;) {
    x[k] = a[k][n];
    for (std::size_t j = k + 1; j < n; ++j)
      x[k] -= a[k][j] * x[j];
    x[k] /= a[k][k];
  }
  return x;
}

/// What the Laplace domain holds at one s, in the order of `values_of`.
class laplace {
public:
  laplace(const percuta::problem& p, complex s) : p_(p), what_(p.solutes[0]), s_(s) {
    for (std::size_t l = 0; l < p.thickness_m.size(); ++l) {
      const percuta::medium& m = what_.layers[l];
      const complex sigma = s + real{percuta::value(m.loss_1_s, 0.0)};
      const complex q = std::sqrt(sigma / real{m.diffusivity_m2_s});
      waves_.push_back({q, std::exp(-q * real{p.thickness_m[l]}), real{m.initial_kg_m3} / sigma,
                        q * real{m.partition} * real{m.diffusivity_m2_s}});
    }
    strengths_ = solve_dense(equations());
  }

  std::vector<complex> values() const {
    const percuta::film& f = what_.top;
    const bool film = p_.top == percuta::top_boundary::film;
    const std::size_t last = waves_.size() - 1;
    const complex u = film ? strengths_.back() : 0.0L;
    std::vector<complex> all{film ? real{percuta::value(f.capacity_m, 0.0)} * u : 0.0L,
                             film ? real{percuta::value(f.loss_m_s, 0.0)} * u / s_ : 0.0L,
                             flux(last, true) / s_, flux(0, false), flux(last, true)};
    for (std::size_t l = 0; l <= last; ++l) {
      const wave& x = waves_[l];
      const complex held =
          real{what_.layers[l].partition} *
          ((down(l) + up(l)) * (1.0L - x.shade) / x.q + x.start * real{p_.thickness_m[l]});
      all.push_back(held);
      all.push_back(held / s_);
      all.push_back(flux(l, false) / s_);
    }
    return all;
  }

private:
  /// w = start + down exp(-q x) + up exp(-q (L - x)); shade = exp(-q L), drive = K D q.
  struct wave {
    complex q, shade, start, drive;
  };

  complex down(std::size_t l) const { return strengths_[2 * l]; }
  complex up(std::size_t l) const { return strengths_[2 * l + 1]; }
  complex flux(std::size_t l, bool bottom) const {
    const wave& x = waves_[l];
    return bottom ? x.drive * (down(l) * x.shade - up(l)) : x.drive * (down(l) - up(l) * x.shade);
  }

  std::vector<row> equations() const {
    const std::size_t n = waves_.size();
    const bool film = p_.top == percuta::top_boundary::film;
    const std::size_t size = 2 * n + (film ? 1 : 0);
    std::vector<row> all;
    const auto next = [&]() -> row& { return all.emplace_back(size + 1, 0.0L); };
    const percuta::film& f = what_.top;
    const wave& first = waves_[0];
    const real gate = what_.layers[0].gate.top;
    if (p_.top == percuta::top_boundary::closed) {
      row& still = next();
      still[0] = first.drive;
      still[1] = -first.drive * first.shade;
    } else {
      row& face = next();
      face[0] = 1.0L;
      face[1] = first.shade;
      face[size] = -first.start;
      if (film) {
        face[2 * n] = -gate;
        row& balance = next();
        balance[0] = first.drive;
        balance[1] = -first.drive * first.shade;
        balance[2 * n] =
            s_ * real{percuta::value(f.capacity_m, 0.0)} + real{percuta::value(f.loss_m_s, 0.0)};
        balance[size] = f.initial_kg_m2;
      } else {
        face[size] += gate * real{percuta::value(f.fixed_kg_m3, 0.0)} / s_;
      }
    }
    for (std::size_t l = 0; l + 1 < n; ++l) {
      const wave &above = waves_[l], &below = waves_[l + 1];
      const real leave = what_.layers[l].gate.bottom, enter = what_.layers[l + 1].gate.top;
      row& u = next();
      u[2 * l] = above.shade / leave;
      u[2 * l + 1] = 1.0L / leave;
      u[2 * l + 2] = -1.0L / enter;
      u[2 * l + 3] = -below.shade / enter;
      u[size] = below.start / enter - above.start / leave;
      row& passed = next();
      passed[2 * l] = above.drive * above.shade;
      passed[2 * l + 1] = -above.drive;
      passed[2 * l + 2] = -below.drive;
      passed[2 * l + 3] = below.drive * below.shade;
    }
    const wave& last = waves_[n - 1];
    row& end = next();
    end[2 * n - 2] = last.shade;
    if (p_.bottom == percuta::bottom_boundary::sink) {
      end[2 * n - 1] = 1.0L;
      end[size] = -last.start;
    } else {
      end[2 * n - 1] = -1.0L;
    }
    return all;
  }

  const percuta::problem& p_;
  const percuta::solute& what_;
  complex s_;
  std::vector<wave> waves_;
  std::vector<complex> strengths_;
};

}  // namespace

talbot_answer talbot(const percuta::problem& p, double time_s) {
  const real t = time_s, r = 2.0L * points / (5.0L * t);
  std::vector<real> sum;
  for (int k = 0; k < points; ++k) {
    complex s = r, weight = 0.5L;
    if (k > 0) {
      const real theta = k * std::numbers::pi_v<real> / points, cot = 1.0L / std::tan(theta);
      s = r * theta * complex(cot, 1.0L);
      weight = complex(1.0L, theta + (theta * cot - 1.0L) * cot);
    }
    weight *= std::exp(s * t) * r / real{points};
    const std::vector<complex> at = laplace(p, s).values();
    sum.resize(at.size());
    for (std::size_t i = 0; i < at.size(); ++i)
      sum[i] += (weight * at[i]).real();
  }
  talbot_answer a{static_cast<double>(sum[0]),
                  static_cast<double>(sum[1]),
                  static_cast<double>(sum[2]),
                  static_cast<double>(sum[3]),
                  static_cast<double>(sum[4]),
                  {},
                  {},
                  {}};
  for (std::size_t i = 5; i < sum.size(); i += 3) {
    a.amount.push_back(static_cast<double>(sum[i]));
    a.integral.push_back(static_cast<double>(sum[i + 1]));
    a.entered.push_back(static_cast<double>(sum[i + 2]));
  }
  return a;
}

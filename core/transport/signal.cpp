#include "percuta/signal.hpp"

#include "percuta/error.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <span>

namespace percuta {
namespace {

constexpr int degree = 16;  // of the pieces that fit makes before trimming
constexpr int deepest_halving = 20;

/// Clenshaw's recurrence at x in [-1, 1], with one product and one sum between a result and the
/// next.
double chebyshev(std::span<const double> c, double x) {
  const double twice = 2.0 * x;
  double b1 = 0.0, b2 = 0.0;
  for (std::size_t i = c.size(); i-- > 1;) {
    const double b0 = (c[i] - b2) + twice * b1;
    b2 = b1;
    b1 = b0;
  }
  return c[0] + x * b1 - b2;
}

/// A piece and the place within it, in [-1, 1].
struct spot {
  std::size_t piece = 0;
  double x = 0.0;
};
spot find(const signal& s, double t_s, side at_break) {
  const double t = std::clamp(t_s, s.breaks_s.front(), s.breaks_s.back());
  const auto begin = s.breaks_s.begin() + 1, end = s.breaks_s.end() - 1;
  const auto upper =
      at_break == side::right ? std::upper_bound(begin, end, t) : std::lower_bound(begin, end, t);
  const auto piece = static_cast<std::size_t>(upper - begin);
  const double a = s.breaks_s[piece], b = s.breaks_s[piece + 1];
  return {piece, std::clamp((2.0 * t - a - b) / (b - a), -1.0, 1.0)};
}

/// Slope over the piece's own variable x at x = -1 or 1: T_n'(+-1) = (+-1)^(n+1) n^2.
double end_slope(std::span<const double> c, bool at_upper_end) {
  double slope = 0.0;
  for (std::size_t n = 1; n < c.size(); ++n) {
    const double sign = at_upper_end || n % 2 == 1 ? 1.0 : -1.0;
    slope += sign * static_cast<double>(n * n) * c[n];
  }
  return slope;
}

double middle(double a, double b) {
  return 0.5 * (a + b);
}

/// Interpolant in the Chebyshev points of the first kind, which stay inside (a, b).
std::vector<double> interpolate(const batch_function& f, double a, double b) {
  constexpr int n = degree + 1;
  std::vector<double> t(n), c(n);
  for (int k = 0; k < n; ++k) {
    const double x = std::cos(std::numbers::pi * (k + 0.5) / n);
    t[k] = middle(a, b) + 0.5 * (b - a) * x;
  }
  const std::vector<double> sample = f(t);
  for (int j = 0; j < n; ++j) {
    double sum = 0.0;
    for (int k = 0; k < n; ++k) {
      sum += sample[k] * std::cos(std::numbers::pi * j * (k + 0.5) / n);
    }
    c[j] = (j == 0 ? 1.0 : 2.0) / n * sum;
  }
  return c;
}

/// The tail has fallen below the tolerance, and the fit holds at points it was not made from.
bool fits(const batch_function& f, std::span<const double> c, double a, double b,
          double tolerance) {
  const double tail = std::abs(c[degree]) + std::abs(c[degree - 1]) + std::abs(c[degree - 2]);
  if (!(tail <= tolerance)) return false;
  constexpr std::array x{-0.9997, -0.98, -0.6, 0.01, 0.57, 0.97, 0.9998};
  std::vector<double> t;
  for (const double at : x)
    t.push_back(middle(a, b) + 0.5 * (b - a) * at);
  const std::vector<double> sample = f(t);
  for (std::size_t i = 0; i < x.size(); ++i) {
    if (!(std::abs(sample[i] - chebyshev(c, x[i])) <= tolerance)) return false;
  }
  return true;
}

void trim(std::vector<double>& c, double tolerance) {
  double dropped = 0.0;
  while (c.size() > 1 && dropped + std::abs(c.back()) <= 0.1 * tolerance) {
    dropped += std::abs(c.back());
    c.pop_back();
  }
}

void fit_span(const batch_function& f, double a, double b, double tolerance, int halvings,
              signal& out) {
  std::vector<double> c = interpolate(f, a, b);
  if (fits(f, c, a, b, tolerance)) {
    trim(c, tolerance);
    out.breaks_s.push_back(b);
    out.coefficients.push_back(std::move(c));
    return;
  }
  if (halvings == deepest_halving) {
    throw numerical_error(
        fmt::format("a signal cannot be represented to within {:g} between {:g} s and {:g} s; it "
                    "may jump there",
                    tolerance, a, b));
  }
  fit_span(f, a, middle(a, b), tolerance, halvings + 1, out);
  fit_span(f, middle(a, b), b, tolerance, halvings + 1, out);
}

}  // namespace

double value(const signal& s, double t_s, side at_break) {
  return s.scale * value_of_pieces(s, t_s, at_break);
}

double value_of_pieces(const signal& s, double t_s, side at_break) {
  if (s.breaks_s.empty()) return s.coefficients[0][0];
  const spot at = find(s, t_s, at_break);
  return chebyshev(s.coefficients[at.piece], at.x);
}

void values_of_pieces(const signal& s, const double (&t_s)[3], double (&values)[3]) {
  if (s.breaks_s.empty()) {
    std::fill(std::begin(values), std::end(values), s.coefficients[0][0]);
    return;
  }
  spot at[3];
  for (int i = 0; i < 3; ++i)
    at[i] = find(s, t_s[i], i == 2 ? side::left : side::right);
  if (at[0].piece != at[2].piece) {
    for (int i = 0; i < 3; ++i)
      values[i] = chebyshev(s.coefficients[at[i].piece], at[i].x);
    return;
  }
  // Three recurrences side by side: each alone waits for its own last result.
  const std::vector<double>& c = s.coefficients[at[0].piece];
  const double twice[3] = {2.0 * at[0].x, 2.0 * at[1].x, 2.0 * at[2].x};
  double b1[3] = {}, b2[3] = {};
  for (std::size_t n = c.size(); n-- > 1;) {
    for (int i = 0; i < 3; ++i) {
      const double b0 = (c[n] - b2[i]) + twice[i] * b1[i];
      b2[i] = b1[i];
      b1[i] = b0;
    }
  }
  for (int i = 0; i < 3; ++i)
    values[i] = c[0] + at[i].x * b1[i] - b2[i];
}

bool is_constant(const signal& s) {
  return s.coefficients.size() == 1 && s.coefficients[0].size() == 1;
}

std::vector<double> discontinuities(const signal& s, double from_s, double to_s, double relative) {
  std::vector<double> found;
  double largest = 0.0;
  for (const auto& c : s.coefficients) {
    double sum = 0.0;
    for (const double x : c)
      sum += std::abs(x);
    largest = std::max(largest, sum);
  }
  for (std::size_t i = 1; i + 1 < s.breaks_s.size(); ++i) {
    const double t = s.breaks_s[i];
    if (t <= from_s || t >= to_s) continue;
    const double before = t - s.breaks_s[i - 1], after = s.breaks_s[i + 1] - t;
    const double jump = chebyshev(s.coefficients[i], -1.0) - chebyshev(s.coefficients[i - 1], 1.0);
    const double kink = 2.0 * (end_slope(s.coefficients[i], false) / after -
                               end_slope(s.coefficients[i - 1], true) / before);
    if (std::abs(jump) > relative * largest ||
        std::abs(kink) * std::min(before, after) > 1e3 * relative * largest) {
      found.push_back(t);
    }
  }
  return found;
}

extent range_of(const signal& s, double from_s, double to_s) {
  extent e{value(s, from_s), value(s, from_s)};
  const auto include = [&e](double v) {
    e.low = std::min(e.low, v);
    e.high = std::max(e.high, v);
  };
  include(value(s, to_s, side::left));
  for (std::size_t i = 0; i + 1 < s.breaks_s.size(); ++i) {
    const double a = std::max(from_s, s.breaks_s[i]), b = std::min(to_s, s.breaks_s[i + 1]);
    if (a > b) continue;
    constexpr int samples = 2 * degree;
    for (int k = 0; k <= samples; ++k) {
      const double x = -std::cos(std::numbers::pi * k / samples);
      include(value(s, middle(a, b) + 0.5 * (b - a) * x, k == 0 ? side::right : side::left));
    }
  }
  return e;
}

signal fit(const std::function<double(double)>& f, const std::vector<double>& breaks_s,
           double tolerance) {
  const auto one_by_one = [&f](const std::vector<double>& t_s) {
    std::vector<double> answers;
    for (const double t : t_s)
      answers.push_back(f(t));
    return answers;
  };
  return fit_batch(one_by_one, breaks_s, tolerance);
}

signal fit_batch(const batch_function& f, const std::vector<double>& breaks_s, double tolerance) {
  signal s;
  s.coefficients.clear();
  s.breaks_s.push_back(breaks_s.at(0));
  for (std::size_t i = 0; i + 1 < breaks_s.size(); ++i) {
    fit_span(f, breaks_s[i], breaks_s[i + 1], tolerance, 0, s);
  }
  const bool all_same = std::all_of(s.coefficients.begin(), s.coefficients.end(),
                                    [&](const auto& c) { return c == s.coefficients[0]; });
  if (all_same && !s.coefficients.empty() && s.coefficients[0].size() == 1) {
    return signal(s.coefficients[0][0]);
  }
  return s;
}

}  // namespace percuta

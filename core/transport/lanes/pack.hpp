#pragma once

#include <cmath>
#include <cstdint>
#include <cstring>

// Numbers side by side in SIMD lanes, and the few functions that the kernels need of them. A kernel
// is a template over the pack and is compiled once for each width (lanes/dispatch.hpp). Every
// operation is one of IEEE 754 on each lane alone, never contracted (-ffp-contract=off), so that a
// lane holds the same bits whatever its position, its neighbours and the width.
//
// Everything here has internal linkage, so that no translation unit takes a version that another
// compiled for a newer processor.

namespace percuta::lanes {
namespace {

template <int Width>
struct pack_of {
  typedef double type __attribute__((vector_size(Width * 8)));
  typedef std::int64_t bits __attribute__((vector_size(Width * 8)));
};
template <>
struct pack_of<1> {
  using type = double;
  using bits = std::int64_t;
};
template <int Width>
using pack = typename pack_of<Width>::type;

template <class V>
struct traits {
  static constexpr int width = sizeof(V) / 8;
  using bits = typename pack_of<width>::bits;
};

template <class V>
[[gnu::always_inline]] inline V splat(double x) {
  if constexpr (traits<V>::width == 1) {
    return x;
  } else {
    return x - V{};
  }
}

template <class V>
[[gnu::always_inline]] inline V load(const double* from) {
  V v;
  std::memcpy(&v, from, sizeof(V));
  return v;
}

template <class V>
[[gnu::always_inline]] inline void store(double* to, V v) {
  std::memcpy(to, &v, sizeof(V));
}

template <class To, class From>
[[gnu::always_inline]] inline To reinterpret(From v) {
  To to;
  std::memcpy(&to, &v, sizeof(To));
  return to;
}

/// a where the mask (a comparison's result) holds, else b.
template <class M, class V>
[[gnu::always_inline]] inline V select(M mask, V a, V b) {
  return mask ? a : b;
}

template <class V>
[[gnu::always_inline]] inline V smaller(V a, V b) {
  return select(a < b, a, b);
}
template <class V>
[[gnu::always_inline]] inline V larger(V a, V b) {
  return select(a > b, a, b);
}

template <class V>
[[gnu::always_inline]] inline V magnitude(V a) {
  return larger(a, -a);
}

template <class V>
[[gnu::always_inline]] inline V root(V a) {
  if constexpr (traits<V>::width == 1) {
    return __builtin_sqrt(a);
  } else {
    for (int i = 0; i < traits<V>::width; ++i)
      a[i] = __builtin_sqrt(a[i]);
    return a;
  }
}

/// n of x = n * unit + remainder, rounded to nearest, by the trick of 1.5 * 2^52; |n| < 2^31.
constexpr double rounder = 6755399441055744.0;

/// exp(x) - 1 and exp(x), for -700 < x < 700: x = n ln 2 + r, and
/// expm1(x) = 2^n expm1(r) + (2^n - 1), expm1(r) by its Taylor series to the 13th power.
template <class V>
struct exponential {
  V less_one, whole;
};
template <class V>
[[gnu::always_inline]] inline exponential<V> expm1(V x) {
  using bits = typename traits<V>::bits;
  constexpr double log2_e = 1.4426950408889634, ln2_high = 6.93147180369123816490e-01,
                   ln2_low = 1.90821492927058770002e-10;
  const V shifted = x * log2_e + rounder;
  const V n = shifted - rounder;
  const V r = (x - n * ln2_high) - n * ln2_low;
  constexpr double inverse_factorial[] = {1.0 / 2,        1.0 / 6,         1.0 / 24,
                                          1.0 / 120,      1.0 / 720,       1.0 / 5040,
                                          1.0 / 40320,    1.0 / 362880,    1.0 / 3628800,
                                          1.0 / 39916800, 1.0 / 479001600, 1.0 / 6227020800.0};
  // Two chains, even and odd powers, run side by side.
  const V r2 = r * r;
  V even = splat<V>(inverse_factorial[10]), odd = splat<V>(inverse_factorial[11]);
  for (int k = 8; k >= 0; k -= 2) {
    even = even * r2 + inverse_factorial[k];
    odd = odd * r2 + inverse_factorial[k + 1];
  }
  const V small = r + r2 * (even + r * odd);
  // The low bits of `shifted` hold n.
  const V scale = reinterpret<V>(bits((reinterpret<bits>(shifted) + 1023) << 52));
  const V less_one = scale * small + (scale - 1.0);
  return {less_one, less_one + 1.0};
}

/// sin(x) and cos(x) for |x| < 1e5: x = n pi/2 + r, Taylor series on |r| <= pi/4.
template <class V>
struct sine_cosine {
  V sine, cosine;
};
template <class V>
[[gnu::always_inline]] inline sine_cosine<V> sincos(V x) {
  using bits = typename traits<V>::bits;
  // pi/2 in three parts, the first two of 33 bits (Cody & Waite).
  constexpr double two_over_pi = 6.36619772367581382433e-01, high = 1.57079632673412561417e+00,
                   middle = 6.07710050630396597660e-11, low = 2.02226624879595063154e-21;
  const V shifted = x * two_over_pi + rounder;
  const V n = shifted - rounder;
  const V r = ((x - n * high) - n * middle) - n * low;
  const V r2 = r * r;
  constexpr double s[] = {-1.0 / 6,        1.0 / 120,          -1.0 / 5040,           1.0 / 362880,
                          -1.0 / 39916800, 1.0 / 6227020800.0, -1.0 / 1307674368000.0};
  constexpr double c[] = {
      -1.0 / 2,       1.0 / 24,        -1.0 / 720,           1.0 / 40320,
      -1.0 / 3628800, 1.0 / 479001600, -1.0 / 87178291200.0, 1.0 / 20922789888000.0};
  V odd = splat<V>(s[6]), even = splat<V>(c[7]);
  for (int k = 5; k >= 0; --k)
    odd = odd * r2 + s[k];
  for (int k = 6; k >= 0; --k)
    even = even * r2 + c[k];
  const V sine = r + r * (r2 * odd), cosine = 1.0 + r2 * even;
  const bits quarter = reinterpret<bits>(shifted);
  const auto swapped = (quarter & 1) != 0;
  const V a = select(swapped, cosine, sine), b = select(swapped, sine, cosine);
  return {select((quarter & 2) != 0, -a, a), select(((quarter + 1) & 2) != 0, -b, b)};
}

/// A complex number in every lane. Plain formulas: magnitudes stay far from the limits of double.
template <class V>
struct complex {
  V re, im;
};

template <class V>
[[gnu::always_inline]] inline complex<V> operator+(complex<V> a, complex<V> b) {
  return {a.re + b.re, a.im + b.im};
}
template <class V>
[[gnu::always_inline]] inline complex<V> operator-(complex<V> a, complex<V> b) {
  return {a.re - b.re, a.im - b.im};
}
template <class V>
[[gnu::always_inline]] inline complex<V> operator*(complex<V> a, complex<V> b) {
  return {a.re * b.re - a.im * b.im, a.re * b.im + a.im * b.re};
}
template <class V>
[[gnu::always_inline]] inline complex<V> operator*(V a, complex<V> b) {
  return {a * b.re, a * b.im};
}
template <class V>
[[gnu::always_inline]] inline complex<V> inverse(complex<V> a) {
  const V scale = 1.0 / (a.re * a.re + a.im * a.im);
  return {a.re * scale, -a.im * scale};
}

/// The square root with a positive real part.
template <class V>
[[gnu::always_inline]] inline complex<V> root(complex<V> a) {
  const V length = root(a.re * a.re + a.im * a.im);
  const V large = root(0.5 * (length + magnitude(a.re)));
  const V other = 0.5 * a.im / large;
  const auto right = a.re >= 0.0;
  // On the left, the roles change and the real part stays positive.
  return {select(right, large, magnitude(other)),
          select(right, other, select(a.im >= 0.0, large, -large))};
}

}  // namespace
}  // namespace percuta::lanes

#pragma once

#include "transport/lanes/pack.hpp"
#include "transport/transform/ladder.hpp"

// See ladder.hpp. To be included by the translation units of lanes/ only.

namespace percuta::lanes {
namespace {

/// What one layer contributes at one pole.
template <class V>
struct rung {
  complex<V> wall, through;  ///< y, b
  complex<V> held;           ///< y / sigma: content per sum of both ends' w - p
  complex<V> from_start;     ///< p
  complex<V> pivot;          ///< 1 / (b + y + Z)
  complex<V> source;         ///< I of all below
};

/// Exponents of E beyond this leave nothing of it.
constexpr double deepest = 200.0;

template <class V>
class ladder {
public:
  explicit ladder(const ladder_job& job) : job_(job) {}

  [[gnu::always_inline]] inline void run() const {
    for (int i = 0; i < job_.times; ++i)
      at_time(i);
  }

private:
  using P = ladder_parameters;
  using R = ladder_results;
  static constexpr int width = traits<V>::width;

  V parameter(int index) const { return load<V>(job_.parameters + index * width); }
  V of_layer(int l, P::layer what) const { return parameter(P::of(l, what)); }

  void at_time(int i) const {
    double* out = job_.out + static_cast<long>(i) * R::count(job_.layers) * width;
    for (int r = 0; r < R::count(job_.layers); ++r)
      store(out + r * width, splat<V>(0.0));
    const V rate = 1.0 / load<V>(job_.time_s + i * width);
    for (int k = 0; k < job_.poles.pairs; ++k)
      at_pole(job_.poles.pair[k], rate, out, i * job_.poles.pairs + k);
  }

  rung<V>& rung_of(int l) const {
    static_assert(sizeof(rung<V>) <= ladder_work(1) * sizeof(V));
    return reinterpret_cast<rung<V>*>(job_.work)[l];
  }

  void fill(int l, complex<V> s, rung<V>& x) const {
    const complex<V> sigma{s.re + of_layer(l, P::loss), s.im};
    const complex<V> r = root(sigma);
    const V root_d = root(of_layer(l, P::diffusivity));
    const V scale = of_layer(l, P::partition) * root_d;
    const complex<V> exponent = (of_layer(l, P::thickness) / root_d) * r;
    // E and 1 - E of exp(-x - i y), cos y - 1 as -2 sin^2(y / 2).
    const auto e = expm1(-smaller(exponent.re, splat<V>(deepest)));
    const auto half = sincos(0.5 * smaller(magnitude(exponent.im), splat<V>(2.0 * deepest)));
    const V sine = select(exponent.im < 0.0, -1.0 - V{}, 1.0 + V{}) * 2.0 * half.sine * half.cosine;
    const V versine = 2.0 * half.sine * half.sine;
    const complex<V> shade{e.whole * (1.0 - versine), -e.whole * sine};
    const complex<V> gap{versine * e.whole - e.less_one, e.whole * sine};
    const complex<V> sum{1.0 + shade.re, shade.im};
    const complex<V> inverse_both = inverse(gap * sum);
    const complex<V> kappa = scale * r;
    const complex<V> tanh_half = gap * gap * inverse_both;
    x.wall = kappa * tanh_half;
    x.through = kappa * (shade + shade) * inverse_both;
    x.held = scale * (tanh_half * inverse(r));
    if (job_.initial_content) x.from_start = of_layer(l, P::initial) * inverse(sigma);
  }

  void at_pole(const pole_pair& pole, V rate, double* out, int trace_index) const {
    const int n = job_.layers;
    const complex<V> s{pole.z_re * rate, pole.z_im * rate};
    // Upwards: the admittance Z below each layer, per w at its bottom.
    complex<V> below{}, source{};
    for (int l = n - 1; l >= 0; --l) {
      rung<V>& x = rung_of(l);
      fill(l, s, x);
      x.source = source;
      if (l == n - 1 && job_.sink) {
        below = x.wall + x.through;
        if (job_.initial_content) source = x.wall * x.from_start;
      } else {
        if (l < n - 1) {
          below = (of_layer(l + 1, P::gate_top) / of_layer(l, P::gate_bottom)) * below;
        }
        const complex<V> beyond = x.wall + below;
        x.pivot = inverse(x.through + beyond);
        const complex<V> share = x.through * x.pivot;
        if (job_.initial_content) {
          const complex<V> started = x.wall * x.from_start;
          source = started + share * (started + source);
        }
        below = x.wall + share * beyond;
      }
    }
    // At the top.
    const complex<V> gain{-2.0 * rate * pole.c_re, -2.0 * rate * pole.c_im};
    const complex<V> gain_over_s = gain * inverse(s);
    const auto add = [&](int result, complex<V> g, complex<V> x) __attribute__((always_inline)) {
      double* to = out + result * width;
      store(to, load<V>(to) + (g.re * x.re - g.im * x.im));
    };
    complex<V> top{};  // w at the top of the layer
    if (job_.top == ladder_top::closed) {
      if (job_.initial_content) top = source * inverse(below);
    } else {
      const V gate = of_layer(0, P::gate_top);
      complex<V> u;
      if (job_.top == ladder_top::fixed) {
        u = parameter(P::fixed) * inverse(s);
      } else {
        complex<V> given = source;
        given.re = given.re + parameter(P::film_initial);
        complex<V> load_on_film = parameter(P::film_capacity) * s + gate * below;
        load_on_film.re = load_on_film.re + parameter(P::film_loss);
        u = given * inverse(load_on_film);
        add(R::film, gain, u);
        add(R::film_integral, gain_over_s, u);
      }
      top = gate * u;
      if (job_.fluxes) {
        const complex<V> into = below * top - source;
        add(R::flux_in, gain, into);
        add(R::entered, gain_over_s, into);
      }
    }
    // Downwards.
    for (int l = 0; l < n; ++l) {
      const rung<V>& x = rung_of(l);
      const bool at_sink = l == n - 1 && job_.sink;
      complex<V> bottom{};
      if (!at_sink) {
        complex<V> driven = x.through * top;
        if (job_.initial_content) driven = driven + x.wall * x.from_start + x.source;
        bottom = driven * x.pivot;
      }
      complex<V> content = top + bottom;
      if (job_.initial_content) {
        const V capacity = of_layer(l, P::partition) * of_layer(l, P::thickness);
        content = x.held * (content - x.from_start - x.from_start) + capacity * x.from_start;
      } else {
        content = x.held * content;
      }
      add(R::of(l, R::amount), gain, content);
      add(R::of(l, R::integral), gain_over_s, content);
      if (job_.trace != nullptr) {
        double* t = job_.trace + static_cast<long>(trace_index * n + l) * 4 * width;
        store(t, top.re), store(t + width, top.im);
        store(t + 2 * width, bottom.re), store(t + 3 * width, bottom.im);
      }
      if (at_sink || (job_.fluxes && l + 1 < n)) {
        complex<V> out_below = x.through * (top - bottom);
        complex<V> given = bottom;
        if (job_.initial_content) given = given - x.from_start;
        out_below = out_below - x.wall * given;
        if (at_sink) {
          add(R::receptor, gain_over_s, out_below);
          if (job_.fluxes) add(R::flux_out, gain, out_below);
        } else {
          add(R::of(l + 1, R::passed), gain_over_s, out_below);
        }
      }
      if (l + 1 < n) {
        top = (of_layer(l + 1, P::gate_top) / of_layer(l, P::gate_bottom)) * bottom;
      }
    }
  }

  const ladder_job& job_;
};

template <class V>
void run_ladder(const ladder_job& job) {
  ladder<V>(job).run();
}

}  // namespace
}  // namespace percuta::lanes

#pragma once

#include "transport/lanes/pack.hpp"
#include "transport/modes/march.hpp"

// See march.hpp. To be included by the translation units of lanes/ only.

namespace percuta::lanes {
namespace {

/// An element as its ends see it, for one eigenvalue; Z is V for the real one, complex<V> for the
/// pair.
template <class Z>
struct element_view {
  Z even, odd;            ///< sums of coupling * mode that come of the start
  Z gain_even, gain_odd;  ///< what they gain from v0 + v1 and v0 - v1
  Z storage, through;     ///< admittances y and b
  Z top_source, bottom_source;
  // Of the face below it, once eliminated: v = from_terminal * v_A + from_next * v_next + rest.
  Z from_terminal, from_next, rest;
};

template <class Z>
struct terminal_view {
  Z diagonal, next, source;  ///< next: b of the segment that begins here
};

template <class V>
V inverse_of(V x) {
  return 1.0 / x;
}
template <class V>
complex<V> inverse_of(complex<V> x) {
  return inverse(x);
}

template <class V>
class march {
public:
  explicit march(const march_job& job) : job_(job), shape_(job.shape), split_(*job.shape.split) {}

  void run() {
    h_ = get(job_.h, 0);
    rate_ = 1.0 / h_;
    const V gamma = splat<V>(split_.gamma);
    const complex<V> pair{splat<V>(split_.alpha), splat<V>(split_.beta)};
    sweep<V>(gamma, splat<V>(split_.one_real), real_, real_terminal_, real_rho());
    sweep<complex<V>>(pair, one_pair(), pair_, pair_terminal_, pair_rho());
    meet();
    leave();
  }

private:
  static constexpr int width = traits<V>::width;
  using M = march_passed;

  static V get(const double* from, int index) { return load<V>(from + index * width); }
  static void put(double* to, int index, V x) { store(to + index * width, x); }

  complex<V> one_pair() const {
    return {splat<V>(split_.one_pair_re), splat<V>(split_.one_pair_im)};
  }

  // rho = 1 / (a + (mu + k) h) of every mode.
  V* real_rho() const { return reinterpret_cast<V*>(job_.work); }
  complex<V>* pair_rho() const {
    return reinterpret_cast<complex<V>*>(job_.work + shape_.elements * shape_.modes * width);
  }
  V* after_rho() const {
    return reinterpret_cast<V*>(job_.work) + 3 * shape_.elements * shape_.modes;
  }

  static V scaled(V by, V x) { return by * x; }
  static complex<V> scaled(V by, complex<V> x) { return by * x; }
  static V plus(V real, V x) { return real + x; }
  static complex<V> plus(V real, complex<V> x) { return {real + x.re, x.im}; }

  /// Admittances and sources of every element, then of every segment between terminals.
  template <class Z>
  void sweep(Z a, Z one, element_view<Z>*& views, terminal_view<Z>* terminals, Z* rho) {
    views = reinterpret_cast<element_view<Z>*>(after_rho());
    if constexpr (sizeof(Z) != sizeof(V)) {
      views = reinterpret_cast<element_view<Z>*>(after_rho() + shape_.elements * 11);
    }
    const Z a_rate = scaled(rate_, a);
    for (int e = 0; e < shape_.elements; ++e) {
      element_view<Z>& x = views[e];
      const V speed = get(job_.speed, e), k = get(job_.loss, e);
      const V speed_h = speed * h_;
      const Z base = plus(k * h_, a);
      Z even{}, odd{}, gain_even{}, gain_odd{};
      const double* mode = job_.mode + e * shape_.modes * width;
      Z* r = rho + e * shape_.modes;
      for (int j = 0; j < shape_.modes; ++j) {
        const double c = shape_.coupling[j], force = c * c * shape_.lambda[j];
        r[j] = inverse_of(plus(speed_h * shape_.lambda[j], base));
        const Z started = scaled(c * get(mode, j), r[j]), forced = scaled(force * speed_h, r[j]);
        if (j % 2 == 0) {
          even = even + started;
          gain_even = gain_even + forced;
        } else {
          odd = odd + started;
          gain_odd = gain_odd + forced;
        }
      }
      const Z begun = a * one;
      x.even = begun * even;
      x.odd = begun * odd;
      x.gain_even = plus(splat<V>(shape_.residue_even), gain_even);
      x.gain_odd = plus(splat<V>(shape_.residue_odd), gain_odd);
      const Z held = scaled(get(job_.capacity, e), plus(k, a_rate));
      const Z y_even = held * x.gain_even;
      x.storage = y_even + y_even;
      x.through = plus(get(job_.conductance, e), held * x.gain_odd - y_even);
      const Z before = a_rate * one;
      x.top_source = scaled(get(job_.end_moment, 2 * e), before) - held * (x.even + x.odd);
      x.bottom_source = scaled(get(job_.end_moment, 2 * e + 1), before) - held * (x.even - x.odd);
    }
    for (int t = 0; t < shape_.terminals; ++t)
      terminals[t] = terminal_view<Z>{};
    for (int t = 0; t < shape_.terminals; ++t) {
      const int from = shape_.terminal_face[t];
      const bool last = t + 1 == shape_.terminals;
      const int to = last ? shape_.elements : shape_.terminal_face[t + 1];
      if (from == to) break;  // the last terminal is the bottom face
      join(views, from, to, last, terminals, t);
    }
  }

  /// Elements from .. to - 1 as one, from terminal t to the next or to the bottom.
  template <class Z>
  void join(element_view<Z>* views, int from, int to, bool last, terminal_view<Z>* terminals,
            int t) {
    Z through = views[from].through, top = views[from].storage, bottom = views[from].storage;
    Z top_source = views[from].top_source, bottom_source = views[from].bottom_source;
    for (int e = from + 1; e < to; ++e) {
      const element_view<Z>& below = views[e];
      element_view<Z>& face = views[e - 1];
      const Z at_face = bottom + below.storage, source = bottom_source + below.top_source;
      const Z pivot = inverse_of(through + below.through + at_face);
      face.from_terminal = through * pivot;
      face.from_next = below.through * pivot;
      face.rest = source * pivot;
      top = top + face.from_terminal * at_face;
      bottom = below.storage + face.from_next * at_face;
      top_source = top_source + face.from_terminal * source;
      bottom_source = below.bottom_source + face.from_next * source;
      through = face.from_terminal * below.through;
    }
    terminal_view<Z>& here = terminals[t];
    if (!last) {
      terminals[t + 1].diagonal = bottom + through;
      terminals[t + 1].source = bottom_source;
      here.next = through;
      here.diagonal = here.diagonal + (top + through);
      here.source = here.source + top_source;
    } else if (shape_.sink) {
      here.diagonal = here.diagonal + (top + through);
      here.source = here.source + top_source;
    } else {
      // The closed bottom's face is free.
      element_view<Z>& face = views[to - 1];
      const Z pivot = inverse_of(through + bottom);
      face.from_terminal = through * pivot;
      face.from_next = Z{};
      face.rest = bottom_source * pivot;
      here.diagonal = here.diagonal + (top + face.from_terminal * bottom);
      here.source = here.source + top_source + face.from_terminal * bottom_source;
    }
  }

  // Stage values of a number (r, c), and back.
  V stage(int i, V r, complex<V> c) const {
    return split_.real[i] * r + (split_.pair_re[i] * c.re - split_.pair_im[i] * c.im);
  }
  V to_real(const V* x) const {
    return split_.to_real[0] * x[0] + split_.to_real[1] * x[1] + split_.to_real[2] * x[2];
  }
  complex<V> to_pair(const V* x) const {
    complex<V> c{};
    for (int i = 0; i < 3; ++i) {
      c.re = c.re + split_.to_pair_re[i] * x[i];
      c.im = c.im + split_.to_pair_im[i] * x[i];
    }
    return c;
  }
  /// Integral over the step of what has the parts (r, c).
  V over_step(V r, complex<V> c) const {
    return h_ *
           (split_.weight_real * r + (split_.weight_pair_re * c.re - split_.weight_pair_im * c.im));
  }
  V at_end(V r, complex<V> c) const { return r + c.re; }
  /// What a step's error is judged by.
  V difference(V start, V r, complex<V> c) const {
    return split_.difference_start * start + split_.difference_real * r +
           (split_.difference_pair_re * c.re - split_.difference_pair_im * c.im);
  }

  struct block {
    V of[3][3];
  };
  block matrix(V r, complex<V> c) const {
    block m;
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) {
        m.of[i][j] = split_.matrix_real[i][j] * r +
                     (split_.matrix_re[i][j] * c.re - split_.matrix_im[i][j] * c.im);
      }
    }
    return m;
  }

  static block inverse_block(const block& m) {
    const auto& a = m.of;
    block n;
    n.of[0][0] = a[1][1] * a[2][2] - a[1][2] * a[2][1];
    n.of[0][1] = a[0][2] * a[2][1] - a[0][1] * a[2][2];
    n.of[0][2] = a[0][1] * a[1][2] - a[0][2] * a[1][1];
    n.of[1][0] = a[1][2] * a[2][0] - a[1][0] * a[2][2];
    n.of[1][1] = a[0][0] * a[2][2] - a[0][2] * a[2][0];
    n.of[1][2] = a[0][2] * a[1][0] - a[0][0] * a[1][2];
    n.of[2][0] = a[1][0] * a[2][1] - a[1][1] * a[2][0];
    n.of[2][1] = a[0][1] * a[2][0] - a[0][0] * a[2][1];
    n.of[2][2] = a[0][0] * a[1][1] - a[0][1] * a[1][0];
    const V scale = 1.0 / (a[0][0] * n.of[0][0] + a[0][1] * n.of[1][0] + a[0][2] * n.of[2][0]);
    for (auto& row : n.of) {
      for (V& x : row)
        x = x * scale;
    }
    return n;
  }

  static block product(const block& a, const block& b) {
    block c;
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 3; ++j) {
        c.of[i][j] = a.of[i][0] * b.of[0][j] + a.of[i][1] * b.of[1][j] + a.of[i][2] * b.of[2][j];
      }
    }
    return c;
  }

  /// Solves the terminals' system over the stages: v_[t][i].
  void meet() {
    const int n = shape_.terminals;
    block a[most_terminals][most_terminals];
    V right[most_terminals][3];
    for (int t = 0; t < n; ++t) {
      for (int u = 0; u < n; ++u) {
        if (u < t - 1 || u > t + 1) a[t][u] = block{};  // only shunts may join them
      }
    }
    for (int t = 0; t < n; ++t) {
      a[t][t] = matrix(real_terminal_[t].diagonal, pair_terminal_[t].diagonal);
      for (int i = 0; i < 3; ++i)
        right[t][i] = stage(i, real_terminal_[t].source, pair_terminal_[t].source);
      if (t + 1 == n) break;
      a[t][t + 1] = matrix(-real_terminal_[t].next,
                           complex<V>{-pair_terminal_[t].next.re, -pair_terminal_[t].next.im});
      a[t + 1][t] = a[t][t + 1];
    }
    for (int k = 0; k < shape_.shunts; ++k)
      couple(k, a);
    if (shape_.top != ladder_top::closed) film_row(a[0], right[0]);
    // Elimination by blocks; all are far from singular, so no pivots are sought.
    block inverse_diagonal[most_terminals];
    for (int t = 0; t < n; ++t) {
      inverse_diagonal[t] = inverse_block(a[t][t]);
      for (int s = t + 1; s < n; ++s) {
        const block factor = product(a[s][t], inverse_diagonal[t]);
        for (int u = t + 1; u < n; ++u) {
          const block gone = product(factor, a[t][u]);
          for (int i = 0; i < 3; ++i) {
            for (int j = 0; j < 3; ++j)
              a[s][u].of[i][j] = a[s][u].of[i][j] - gone.of[i][j];
          }
        }
        subtract(right[s], factor, right[t]);
      }
    }
    for (int t = n - 1; t >= 0; --t) {
      for (int u = t + 1; u < n; ++u)
        subtract(right[t], a[t][u], v_[u]);
      for (int i = 0; i < 3; ++i) {
        const auto& row = inverse_diagonal[t].of[i];
        v_[t][i] = row[0] * right[t][0] + row[1] * right[t][1] + row[2] * right[t][2];
      }
    }
  }

  static void subtract(V* from, const block& m, const V* x) {
    for (int i = 0; i < 3; ++i)
      from[i] = from[i] - (m.of[i][0] * x[0] + m.of[i][1] * x[1] + m.of[i][2] * x[2]);
  }

  void couple(int k, block (*a)[most_terminals]) const {
    const int from = shape_.shunt_from[k], to = shape_.shunt_to[k];
    for (int i = 0; i < 3; ++i) {
      const V conductance = get(job_.shunt, 3 * k + i);
      for (const int side : {0, 1}) {
        const int here = side == 0 ? from : to, there = side == 0 ? to : from;
        if (here < 0) continue;
        V& own = a[here][here].of[i][i];
        own = own + conductance * get(job_.terminal_u, here);
        if (there < 0) continue;
        V& other = a[here][there].of[i][i];
        other = other - conductance * get(job_.terminal_u, there);
      }
    }
  }

  /// The film's own balance, or its given u.
  void film_row(block* row, V* right) const {
    const auto held = get(job_.held, 0) > 0.5;
    const V started = rate_ * get(job_.film, 0);
    for (int i = 0; i < 3; ++i) {
      V of_start = splat<V>(0.0);
      for (int j = 0; j < 3; ++j) {
        const V own = row[0].of[i][j] +
                      (split_.inverse[i][j] * rate_) * get(job_.film_capacity, j) +
                      (i == j ? get(job_.film_loss, i) : splat<V>(0.0));
        row[0].of[i][j] = select(held, splat<V>(i == j ? 1.0 : 0.0), own);
        of_start = of_start + split_.inverse[i][j] * started;
        for (int t = 1; t < shape_.terminals; ++t)
          row[t].of[i][j] = select(held, splat<V>(0.0), row[t].of[i][j]);
      }
      right[i] = select(held, get(job_.held_u, i), right[i] + of_start);
    }
  }

  /// The end of the step, its error and what went where.
  void leave() {
    const int n = shape_.terminals, elements = shape_.elements;
    V real_face = splat<V>(0.0);
    complex<V> pair_face{};
    // Faces from the bottom up, each known before the element above needs it.
    V* const real_v = after_rho() + elements * 33;
    complex<V>* const pair_v = reinterpret_cast<complex<V>*>(real_v + elements + 1);
    if (shape_.sink) {
      real_v[elements] = real_face;
      pair_v[elements] = pair_face;
    }
    for (int t = n - 1; t >= 0; --t) {
      const V real_a = to_real(v_[t]);
      const complex<V> pair_a = to_pair(v_[t]);
      const int from = shape_.terminal_face[t];
      const bool last = t + 1 == n;
      int next = last ? elements : shape_.terminal_face[t + 1];
      if (last && !shape_.sink && from < elements) next = elements + 1;  // a face more is free
      for (int f = next - 1; f > from; --f) {
        const element_view<V>& r = real_[f - 1];
        const element_view<complex<V>>& c = pair_[f - 1];
        real_v[f] = r.from_terminal * real_a + r.rest;
        pair_v[f] = c.from_terminal * pair_a + c.rest;
        if (f == elements) continue;
        real_v[f] = real_v[f] + r.from_next * real_v[f + 1];
        pair_v[f] = pair_v[f] + c.from_next * pair_v[f + 1];
      }
      real_v[from] = real_a;
      pair_v[from] = pair_a;
    }
    for (int f = 0; f <= elements; ++f)
      put(job_.face_v, f, at_end(real_v[f], pair_v[f]));
    V error = splat<V>(0.0), error_again = splat<V>(0.0);
    for (int l = 0; l < shape_.layers; ++l) {
      V real_content = splat<V>(0.0);
      complex<V> pair_content{};
      for (int e = shape_.first_element[l]; e < shape_.first_element[l + 1]; ++e) {
        advance(e, real_v, pair_v, error, error_again, real_content, pair_content);
        if (l > 0 && e == shape_.first_element[l]) {
          put(job_.passed, M::of(l, M::entered),
              over_step(into_top(real_[e], real_v + e), into_top(pair_[e], pair_v + e)));
        }
      }
      put(job_.passed, M::of(l, M::integral), over_step(real_content, pair_content));
      for (int i = 0; i < 3; ++i)
        put(job_.content, 3 * l + i, stage(i, real_content, pair_content));
    }
    const V film_error = film(real_v, pair_v);
    put(job_.error, 0, error + film_error);
    put(job_.error, 1, error_again + film_error);
  }

  template <class Z>
  static Z into_top(const element_view<Z>& x, const Z* v) {
    return x.storage * v[0] + x.through * (v[0] - v[1]) - x.top_source;
  }

  /// Modes and moments of one element at the end of the step.
  void advance(int e, const V* real_v, const complex<V>* pair_v, V& error, V& error_again,
               V& real_content, complex<V>& pair_content) {
    const V speed_h = get(job_.speed, e) * h_, capacity = get(job_.capacity, e);
    const V real_force[2] = {real_v[e] + real_v[e + 1], real_v[e] - real_v[e + 1]};
    const complex<V> pair_force[2] = {pair_v[e] + pair_v[e + 1], pair_v[e] - pair_v[e + 1]};
    const V real_begun = splat<V>(split_.gamma * split_.one_real);
    const complex<V> pair_begun =
        complex<V>{splat<V>(split_.alpha), splat<V>(split_.beta)} * one_pair();
    const V* r = real_rho() + e * shape_.modes;
    const complex<V>* c = pair_rho() + e * shape_.modes;
    const double* mode = job_.mode + e * shape_.modes * width;
    double* next = job_.next_mode + e * shape_.modes * width;
    V square = splat<V>(0.0), square_again = splat<V>(0.0);
    for (int j = 0; j < shape_.modes; ++j) {
      const V start = get(mode, j);
      const V gain = (shape_.coupling[j] * shape_.lambda[j]) * speed_h;
      const V real = r[j] * (real_begun * start + gain * real_force[j % 2]);
      const complex<V> pair = c[j] * (start * pair_begun + gain * pair_force[j % 2]);
      put(next, j, at_end(real, pair));
      const V filter = split_.gamma * r[j];
      const V once = filter * difference(start, real, pair);
      const V twice = filter * once;
      square = square + once * once;
      square_again = square_again + twice * twice;
    }
    error = error + 1.4142135623730951 * capacity * root(square);
    error_again = error_again + 1.4142135623730951 * capacity * root(square_again);
    const V real_even = real_[e].even + real_[e].gain_even * real_force[0];
    const V real_odd = real_[e].odd + real_[e].gain_odd * real_force[1];
    const complex<V> pair_even = pair_[e].even + pair_[e].gain_even * pair_force[0];
    const complex<V> pair_odd = pair_[e].odd + pair_[e].gain_odd * pair_force[1];
    const V real_top = capacity * (real_even + real_odd);
    const complex<V> pair_top = capacity * (pair_even + pair_odd);
    put(job_.next_end_moment, 2 * e, at_end(real_top, pair_top));
    if (e == 0) {
      top_difference_ = difference(get(job_.end_moment, 0), real_top, pair_top);
    }
    put(job_.next_end_moment, 2 * e + 1,
        capacity * at_end(real_even - real_odd, pair_even - pair_odd));
    real_content = real_content + (capacity + capacity) * real_even;
    pair_content = pair_content + (capacity + capacity) * pair_even;
  }

  /// The film's stages, what left it, what came out below. Returns the film's error.
  V film(const V* real_v, const complex<V>* pair_v) const {
    const int elements = shape_.elements;
    // From the admittance of all that lies below: no difference of v across the first element,
    // which a thin layer would lose.
    V real_in = real_terminal_[0].diagonal * real_v[0] - real_terminal_[0].source;
    complex<V> pair_in = pair_terminal_[0].diagonal * pair_v[0] - pair_terminal_[0].source;
    if (shape_.terminals > 1) {
      const int next = shape_.terminal_face[1];
      real_in = real_in - real_terminal_[0].next * real_v[next];
      pair_in = pair_in - pair_terminal_[0].next * pair_v[next];
    }
    V receptor = splat<V>(0.0), flux_out = splat<V>(0.0);
    if (shape_.sink) {
      const element_view<V>& r = real_[elements - 1];
      const element_view<complex<V>>& c = pair_[elements - 1];
      const V real_out = r.through * real_v[elements - 1] + r.bottom_source;
      const complex<V> pair_out = c.through * pair_v[elements - 1] + c.bottom_source;
      receptor = over_step(real_out, pair_out);
      flux_out = at_end(real_out, pair_out);
    }
    V shunted_rate[3] = {}, to_receptor_rate[3] = {};
    for (int k = 0; k < shape_.shunts; ++k) {
      const int from = shape_.shunt_from[k], to = shape_.shunt_to[k];
      for (int i = 0; i < 3; ++i) {
        const auto u = [&](int t) {
          return t < 0 ? splat<V>(0.0) : get(job_.terminal_u, t) * v_[t][i];
        };
        const V flux = get(job_.shunt, 3 * k + i) * (u(from) - u(to));
        if (shape_.top != ladder_top::closed) {
          if (from == 0) shunted_rate[i] = shunted_rate[i] + flux;
          if (to == 0) shunted_rate[i] = shunted_rate[i] - flux;
        }
        if (to < 0) to_receptor_rate[i] = to_receptor_rate[i] + flux;
        if (from < 0) to_receptor_rate[i] = to_receptor_rate[i] - flux;
      }
    }
    V evaporated = splat<V>(0.0), shunted = splat<V>(0.0), through = splat<V>(0.0), rate[3];
    for (int i = 0; i < 3; ++i) {
      put(job_.film_u, i, v_[0][i]);
      const V leaving = get(job_.film_loss, i) * v_[0][i];
      evaporated = evaporated + split_.weight[i] * leaving;
      shunted = shunted + split_.weight[i] * shunted_rate[i];
      through = through + split_.weight[i] * to_receptor_rate[i];
      rate[i] = leaving + stage(i, real_in, pair_in) + shunted_rate[i];
    }
    put(job_.passed, M::evaporated, h_ * evaporated);
    put(job_.passed, M::shunted, h_ * shunted);
    put(job_.passed, M::into_skin, over_step(real_in, pair_in));
    put(job_.passed, M::receptor, receptor + h_ * through);
    put(job_.passed, M::flux_in, at_end(real_in, pair_in) + shunted_rate[2]);
    put(job_.passed, M::flux_out, flux_out + to_receptor_rate[2]);
    const auto held = get(job_.held, 0) > 0.5;
    const V start = get(job_.film, 0);
    // Of the film and the moment of the skin's upper end together, which share one u: apart, they
    // jump at a start.
    V together = top_difference_ + split_.difference_start * start;
    V last = start;
    for (int i = 0; i < 3; ++i) {
      const V lost = split_.coefficients[i][0] * rate[0] + split_.coefficients[i][1] * rate[1] +
                     split_.coefficients[i][2] * rate[2];
      last = select(held, start - h_ * lost, get(job_.film_capacity, i) * v_[0][i]);
      put(job_.film_stage, i, last);
      together = together + split_.difference[i] * last;
    }
    put(job_.next_film, 0, last);
    if (shape_.top != ladder_top::film) return splat<V>(0.0);
    // What drains the film fast does not count as error.
    V drain = get(job_.film_loss, 2) + real_terminal_[0].diagonal;
    for (int k = 0; k < shape_.shunts; ++k) {
      if (shape_.shunt_from[k] == 0 || shape_.shunt_to[k] == 0)
        drain = drain + get(job_.shunt, 3 * k + 2);
    }
    const V capacity = (split_.gamma * rate_) * get(job_.film_capacity, 2);
    const V filter = select(held, splat<V>(1.0), capacity / (capacity + drain));
    return magnitude(filter * together);
  }

  const march_job& job_;
  const march_shape& shape_;
  const radau_split& split_;
  V h_, rate_, top_difference_;
  element_view<V>* real_ = nullptr;
  element_view<complex<V>>* pair_ = nullptr;
  terminal_view<V> real_terminal_[most_terminals];
  terminal_view<complex<V>> pair_terminal_[most_terminals];
  V v_[most_terminals][3];
};

template <class V>
void run_march(const march_job& job) {
  march<V>(job).run();
}

}  // namespace
}  // namespace percuta::lanes

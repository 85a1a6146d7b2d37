#include "transport/transform/ladder_profile.hpp"

#include <algorithm>
#include <cmath>
#include <complex>

namespace percuta {
namespace {

using complex = std::complex<double>;

/// 1 - exp(-z), also for small z.
complex one_less_exp(complex z) {
  const double e = std::exp(-z.real());
  const double half = std::sin(0.5 * z.imag());
  return {-std::expm1(-z.real()) + 2.0 * e * half * half, e * std::sin(z.imag())};
}

/// 2 sinh(a) sinh(b) / sinh(c) for 0 <= a + b <= c.
complex bump(complex a, complex b, complex c) {
  return std::exp(a + b - c) * one_less_exp(2.0 * a) * one_less_exp(2.0 * b) /
         one_less_exp(2.0 * c);
}

depth_profile empty_profile(const mesh& cells, double time_s) {
  depth_profile made;
  made.time_s = time_s;
  for (int j = 0; j < cells.cells(); ++j) {
    made.depth_m.push_back(0.5 * (cells.face_m[j] + cells.face_m[j + 1]));
    made.width_m.push_back(cells.width(j));
  }
  made.unbound_kg_m3.resize(cells.layer.size());
  made.tissue_kg_m3.resize(cells.layer.size());
  return made;
}

void fill_tissue(const solute& s, const mesh& cells, depth_profile& made) {
  for (std::size_t j = 0; j < cells.layer.size(); ++j)
    made.tissue_kg_m3[j] = s.layers[cells.layer[j]].partition * made.unbound_kg_m3[j];
}

}  // namespace

depth_profile ladder_profile(const solute& s, const mesh& cells, const exponential_poles& poles,
                             double time_s, const double* trace) {
  depth_profile made = empty_profile(cells, time_s);
  const std::size_t layers = s.layers.size();
  for (int k = 0; k < poles.pairs; ++k) {
    const complex pole{poles.pair[k].z_re / time_s, poles.pair[k].z_im / time_s};
    const complex gain = -2.0 / time_s * complex(poles.pair[k].c_re, poles.pair[k].c_im);
    for (std::size_t l = 0; l < layers; ++l) {
      const medium& m = s.layers[l];
      const double top = cells.face_m[cells.first_cell[l]];
      const double bottom = cells.face_m[cells.first_cell[l + 1]];
      const complex sigma = pole + value(m.loss_1_s, 0.0);
      const complex q = std::sqrt(sigma / m.diffusivity_m2_s);
      const complex p = m.initial_kg_m3 / sigma;
      const double* w = trace + (k * layers + l) * 4;
      const complex at_top = complex(w[0], w[1]) - p, at_bottom = complex(w[2], w[3]) - p;
      for (int j = cells.first_cell[l]; j < cells.first_cell[l + 1]; ++j) {
        const double half = 0.5 * cells.width(j), depth = made.depth_m[j] - top;
        const complex a = q * half, c = q * (bottom - top);
        const complex mean =
            (at_top * bump(a, q * (bottom - top - depth), c) + at_bottom * bump(a, q * depth, c)) /
            (2.0 * a);
        made.unbound_kg_m3[j] += (gain * (mean + p)).real();
      }
    }
  }
  for (double& w : made.unbound_kg_m3)
    w = std::max(w, 0.0);
  fill_tissue(s, cells, made);
  return made;
}

depth_profile initial_profile(const solute& s, const mesh& cells) {
  depth_profile made = empty_profile(cells, 0.0);
  for (std::size_t j = 0; j < cells.layer.size(); ++j)
    made.unbound_kg_m3[j] = s.layers[cells.layer[j]].initial_kg_m3;
  fill_tissue(s, cells, made);
  return made;
}

}  // namespace percuta

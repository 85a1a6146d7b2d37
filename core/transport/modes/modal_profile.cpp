#include "transport/modes/modal_profile.hpp"

#include <algorithm>

namespace percuta {
namespace {

/// Parts of a layer that is one element, and of each of several.
constexpr int parts_alone = 48, parts_of_many = 8;

/// Integral of P_n from -1 to x, for n = 0 .. count - 1: (P_{n+1} - P_{n-1}) / (2n + 1).
std::vector<double> primitives(double x, int count) {
  std::vector<double> p{1.0, x};
  for (int n = 1; n < count; ++n)
    p.push_back(((2 * n + 1) * x * p[n] - n * p[n - 1]) / (n + 1));
  std::vector<double> out{x + 1.0};
  for (int n = 1; n < count; ++n)
    out.push_back((p[n + 1] - p[n - 1]) / (2 * n + 1));
  return out;
}

/// Mean of a Legendre series over [a, b].
double mean(const std::vector<double>& series, double a, double b) {
  const auto low = primitives(a, static_cast<int>(series.size()));
  const auto high = primitives(b, static_cast<int>(series.size()));
  double sum = 0.0;
  for (std::size_t n = 0; n < series.size(); ++n)
    sum += series[n] * (high[n] - low[n]);
  return sum / (b - a);
}

/// v over one element in Legendre polynomials.
std::vector<double> in_legendre(const march_pack& pack, int e, int lane, double above,
                                double below) {
  const element_basis& basis = basis_of(pack.modes());
  std::vector<double> series(static_cast<std::size_t>(basis.modes) + 2, 0.0);
  series[0] = 0.5 * (above + below);
  series[1] = 0.5 * (below - above);
  for (int j = 0; j < basis.modes; ++j) {
    const double forced = basis.coupling[j] * (j % 2 == 0 ? above + below : above - below);
    const double bubble = pack.mode(e, j, lane) - forced;
    for (std::size_t n = 0; n < series.size(); ++n)
      series[n] += bubble * basis.legendre[j][n];
  }
  return series;
}

/// Scales the parts from `first` on so that they hold an amount: ripples below zero were cut off.
void hold(double amount_kg_m2, std::size_t first, depth_profile& made) {
  double sum = 0.0;
  for (std::size_t k = first; k < made.width_m.size(); ++k)
    sum += made.tissue_kg_m3[k] * made.width_m[k];
  if (sum <= 0.0) return;
  for (std::size_t k = first; k < made.width_m.size(); ++k) {
    made.tissue_kg_m3[k] *= amount_kg_m2 / sum;
    made.unbound_kg_m3[k] *= amount_kg_m2 / sum;
  }
}

}  // namespace

void modal_profiles::at_output(std::size_t time, const march_pack& pack, int lane, bool started) {
  depth_profile made;
  made.time_s = problem_.wanted.time_s[time];
  double top = 0.0;
  for (int l = 0; l < pack.layers(); ++l) {
    const int from = pack.first_element(l), to = pack.first_element(l + 1);
    const int parts = to - from == 1 ? parts_alone : parts_of_many;
    const std::size_t first = made.width_m.size();
    for (int e = from; e < to; ++e) {
      const double length = pack.length_m(e, lane);
      std::vector<double> series;
      if (started)
        series = in_legendre(pack, e, lane, pack.face_v(e, lane), pack.face_v(e + 1, lane));
      for (int k = 0; k < parts; ++k) {
        const double a = static_cast<double>(k) / parts, b = static_cast<double>(k + 1) / parts;
        const double w =
            started ? std::max(0.0, pack.gate(l, lane) * mean(series, 2.0 * a - 1.0, 2.0 * b - 1.0))
                    : what_.layers[l].initial_kg_m3;
        made.depth_m.push_back(top + 0.5 * (a + b) * length);
        made.width_m.push_back((b - a) * length);
        made.unbound_kg_m3.push_back(w);
        made.tissue_kg_m3.push_back(w * what_.layers[l].partition);
      }
      top += length;
    }
    if (started) hold(std::max(0.0, pack.content(l, lane)), first, made);
  }
  profiles_.push_back(std::move(made));
}

}  // namespace percuta

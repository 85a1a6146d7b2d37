#pragma once

#include "transport/transform/exponential_poles.hpp"

// Layers without channels in the Laplace domain, as a ladder of admittances. With sigma = s + k,
// q = sqrt(sigma / D), E = exp(-q L), the flux into a layer at its top and out at its bottom are
//
//     F_top = y (w_top - p) + b (w_top - w_bottom)      y = K sqrt(D sigma) (1 - E) / (1 + E)
//     F_bottom = b (w_top - w_bottom) - y (w_bottom - p)  b = K sqrt(D sigma) 2 E / (1 - E^2)
//
// where p = w0 / sigma comes of a uniform initial content. Layers below are seen as an admittance Z
// and a source I, F_bottom = Z w_bottom - I. No difference of large numbers is ever formed, whether
// a layer is thick (E = 0) or thin (1 - E by expm1), so nothing overflows and nothing cancels.

namespace percuta {

enum class ladder_top { film, fixed, closed };

/// Arrays hold `width` values, one for each lane, for every entry below.
struct ladder_job {
  int layers = 0;
  ladder_top top = ladder_top::film;
  bool sink = true;                    ///< at the bottom; else closed
  bool initial_content = true;         ///< false: every layer starts empty
  bool fluxes = true;                  ///< else only what `lean` names below is computed
  const double* parameters = nullptr;  ///< ladder_parameters::count(layers) entries
  int times = 0;
  const double* time_s = nullptr;  ///< > 0; `times` entries
  exponential_poles poles{};
  double* out = nullptr;   ///< ladder_results::count(layers) entries for each time
  double* work = nullptr;  ///< ladder_work(layers) entries
  /// w at top and bottom of every layer in the Laplace domain, real and imaginary: 4 * layers
  /// entries for each pole pair of each time; may be null.
  double* trace = nullptr;
};

/// Where each parameter stands.
struct ladder_parameters {
  static constexpr int film_capacity = 0, film_loss = 1, film_initial = 2, fixed = 3, first = 4;
  enum layer { thickness, diffusivity, partition, loss, initial, gate_top, gate_bottom, each };
  static constexpr int of(int layer_index, layer what) { return first + layer_index * each + what; }
  static constexpr int count(int layers) { return first + layers * each; }
};

/// Where each result stands. `lean`: film, film_integral, receptor, and amount and integral of
/// every layer.
struct ladder_results {
  /// u of the film [kg/m3], its integral over time, what has come out below; then, with fluxes, the
  /// flux into the first layer, what has passed there, the flux out below.
  static constexpr int film = 0, film_integral = 1, receptor = 2, flux_in = 3, entered = 4,
                       flux_out = 5, first = 6;
  /// Content, its integral over time, what has passed the upper face (with fluxes, from the second
  /// layer).
  enum layer { amount, integral, passed, each };
  static constexpr int of(int layer_index, layer what) { return first + layer_index * each + what; }
  static constexpr int count(int layers) { return first + layers * each; }
};

constexpr int ladder_work(int layers) {
  return 16 * layers;
}

}  // namespace percuta

#pragma once

#include "transport/modes/radau_split.hpp"
#include "transport/transform/ladder.hpp"

// One step of Radau IIA through layers whose coefficients stand still, driven by a film and shunts
// that move.
//
// Inside an element every mode follows  g' = -(k + mu) g + mu (what the ends force), so a step acts
// on it as a number along each eigenvector of the method (radau_split.hpp), and an element looks
// from its ends like a rung of the Laplace ladder (transform/ladder.hpp): two admittances and two
// sources. Elements between neighbouring terminals (the film's face, and faces where shunts end)
// are joined by star-mesh elimination, which subtracts nothing. What moves meets the terminals
// only, in a small system over the three stages. The potential is v = u scaled so that it is
// continuous across gates, which changes partition coefficients and nothing else.

namespace percuta {

inline constexpr int most_terminals = 4, most_shunts = 4;

/// What a pack's problems share.
struct march_shape {
  int layers = 0, elements = 0, modes = 0;
  ladder_top top = ladder_top::film;
  bool sink = true;
  const int* first_element = nullptr;  ///< of each layer; layers + 1 values
  int terminals = 1;
  int terminal_face[most_terminals] = {0};  ///< ascending; face e lies above element e
  int shunts = 0;
  /// Terminals; -1: the receptor.
  int shunt_from[most_shunts] = {0}, shunt_to[most_shunts] = {0};
  const double* lambda = nullptr;    ///< of element_basis
  const double* coupling = nullptr;  ///< the same
  double residue_even = 0.0, residue_odd = 0.0;
  const radau_split* split = nullptr;
};

/// Arrays hold `width` values, one for each lane, for every entry below.
struct march_job {
  march_shape shape;
  // Standing still. Per element: K l / 2, K D / l, 4 D / l^2, k; per terminal: u over v.
  const double *capacity = nullptr, *conductance = nullptr, *speed = nullptr, *loss = nullptr;
  const double* terminal_u = nullptr;
  // The step. Three stages where three are said.
  const double* h = nullptr;
  const double* held = nullptr;           ///< 1: the film's u is given; 0: it follows its amount
  const double* held_u = nullptr;         ///< three
  const double* film_capacity = nullptr;  ///< three
  const double* film_loss = nullptr;      ///< three
  const double* shunt = nullptr;          ///< three for each shunt
  // Start and end: the film's amount, modes by element, moments of both ends by element.
  const double *film = nullptr, *mode = nullptr, *end_moment = nullptr;
  double *next_film = nullptr, *next_mode = nullptr, *next_end_moment = nullptr;
  double* face_v = nullptr;  ///< v at the end of the step; elements + 1
  // Results.
  double* error = nullptr;       ///< two: filtered once, and twice [kg/m2]
  double* film_stage = nullptr;  ///< amount in the film; three
  double* film_u = nullptr;      ///< three
  double* content = nullptr;     ///< of each layer; three
  double* passed = nullptr;      ///< march_passed::count(layers)
  double* work = nullptr;        ///< march_work(shape) entries
};

/// What went where during the step [kg/m2], and fluxes at its end [kg/m2/s].
struct march_passed {
  static constexpr int evaporated = 0, into_skin = 1, shunted = 2, receptor = 3, flux_in = 4,
                       flux_out = 5, first = 6;
  /// Content integrated over time, and net flow in at the upper face (from the second layer).
  enum layer { integral, entered, each };
  static constexpr int of(int layer_index, layer what) { return first + layer_index * each + what; }
  static constexpr int count(int layers) { return first + layers * each; }
};

constexpr int march_work(int elements, int modes) {
  return elements * (3 * modes + 48) + 8 * 3 * (most_terminals + 1) + 96;
}

}  // namespace percuta

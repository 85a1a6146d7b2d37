#pragma once

#include "transport/cells/radau_step.hpp"
#include "transport/cells/recorder.hpp"

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace percuta {

/// One solute on its way through time: where it is, the step under way, and its books.
struct traveller {
  traveller(const problem& p, int solute, const mesh& cells, double error_scale);
  traveller(const traveller&) = delete;
  traveller& operator=(const traveller&) = delete;

  int index;
  double scale;  ///< of errors [kg/m2]
  layered_operator op;
  std::unique_ptr<radau_step> solver;
  recorder books;

  film_mode mode = film_mode::none;
  layered_state state;
  instant at_start;

  std::array<instant, 3> at;
  stage_states stages;
  std::array<flows, 3> measured;
  std::vector<double> formed_at_start;               ///< per cell [kg/m2/s]; empty: nothing
  std::array<std::vector<double>, 3> formed_at;      ///< the same at the stages
  std::array<std::vector<double>, 3> formed_layers;  ///< per layer
  std::vector<double> error;
};

/// Puts the initial contents in place and enters them in the books.
void load(traveller& x);

/// Removes, applies and floods as the event says.
void apply(const event& e, traveller& x);

/// The mode of the film at a start: saturated when more is there than it dissolves.
film_mode mode_at(const traveller& x, double time_s);

/// What waits undissolved [kg/m2].
double undissolved(const traveller& x, double time_s);

/// Where within the step just computed the film leaves its mode, as a share of the step: the first
/// zero of  m - capacity * saturation  on the collocation cubic of m. None: it does not.
std::optional<double> leaves_mode(const traveller& x, double time_s, double h);

}  // namespace percuta

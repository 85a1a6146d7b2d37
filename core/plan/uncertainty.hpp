#pragma once

#include "percuta/plan.hpp"

#include <array>
#include <cstddef>
#include <vector>

namespace percuta {

/// Where an uncertain input stands.
enum class level { low, mode, high };

/// A value at each level of one uncertain input; all alike where nothing is uncertain.
template <class T>
struct at_levels {
  std::array<T, 3> value;
  const T& operator[](level l) const { return value[static_cast<std::size_t>(l)]; }
  T& operator[](level l) { return value[static_cast<std::size_t>(l)]; }
};

/// One choice of every uncertain input.
struct levels {
  level wetted = level::mode;        ///< share of the channels that serum enters
  level depth = level::mode;         ///< residual depth over needle length
  level half_life = level::mode;     ///< of the channels' conductance, in air and covered together
  level permeability = level::mode;  ///< of the stratum corneum
};

/// An uncertain input and the member of `levels` that it moves.
struct knob {
  uncertain_input input;
  level levels::*moves;
  std::vector<uncertain_input> also{};  ///< inputs that move along with it
};

/// Every combination of low and high of the knobs, the first knob changing fastest; none without
/// knobs.
std::vector<levels> combinations(const std::vector<knob>& knobs);

}  // namespace percuta

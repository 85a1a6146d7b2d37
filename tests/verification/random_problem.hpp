#pragma once

#include "percuta/problem.hpp"

#include <cstdint>
#include <random>

/// Random numbers that are the same on every platform.
class dice {
public:
  explicit dice(std::uint64_t seed) : engine_(seed) {}

  double uniform(double low, double high) {
    return low + (high - low) * static_cast<double>(engine_() >> 11) * 0x1p-53;
  }
  double log_uniform(double low, double high);
  int pick(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  bool chance(double p) { return uniform(0.0, 1.0) < p; }

private:
  std::mt19937_64 engine_;
};

/// How many random problems a law is tried on: `usual`, or PERCUTA_RANDOM_PROBLEMS per thousand of
/// it (sanitizers are slow).
int trials(int usual);

/// Layers of skin with random thickness, D, K and loss; one solute, no film load, no channels.
percuta::problem random_skin(dice& d);

/// Adds one population of channels with fluid that conducts at least as well and loses no more than
/// any tissue.
void add_open_channels(dice& d, percuta::problem& p);

/// Everything at once: films that dry, saturate, evaporate, are removed and applied again; channels
/// that close and are flooded; gates, shunts, initial contents, two solutes with a reaction.
percuta::problem random_protocol(dice& d);

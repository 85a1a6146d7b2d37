#pragma once

#include "percuta/problem.hpp"

#include <string>
#include <vector>

namespace percuta {

/// Why the Laplace transform does not hold for a group of solutes: something moves with time, an
/// event comes later than the start, or a film can saturate. Empty: it holds.
std::string why_not_transform(const problem& p, const std::vector<int>& group);

/// True where the layers are crossed by nothing and nothing reacts, so that each has a closed form.
bool is_ladder(const problem& p, const std::vector<int>& group);

/// A film's initial load after the events at the start [kg/m2], and what they took away.
struct start {
  double film_kg_m2 = 0.0, removed_kg_m2 = 0.0, supplied_kg_m2 = 0.0;
};
start start_of(const problem& p, int solute);
/// The same for another load, a variation's.
start start_of(const problem& p, int solute, double initial_kg_m2);

}  // namespace percuta

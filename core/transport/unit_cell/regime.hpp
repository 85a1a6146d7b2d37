#pragma once

#include "percuta/problem.hpp"

namespace percuta {

// Where layers with lumped channels may stand for the unit cell. Lumping takes the exchange between
// a channel and its cell to be steady, which is wrong by a factor of two or three for the amount
// that channels carry (docs/theory.md has the comparison). So the layers are taken only where
// channels hardly matter: the sum of three shares of the scale is small. With n wetted channels per
// area, of largest radius a, phi their openness, u the highest that the run can have, and for every
// layer crossed over a length h,
//
//     what can pass      n pi a^2 |K D_fluid - K D_host| / h  u  integral of phi dt, the largest
//     what is held       n  volume of a channel  max(K_fluid, K_host) u
//     what is displaced  n pi a^2, of all that enters through tissue
//
// K of a host being over u, by the gate that makes the difference largest.

/// That sum, as a share of `scale` [kg/m2]; for several populations over all.
double lumping_error_bound(const problem& p, int solute, double scale);

/// True where the sum is within half the problem's tolerance.
bool layers_suffice(const problem& p, int solute, double scale);

}  // namespace percuta

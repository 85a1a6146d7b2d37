#pragma once

#include "percuta/problem.hpp"

namespace percuta {

// Where layers with lumped channels may stand for the unit cell. Lumping takes the exchange between
// a channel and its cell to be steady, which is wrong by a factor of up to two for the amount that
// channels carry (docs/theory.md has the comparison). So the layers agree with the cell within a
// tolerance where channels carry no more than that: with n wetted channels per area, of mouth
// radius a through a first layer of thickness h,
//
//     n  pi a^2 max(K D_fluid - K D_host, 0) / h  integral of phi dt  /  film capacity
//
// bounds the share of the dose that enters by them, and n times a channel's volume times the
// difference between K of fluid and tissue times the highest u bounds what they hold in its stead.
// For a channel that ends within the first layer, h is its depth.

/// That bound, as a share of `scale` [kg/m2]; for several populations the sum.
double lumping_error_bound(const problem& p, int solute, double scale);

/// True where the bound is within the problem's tolerance.
bool layers_suffice(const problem& p, int solute, double scale);

}  // namespace percuta

#pragma once

namespace percuta {

/// Share of the neutral species at a pH. NaN pKa: no such group. With both an acid and a base, the
/// species neutral in every group: (1 - a)(1 - b) + a b counts a net-neutral zwitterion as
/// un-ionised (Dancik et al. 2013, 10.1016/j.addr.2012.01.006), a and b being the ionised shares.
double neutral_share(double ph, double pka_acid, double pka_base);

}  // namespace percuta

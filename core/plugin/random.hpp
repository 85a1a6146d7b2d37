#pragma once

#include <array>
#include <cstdint>

namespace percuta {

/// Philox4x32-10, a counter-based generator: Salmon et al. 2011, "Parallel random numbers: as easy
/// as 1, 2, 3", doi:10.1145/2063384.2063405.
std::array<std::uint32_t, 4> philox4x32(std::array<std::uint32_t, 4> counter,
                                        std::array<std::uint32_t, 2> key);

/// Uniform in [0, 1), 53 bits: a pure function of its arguments, the same on every machine.
double counter_random(std::uint64_t seed, std::uint64_t stream, std::uint64_t counter);

}  // namespace percuta

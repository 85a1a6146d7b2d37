#pragma once

#include "percuta/batch.hpp"
#include "transport/modes/modal_case.hpp"
#include "transport/transform/ladder_pack.hpp"

namespace percuta {

/// Puts variation i's value of a column into a problem, a case, or a lane. The caller sees to it
/// that the column is of the case's or lane's own solute, or of all.
void apply(const column& c, std::size_t i, problem& p);
void apply(const column& c, std::size_t i, modal_case& to);
void apply(const column& c, std::size_t i, ladder_pack& pack, int lane);

/// True when the column varies a number that all solutes share.
bool is_shared(const column& c);

}  // namespace percuta

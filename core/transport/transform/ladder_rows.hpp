#pragma once

#include "transport/solute_rows.hpp"
#include "transport/transform/ladder_pack.hpp"

namespace percuta {

/// What cannot be seen in the parameters of a pack: what events at the start did.
struct ladder_start {
  double supplied_kg_m2 = 0.0, removed_kg_m2 = 0.0;
};

/// Evaluates all outputs of every lane, and peaks where they are wanted, with the poles set in the
/// pack. `rows` has one entry for each lane that counts; the others repeat one of them. `trace` as
/// in ladder_job, for the outputs above time zero.
void ladder_rows(ladder_pack& pack, const problem& shape, const std::vector<ladder_start>& starts,
                 std::vector<solute_rows>& rows, double* trace = nullptr);

}  // namespace percuta

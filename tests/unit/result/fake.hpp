#pragma once

#include "percuta/result.hpp"

namespace percuta::fake {

// A made-up result with numbers that can be checked by hand: two serums, three runs ("A" holds an
// acid and a base, "B" the acid), two layers of 10 and 100 um, needled, observed at 0, 1 and 2 h.

inline constexpr double dose_kg_m2 = 2e-4;

/// Inventories that add to the dose at every time, a tenth of it removed at the end.
solute_solution solved();

/// A run whose mean in the target is `mean` with the range [mean / 2, 2 mean], in kg/m3.
run_result run(const char* serum, const char* ingredient, double mean);

result made_up();

}  // namespace percuta::fake

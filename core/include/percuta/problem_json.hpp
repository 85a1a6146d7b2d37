#pragma once

#include "percuta/problem.hpp"
#include "percuta/solution.hpp"

#include <string>
#include <string_view>

namespace percuta {

// The waist in JSON: the member names of problem.hpp and solution.hpp are the keys. A signal is a
// number or { "breaks_s": [...], "coefficients": [[...], ...] }. Doubles are written with 17
// digits, so that reading back gives the same bits.

/// Indented JSON with "format": 1 and "kind": "percuta.problem".
std::string to_json(const problem& p);

/// Throws configuration_error naming `origin` (a file name) and the offending path; unknown keys
/// are errors. Runs check().
problem problem_from_json(std::string_view text, const std::string& origin);

/// Indented JSON with "format": 1 and "kind": "percuta.solution".
std::string to_json(const solution& s);

}  // namespace percuta

#pragma once

#include "percuta/result.hpp"

#include <string>

namespace percuta {

// Comma-separated, RFC 4180 quoting, lines end in "\n"; units stand in the column names. Numbers
// are the shortest that read back to the same bits; an empty field means there is none.

/// One line for each run and time.
std::string series_csv(const result& r);

/// One line for each run, time and cell of the depth profile.
std::string profiles_csv(const result& r);

}  // namespace percuta

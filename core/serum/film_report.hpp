#pragma once

#include "serum/drying.hpp"
#include "serum/film.hpp"

#include <vector>

namespace percuta {

/// Thickness and composition at about fifty times, denser after each step of the protocol. A
/// solvent's share is of the whole film; water includes what the skin supplies.
film_history history_of(const mixture& m, const drying_path& path,
                        const std::vector<double>& protocol_s, double duration_s);

/// Time until 95 % of the water has gone (where it goes before the film is touched again), final
/// thickness, share of the applied solvents left at the end.
std::vector<computed_value> summary_of(const mixture& m, const drying_path& path,
                                       const std::vector<film_step>& steps, double duration_s);

/// About fifty display times over [0, duration_s].
std::vector<double> display_times(const std::vector<double>& protocol_s, double duration_s);

}  // namespace percuta

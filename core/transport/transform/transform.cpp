#include "transport/transform/transform.hpp"

#include "percuta/error.hpp"
#include "transport/transform/ladder_profile.hpp"
#include "transport/transform/ladder_rows.hpp"
#include "transport/transform/validity.hpp"

#include <fmt/format.h>

namespace percuta {
namespace {

/// Cells of a depth profile between neighbouring faces.
constexpr int profile_cells = 64;

void add_profiles(const problem& p, int solute, const exponential_poles& poles,
                  const std::vector<double>& trace, std::size_t first, solute_solution& out) {
  const percuta::solute& what = p.solutes[solute];
  const mesh cells = make_mesh(p, {solute}, profile_cells);
  if (first == 1) out.profiles.push_back(initial_profile(what, cells));
  const std::size_t each = static_cast<std::size_t>(poles.pairs) * what.layers.size() * 4;
  for (std::size_t i = first; i < p.wanted.time_s.size(); ++i) {
    out.profiles.push_back(
        ladder_profile(what, cells, poles, p.wanted.time_s[i], &trace[(i - first) * each]));
  }
}

}  // namespace

std::string beyond_poles(double gain, double tolerance) {
  const double least = gain * all_exponential_poles().back().error;
  return fmt::format(
      "the transform's error is up to {:.1e} of the dose, above the tolerance {:g}; a tolerance of "
      "{:.1e} would be met",
      least, tolerance, 2.5 * least);
}

solute_solution transform(const problem& p, int solute, double scale,
                          solve_statistics& statistics) {
  ladder_pack pack(lanes::single(), p, solute, true);
  const double gain = error_gain(pack, 0, p.top, scale);
  const exponential_poles* const poles = enough_poles(gain, p.tolerance);
  if (poles == nullptr) throw numerical_error(beyond_poles(gain, p.tolerance));
  pack.set_poles(*poles);
  const start at = start_of(p, solute);
  const std::size_t first = p.wanted.time_s.front() == 0.0 ? 1 : 0;
  const std::size_t evaluated = p.wanted.time_s.size() - first;
  std::vector<double> trace;
  if (p.wanted.profiles) {
    trace.resize(evaluated * static_cast<std::size_t>(poles->pairs) * p.thickness_m.size() * 4);
  }
  std::vector<solute_rows> rows(1);
  ladder_rows(pack, p, {{at.supplied_kg_m2, at.removed_kg_m2}}, rows,
              trace.empty() ? nullptr : trace.data());
  solute_solution out = solution_of(rows[0]);
  if (p.wanted.profiles) add_profiles(p, solute, *poles, trace, first, out);
  statistics.estimated_error = gain * poles->error;
  statistics.factorisations = static_cast<long>(poles->pairs) * static_cast<long>(evaluated);
  return out;
}

}  // namespace percuta

#include "serum/film_report.hpp"

#include "serum/film_signals.hpp"
#include "serum/vehicle.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>

namespace percuta {
namespace {

constexpr std::size_t wanted_times = 50;

const film_step* first_application(const std::vector<film_step>& steps, double duration_s) {
  const auto found = std::find_if(steps.begin(), steps.end(), [&](const film_step& s) {
    return s.kind == step_kind::apply && s.at_s < duration_s;
  });
  return found == steps.end() ? nullptr : &*found;
}

/// Time from the first application until a twentieth of its water is left; none when the film is
/// touched, or the run ends, before that.
std::optional<double> water_gone_s(const mixture& m, const drying_path& path,
                                   const std::vector<film_step>& steps, double duration_s) {
  const film_step* applied = first_application(steps, duration_s);
  const auto water = std::find_if(m.solvents.begin(), m.solvents.end(),
                                  [](const solvent& s) { return s.is_water; });
  if (applied == nullptr || water == m.solvents.end()) return std::nullopt;
  const auto i = static_cast<Eigen::Index>(water - m.solvents.begin());
  const double start_mol = state_at(path, applied->at_s).mol_m2[i];
  if (!(start_mol > 0.0)) return std::nullopt;
  double touched_s = duration_s;
  for (const film_step& s : steps) {
    const bool touches = s.kind == step_kind::apply || s.kind == step_kind::remove;
    if (touches && s.at_s > applied->at_s) touched_s = std::min(touched_s, s.at_s);
  }
  for (const double t :
       crossings(path, [&](const film_state& s) { return s.mol_m2[i] - 0.05 * start_mol; })) {
    if (t > applied->at_s && t <= touched_s) return t - applied->at_s;
  }
  return std::nullopt;
}

double solvent_mass_kg_m2(const mixture& m, const film_state& s) {
  double sum = 0.0;
  for (std::size_t i = 0; i < m.solvents.size(); ++i) {
    sum += s.mol_m2[static_cast<Eigen::Index>(i)] * m.solvents[i].molar_mass_kg_mol;
  }
  return sum;
}

}  // namespace

std::vector<double> display_times(const std::vector<double>& protocol_s, double duration_s) {
  const std::vector<double> breaks = break_times(protocol_s, {}, duration_s);
  const std::size_t spans = breaks.size() - 1;
  const std::size_t each = std::max<std::size_t>(4, wanted_times / spans);
  std::vector<double> times;
  for (std::size_t i = 0; i < spans; ++i) {
    for (std::size_t k = 0; k < each; ++k) {
      const double share = static_cast<double>(k) / static_cast<double>(each);
      times.push_back(breaks[i] + (breaks[i + 1] - breaks[i]) * share * share * share);
    }
  }
  times.push_back(duration_s);
  return times;
}

film_history history_of(const mixture& m, const drying_path& path,
                        const std::vector<double>& protocol_s, double duration_s) {
  film_history h;
  h.time_s = display_times(protocol_s, duration_s);
  h.volume_fraction.resize(m.solvents.size());
  for (const solvent& s : m.solvents)
    h.solvents.push_back(s.name);
  for (const double t : h.time_s) {
    const vehicle_state v = describe(m, state_at(path, t));
    h.thickness_m.push_back(v.thickness_m);
    double from_skin = v.from_skin;  // shown with the first water of the serum
    for (std::size_t i = 0; i < m.solvents.size(); ++i) {
      double share = v.volume_fraction[i];
      if (m.solvents[i].is_water) share += std::exchange(from_skin, 0.0);
      h.volume_fraction[i].push_back(share * v.liquid_m / v.thickness_m);
    }
  }
  return h;
}

std::vector<computed_value> summary_of(const mixture& m, const drying_path& path,
                                       const std::vector<film_step>& steps, double duration_s) {
  std::vector<computed_value> values;
  if (const std::optional<double> gone = water_gone_s(m, path, steps, duration_s)) {
    values.push_back({"time until 95 % of the film's water has gone", "film_water_gone", "min",
                      *gone, std::nullopt, std::nullopt,
                      "evaporation by Raoult's law with the gas-phase transfer of Dancik et al. "
                      "2013, 10.1016/j.addr.2012.01.006"});
  }
  const film_state last = state_at(path, duration_s);
  values.push_back({"film thickness at the end", "film_final_thickness", "um",
                    describe(m, last).thickness_m, std::nullopt, std::nullopt,
                    "volumes add; skin keeps at least 1 µm of water (stated rule)"});
  double applied = 0.0;
  for (const film_step& s : steps) {
    if (s.kind != step_kind::apply || s.at_s >= duration_s) continue;
    for (const solvent& one : m.solvents)
      applied += s.amount_kg_m2 * one.fraction;
  }
  if (applied > 0.0) {
    values.push_back({"solvents left in the film at the end, of those applied",
                      "film_solvents_left", "%", solvent_mass_kg_m2(m, last) / applied,
                      std::nullopt, std::nullopt, "evaporation as above, less what was removed"});
  }
  return values;
}

}  // namespace percuta

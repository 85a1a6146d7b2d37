#include "plan/problem_plan.hpp"

#include "plan/protocol.hpp"

#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

/// Factor on the permeability of a stratum corneum.
double permeability_factor(level l, double log10_spread) {
  if (l == level::mode || std::isnan(log10_spread)) return 1.0;
  return std::pow(10.0, l == level::high ? log10_spread : -log10_spread);
}

/// Moves the permeability D K / h by a factor that the partition takes, and with it what the layer
/// can hold; the lag h^2 / 6 D stays, which the spread of steady permeabilities says nothing of.
/// Correlations of the partition alone are off by 0.4 to 0.5 log units
/// (10.1016/j.xphs.2017.07.026), most of what models of the permeability are off by. Beyond
/// `largest` the diffusivity takes over.
void move_permeability(medium& m, double factor, double largest) {
  const double permeability = m.diffusivity_m2_s * m.partition * factor;
  m.partition = std::min(m.partition * factor, largest);
  if (factor != 1.0) m.diffusivity_m2_s = permeability / m.partition;
}

problem make_problem(const planning& p, const serum_parts& parts, const planned_doses& doses,
                     const levels& l) {
  problem made;
  for (const known_layer& layer : parts.skin)
    made.thickness_m.push_back(layer.thickness_m);
  made.channels = parts.channels.at(l);
  made.events = doses.events;
  made.top = top_boundary::film;
  made.bottom = p.said.skin.closed_bottom ? bottom_boundary::closed : bottom_boundary::sink;
  made.wanted.time_s = parts.times.solve_s;
  std::copy(std::begin(p.made.window_s), std::end(p.made.window_s), made.wanted.window_s);
  made.wanted.profiles = p.said.simulation.profiles;
  made.wanted.fields = p.said.simulation.fields;
  made.tolerance = p.said.simulation.tolerance;
  for (std::size_t i = 0; i < parts.transport.size(); ++i) {
    const active_transport& from = parts.transport[i];
    const film_of_active& film = parts.film.actives[i];
    solute s;
    s.top.capacity_m = film.capacity_m;
    s.top.loss_m_s = film.loss_m_s;
    s.top.saturation_kg_m3 = film.saturation_kg_m3;
    s.top.sheet_conductance_m3_s = film.sheet_conductance_m3_s;
    s.top.initial_kg_m2 = doses.initial_kg_m2[i];
    s.layers = from.layers;
    for (std::size_t k = 0; k < s.layers.size(); ++k) {
      if (parts.skin[k].kind != layer_kind::stratum_corneum) continue;
      move_permeability(s.layers[k], permeability_factor(l.permeability, from.log10_spread[k]),
                        from.largest_partition[k]);
    }
    s.fluid.assign(made.channels.size(), from.fluid);
    made.solutes.push_back(std::move(s));
  }
  return made;
}

bool does_nothing(const event& e) {
  return e.flood.empty() &&
         std::all_of(e.keep.begin(), e.keep.end(), [](double k) { return k == 1.0; }) &&
         std::all_of(e.add_kg_m2.begin(), e.add_kg_m2.end(), [](double a) { return a == 0.0; });
}

/// The same protocol without needling.
problem without_channels(problem made) {
  made.channels.clear();
  for (solute& s : made.solutes) {
    s.fluid.clear();
    s.top.sheet_conductance_m3_s.reset();
  }
  for (event& e : made.events)
    e.flood.clear();
  std::erase_if(made.events, does_nothing);
  return made;
}

planned_ingredient describe(const substance& s, const active_transport& transport,
                            const film_of_active& film, double dose_kg_m2) {
  planned_ingredient made;
  made.name = s.name;
  made.dose_kg_m2 = dose_kg_m2;
  made.intact_lag_s = transport.intact_lag_s;
  made.molar_mass_kg_mol = s.property("molar_mass");
  for (const medium& m : transport.layers)
    made.partition.push_back(m.partition);
  for (const auto* list : {&s.warnings, &transport.warnings, &film.warnings}) {
    for (const std::string& text : *list) {
      const auto same = std::find(made.warnings.begin(), made.warnings.end(), text);
      if (same == made.warnings.end()) made.warnings.push_back(text);
    }
  }
  return made;
}

}  // namespace

planned_serum plan_problems(const planning& p, const serum_parts& parts,
                            const std::vector<levels>& combinations, bool vary_permeability) {
  const std::vector<const substance*> actives = parts.serum.actives();
  const planned_doses doses = plan_doses(p.said.steps, parts.serum, p.said.simulation.duration_s,
                                         parts.channels.first_needled);
  planned_serum made;
  made.name = parts.serum.said->name;
  made.film = parts.film.history;
  for (std::size_t i = 0; i < actives.size(); ++i) {
    made.ingredients.push_back(
        describe(*actives[i], parts.transport[i], parts.film.actives[i], doses.total_kg_m2[i]));
  }
  const auto problem_at = [&](const levels& l) { return make_problem(p, parts, doses, l); };
  made.base = problem_at({});
  for (const levels& l : combinations)
    made.corners.push_back(problem_at(l));
  if (!parts.channels.any()) return made;

  made.intact.push_back(without_channels(made.base));
  if (vary_permeability) {
    for (const level at : {level::low, level::high}) {
      levels l;
      l.permeability = at;
      made.intact.push_back(without_channels(problem_at(l)));
    }
  }
  for (const levels& l : combinations) {
    made.corner_intact.push_back(!vary_permeability ? 0 : l.permeability == level::low ? 1 : 2);
  }
  return made;
}

std::optional<knob> permeability_knob(const std::vector<known_layer>& skin,
                                      const planned_diffusion& diffusion) {
  double widest = 0.0;
  for (const auto& serum : diffusion.serums) {
    for (const active_transport& active : serum) {
      for (std::size_t i = 0; i < skin.size(); ++i) {
        if (skin[i].kind != layer_kind::stratum_corneum) continue;
        if (active.log10_spread[i] > widest) widest = active.log10_spread[i];
      }
    }
  }
  if (widest == 0.0) return std::nullopt;
  return knob{
      {"permeability of the stratum corneum over its most likely value",
       "stratum_corneum_permeability", "1", std::pow(10.0, -widest), 1.0, std::pow(10.0, widest),
       "one standard deviation of log10 to each side, as the diffusion model states it for "
       "each ingredient; the widest is shown"},
      &levels::permeability};
}

}  // namespace percuta

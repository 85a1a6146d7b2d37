#pragma once

#include "percuta/signal.hpp"

#include <optional>
#include <vector>

namespace percuta {

// The narrow waist. All SI; no names, no files, no plugins. A solver needs nothing else.
//
// For each solute, u is the unbound concentration in water [kg/m3] (ionised and not). A compartment
// holds C = K w, where w is u behind the compartment's gates (below). In a layer of depth z
//
//     d(K w)/dt = d/dz (K D dw/dz) - k K w - reactions
//
// Amounts are per area of skin [kg/m2]. Depth is measured from the skin surface [m], time from
// zero [s].

/// Jump factors of a compartment's faces: w at the face = gate * u outside. 1 between aqueous
/// compartments; the un-ionised share of the neighbouring water at the faces of a lipid barrier.
struct gates {
  double top = 1.0;     ///< towards the film or the layer above
  double bottom = 1.0;  ///< towards the layer below
  double wall = 1.0;    ///< towards channel fluid
  bool operator==(const gates&) const = default;
};

/// A solute in one compartment.
struct medium {
  double diffusivity_m2_s = 0.0;  ///< D > 0
  double partition = 1.0;         ///< K > 0, over water
  double initial_kg_m3 = 0.0;     ///< w at t = 0, >= 0
  signal loss_1_s = 0.0;          ///< k >= 0, of the total concentration; goes to `cleared`
  gates gate;
  bool operator==(const medium&) const = default;
};

enum class top_boundary { film, fixed, closed };
enum class bottom_boundary { sink, closed };

/// What lies on the skin. For `film`: m is the solute's amount [kg/m2] and
///     u = min(m / capacity_m, saturation),   dm/dt = -loss_m_s u - flux into the skin;
/// what exceeds saturation waits undissolved. For `fixed`: u = fixed_kg_m3, without end.
struct film {
  signal capacity_m = 0.0;                 ///< thickness times partition over water, > 0
  signal loss_m_s = 0.0;                   ///< evaporation velocity over u, >= 0
  std::optional<signal> saturation_kg_m3;  ///< none: never saturates
  /// Sheet conductance D K h of the film [m3/s]: getting sideways to the mouth of a channel has the
  /// resistance [ln(R/a)/(1-s)^2 - (3-s)/(4(1-s))] / (2 pi D K h), s = a^2/R^2, per channel.
  /// None: the film is well mixed.
  std::optional<signal> sheet_conductance_m3_s;
  double initial_kg_m2 = 0.0;  ///< m at t = 0
  signal fixed_kg_m3 = 0.0;    ///< u of a `fixed` top
  bool operator==(const film&) const = default;
};

/// A population of like channels, one needling's worth.
struct channel {
  double density_1_m2 = 0.0;     ///< channels per area, wetted or not
  double wetted_fraction = 1.0;  ///< only these take part
  /// Radius against depth, piecewise linear, ascending from depth 0; the last depth is the tip.
  std::vector<double> depth_m, radius_m;
  /// phi in [0, 1]: K D = phi (K D)_fluid + (1 - phi)(K D)_host; the capacity stays the fluid's.
  signal openness = 1.0;
  bool operator==(const channel&) const = default;
};

/// An idealised path between two places: 0 is the film, i the lower face of layer i (1-based).
struct shunt {
  int from = 0, to = 1;
  signal conductance_m_s = 0.0;  ///< flux [kg/m2/s] = conductance * (u_from - u_to)
  bool operator==(const shunt&) const = default;
};

/// One ingredient.
struct solute {
  film top;
  std::vector<medium> layers;  ///< one for each layer, top to bottom
  std::vector<medium> fluid;   ///< one for each channel population; gates unused
  bool operator==(const solute&) const = default;
};

/// First-order conversion in the layers: of what `from` loses, mass_yield becomes `to`. The
/// reactions of a problem form an acyclic graph.
struct reaction {
  int from = 0, to = 0;          ///< indices of solutes
  double mass_yield = 1.0;       ///< ratio of molar masses times stoichiometry
  std::vector<double> rate_1_s;  ///< one for each layer, acting on the total concentration
  bool operator==(const reaction&) const = default;
};

/// Something done to the film at an instant, to every solute; or channels flooded by it.
struct event {
  double time_s = 0.0;
  std::vector<double> keep;       ///< per solute: share of the film that stays; the rest is removed
  std::vector<double> add_kg_m2;  ///< per solute: what is applied, after the removal
  /// Channel populations (indices) whose fluid takes the film's u now, out of the film.
  std::vector<int> flood;
  bool operator==(const event&) const = default;
};

/// What the solver shall report.
struct outputs {
  std::vector<double> time_s;       ///< ascending, in [0, duration]; the last is the duration
  double window_s[2] = {0.0, 0.0};  ///< over which peaks are sought; empty: [0, duration]
  bool profiles = false;            ///< concentration against depth at every output time
  bool fields = false;              ///< concentration over a unit cell at every output time
  bool peaks = true;                ///< the highest content of every layer and of the film
  bool operator==(const outputs&) const = default;
};

struct problem {
  std::vector<double> thickness_m;  ///< layers, top to bottom
  std::vector<channel> channels;
  std::vector<shunt> shunts;
  std::vector<solute> solutes;
  std::vector<reaction> reactions;
  std::vector<event> events;  ///< ascending in time, in [0, duration)
  top_boundary top = top_boundary::film;
  bottom_boundary bottom = bottom_boundary::sink;
  outputs wanted;
  double tolerance = 1e-4;  ///< of the dose, in every inventory
  bool operator==(const problem&) const = default;
};

/// Throws configuration_error with every fault of the problem, one a line, in the words of its
/// JSON form (`solutes[0].layers[2].partition is -1; it must be above 0`).
void check(const problem& p);

/// Amount that enters the problem for one solute: initial contents, the film's initial load and all
/// additions [kg/m2]. What a fixed top supplies is not known beforehand and not in it.
double dose_kg_m2(const problem& p, std::size_t solute);

}  // namespace percuta

#include "plan/channel_plan.hpp"

#include "plan/closure_plan.hpp"
#include "plan/geometry_plan.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace percuta {
namespace {

constexpr double mm = 1e-3, um = 1e-6;
constexpr double deepest_share = 0.99;  // of the skin: where an uncertain depth is cut off
constexpr double most_open = 0.9;       // of the skin: beyond it there are no channels but a wound

channel channel_of(const channel_shape& shape) {
  channel c;
  c.density_1_m2 = shape.density_1_m2;
  c.depth_m = shape.depth_m;
  c.radius_m = shape.radius_m;
  return c;
}

/// True when the channels end within the skin and leave some of it between them.
bool require_room(planning& p, const channel& c, const std::vector<known_layer>& skin,
                  const location& where) {
  const double depth = c.depth_m.back(), total = total_thickness_m(skin);
  const double widest = *std::max_element(c.radius_m.begin(), c.radius_m.end());
  const double open = c.density_1_m2 * std::numbers::pi * widest * widest;
  if (depth > deepest_share * total) {
    p.out.error(
        where,
        fmt::format("the channels, {:.4g} µm in radius and {:.4g} µm deep, would go through "
                    "{}, the last layer, whose lower face lies at {:.4g} µm",
                    widest / um, depth / um, skin.back().name, total / um),
        "make them shallower, or add a deeper layer to the skin");
  }
  if (open >= most_open) {
    p.out.error(where,
                fmt::format("the channels, {:.4g} µm in radius and {:.4g} µm deep, are wider than "
                            "the skin that falls to each, {:.4g} µm in radius: they would cover "
                            "{:.0f} % of {}",
                            widest / um, depth / um,
                            1.0 / std::sqrt(std::numbers::pi * c.density_1_m2) / um, 100.0 * open,
                            skin.front().name),
                "lower their density or radius");
  }
  return depth <= deepest_share * total && open < most_open;
}

void plan_explicit(planning& p, const std::vector<known_layer>& skin, planned_channels& into) {
  const channels_section& said = *p.said.channels;
  const std::optional<channel_shape> shape = ask_geometry(p, said.geometry);
  if (!shape || !require_room(p, channel_of(*shape), skin, said.geometry.id.where)) return;
  double wetted = std::isnan(shape->wetted_fraction) ? 1.0 : shape->wetted_fraction;
  if (said.wetted_fraction) wetted = said.wetted_fraction->value;
  planned_population population;
  population.by_depth.value.fill(channel_of(*shape));
  population.wetted_fraction.value.fill(wetted);
  into.populations.push_back(std::move(population));
}

/// A cone with the numbers of a needling, as if the user had written it.
model_choice cone_of(double density_1_m2, double radius_m, double depth_m, const location& where) {
  const auto parameter = [&](const char* key, double value, const char* unit) {
    raw_value raw;
    raw.data = fmt::format("{:.17g} {}", value, unit);
    raw.where = raw.key_where = where;
    return raw_entry{key, std::move(raw)};
  };
  return {{"cone", where},
          {parameter("density", density_1_m2, "/m^2"), parameter("radius", radius_m, "m"),
           parameter("depth", depth_m, "m")}};
}

void warn_of_dermis(planning& p, const std::vector<known_layer>& skin, double needle_length_m,
                    double insertion_m) {
  double above = 0.0;
  for (const known_layer& layer : skin) {
    if (layer.kind == layer_kind::dermis) break;
    above += layer.thickness_m;
  }
  const bool has_dermis = std::any_of(
      skin.begin(), skin.end(), [](const known_layer& l) { return l.kind == layer_kind::dermis; });
  if (!has_dermis || insertion_m <= above) return;
  warn(p,
       fmt::format("a needle of {:.3g} mm goes about {:.0f} µm deep while it is in place, into the "
                   "dermis, which begins at {:.0f} µm; figures for exposure through intact skin do "
                   "not hold",
                   needle_length_m / mm, insertion_m / um, above / um));
}

/// Whether what was said of a needling lies in the device's range; faults go to the diagnostics.
bool in_range(planning& p, const needling_device& device, const step& said) {
  const auto faults = needling_faults(device, said.needle_length_m->value, said.passes->value);
  for (const needling_fault& fault : faults) {
    p.out.error(fault.key == "passes" ? said.passes->where : said.needle_length_m->where,
                fault.message);
  }
  return faults.empty();
}

void plan_needling(planning& p, const std::vector<known_layer>& skin, const step& said,
                   planned_channels& into) {
  const std::optional<needling_device> device = device_of(p, said);
  if (!device) return;

  const needling_answer channels = needle(*device, said.needle_length_m->value, said.passes->value);
  const std::string owner = fmt::format("needling at {:g} h", said.at_s / 3600.0);
  for (const computed_value& c : channels.computed)
    note_computed(p, c, owner);
  warn_of_dermis(p, skin, said.needle_length_m->value, channels.insertion_depth_m.mode);

  const bool vary = p.said.simulation.uncertainty;
  const double deepest = deepest_share * total_thickness_m(skin);
  planned_population population;
  population.made_at_s = said.at_s;
  const auto shape_at = [&](double depth_m) {
    return ask_geometry(p, cone_of(channels.density_1_m2, channels.surface_radius_m.mode, depth_m,
                                   said.device->where));
  };
  const ranged_value& depth = channels.residual_depth_m;
  const std::optional<channel_shape> most_likely = shape_at(depth.mode);
  if (!most_likely || !require_room(p, channel_of(*most_likely), skin, said.where)) return;
  population.by_depth.value.fill(channel_of(*most_likely));
  population.wetted_fraction.value.fill(channels.wetted_fraction.mode);
  if (vary) {
    const auto low = shape_at(depth.low), high = shape_at(std::min(depth.high, deepest));
    if (low) population.by_depth[level::low] = channel_of(*low);
    if (high) population.by_depth[level::high] = channel_of(*high);
    population.wetted_fraction.value = {channels.wetted_fraction.low, channels.wetted_fraction.mode,
                                        channels.wetted_fraction.high};
  }
  if (vary && into.knobs.empty()) {
    for (const uncertain_input& input : channels.uncertain) {
      into.knobs.push_back(
          {input, input.key == "wetted_fraction" ? &levels::wetted : &levels::depth});
    }
  }
  into.populations.push_back(std::move(population));
}

/// When channels were made, for the barrier's own clock.
std::vector<double> times_made(const planned_channels& channels) {
  std::vector<double> times;
  for (const planned_population& population : channels.populations) {
    times.push_back(population.made_at_s);
  }
  return times;
}

}  // namespace

double planned_channels::first_made_at_s() const {
  double first = std::numeric_limits<double>::infinity();
  for (const planned_population& population : populations)
    first = std::min(first, population.made_at_s);
  return first;
}

std::optional<needling_device> device_of(planning& p, const step& said) {
  if (!said.device) return std::nullopt;
  const std::optional<needling_device> device = find_device(said.device->value);
  if (!device) {
    const std::vector<std::string> known = device_names();
    const std::string guessed = guess(said.device->value, known);
    p.out.error(
        said.device->where, fmt::format("unknown device '{}'", said.device->value),
        fmt::format("{}{}Known: {}", guessed, guessed.empty() ? "" : " ", fmt::join(known, ", ")));
    return std::nullopt;
  }
  if (!said.needle_length_m || !said.passes || !in_range(p, *device, said)) return std::nullopt;
  return device;
}

std::vector<channel> planned_channels::at(const levels& l) const {
  std::vector<channel> list;
  for (const planned_population& population : populations) {
    channel c = population.by_depth[l.depth];
    c.wetted_fraction = population.wetted_fraction[l.wetted];
    c.openness = population.openness[l.half_life];
    list.push_back(std::move(c));
  }
  return list;
}

planned_channels plan_channels(planning& p, const std::vector<known_layer>& skin,
                               const std::vector<double>& report_s) {
  planned_channels channels;
  const auto guard = [&p](const location& where, const auto& part) {
    guarded(p, where, [&] {
      part();
      return true;
    });
  };
  if (p.said.channels) {
    guard(p.said.channels->geometry.id.where, [&] { plan_explicit(p, skin, channels); });
  }
  channels.first_needled = static_cast<int>(channels.populations.size());
  bool needled = false;
  for (const step& s : p.said.steps) {
    if (s.kind != step_kind::needle) continue;
    needled = true;
    guard(s.where, [&] { plan_needling(p, skin, s, channels); });
  }
  if (!channels.any() && !p.said.closure) return channels;

  const closure closing(p, needled ? "exponential" : "none", p.said.simulation.uncertainty,
                        channels.first_made_at_s());
  if (!closing.usable() || !channels.any()) return channels;
  guard(p.said.closure ? p.said.closure->id.where : location{}, [&] {
    try {
      for (planned_population& population : channels.populations) {
        population.openness = closing.openness(population.made_at_s);
      }
      p.made.barrier_openness = closing.barrier(times_made(channels), report_s);
    } catch (const asked_in_vain&) {
      // Told already; the plan stays incomplete.
    }
  });
  if (closing.half_life()) channels.knobs.push_back(*closing.half_life());
  p.made.barrier_time_s = report_s;
  return channels;
}

}  // namespace percuta

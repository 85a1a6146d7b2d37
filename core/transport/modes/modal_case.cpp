#include "transport/modes/modal_case.hpp"

#include "transport/modes/march.hpp"

#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

/// An element resolves fronts down to this share of its length, whatever the number of modes.
constexpr double finest_share = 0.2;
constexpr int most_divisions = 10;

/// Faces at which shunts end within the skin, ascending, the film's first. The receptor is none.
std::vector<int> shunt_faces(const problem& p) {
  std::vector<int> faces{0};
  const int bottom = static_cast<int>(p.thickness_m.size());
  for (const shunt& s : p.shunts) {
    for (const int place : {s.from, s.to}) {
      if (place == bottom && p.bottom == bottom_boundary::sink) continue;
      faces.push_back(place);
    }
  }
  std::sort(faces.begin(), faces.end());
  faces.erase(std::unique(faces.begin(), faces.end()), faces.end());
  return faces;
}

}  // namespace

std::string why_not_modes(const problem& p, const std::vector<int>& group) {
  if (!p.channels.empty()) return "channels cross the layers";
  if (group.size() > 1) return "solutes react";
  if (p.shunts.size() > most_shunts || shunt_faces(p).size() > most_terminals) {
    return "too many shunts";
  }
  for (const medium& m : p.solutes[group[0]].layers) {
    if (!is_constant(m.loss_1_s)) return "a loss moves with time";
  }
  return {};
}

modal_case case_of(const problem& p, int index, double scale_kg_m2) {
  const solute& s = p.solutes[index];
  modal_case c;
  for (std::size_t l = 0; l < s.layers.size(); ++l) {
    const medium& m = s.layers[l];
    c.layers.push_back({p.thickness_m[l], m.diffusivity_m2_s, m.partition, value(m.loss_1_s, 0.0),
                        m.initial_kg_m3, m.gate.top, m.gate.bottom});
  }
  c.film_capacity = moving(s.top.capacity_m);
  c.film_loss = moving(s.top.loss_m_s);
  c.fixed = moving(s.top.fixed_kg_m3);
  if (s.top.saturation_kg_m3) c.saturation = moving(*s.top.saturation_kg_m3);
  c.film_initial_kg_m2 = p.top == top_boundary::film ? s.top.initial_kg_m2 : 0.0;
  for (const shunt& path : p.shunts)
    c.shunts.push_back(moving(path.conductance_m_s));
  c.scale_kg_m2 = scale_kg_m2;
  return c;
}

double scale_of(const modal_case& c, const problem& shape, int solute) {
  double scale = 0.0;
  if (shape.top == top_boundary::film) {
    scale += c.film_initial_kg_m2;
    for (const event& e : shape.events)
      scale += e.add_kg_m2[solute];
  }
  for (const modal_case::layer& l : c.layers)
    scale += l.partition * l.initial_kg_m3 * l.thickness_m;
  if (shape.top == top_boundary::fixed) {
    signal fixed = *c.fixed.what;
    fixed.scale = c.fixed.scale;
    const double u = range_of(fixed, 0.0, shape.wanted.time_s.back()).high;
    for (const modal_case::layer& l : c.layers)
      scale += u * l.partition * l.gate_top * l.thickness_m;
  }
  return scale == 0.0 ? 1.0 : scale;
}

element_plan plan_elements(const modal_case& c, double first_s, int refinement) {
  element_plan plan;
  for (const modal_case::layer& l : c.layers) {
    double shortest = std::sqrt(l.diffusivity_m2_s * first_s);
    if (l.loss_1_s > 0.0) {
      shortest = std::min(shortest, std::sqrt(l.diffusivity_m2_s / l.loss_1_s));
    }
    const double divisions =
        std::ceil(std::log(l.thickness_m * finest_share / shortest) / std::log(4.0));
    plan.push_back(refinement +
                   static_cast<int>(std::clamp(divisions, 0.0, double{most_divisions})));
  }
  return plan;
}

}  // namespace percuta

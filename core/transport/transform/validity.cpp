#include "transport/transform/validity.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

bool moves(const signal& s) {
  return !is_constant(s);
}

/// A film that starts below its solubility over empty skin stays there: nothing is above it.
bool can_saturate(const problem& p, int index) {
  const solute& s = p.solutes[index];
  if (p.top != top_boundary::film || !s.top.saturation_kg_m3) return false;
  if (moves(*s.top.saturation_kg_m3)) return true;
  const double most = value(*s.top.saturation_kg_m3, 0.0);
  if (start_of(p, index).film_kg_m2 > most * value(s.top.capacity_m, 0.0)) return true;
  const auto filled = [](const medium& m) { return m.initial_kg_m3 > 0.0; };
  if (std::any_of(s.layers.begin(), s.layers.end(), filled)) return true;
  if (std::any_of(s.fluid.begin(), s.fluid.end(), filled)) return true;
  return std::any_of(p.reactions.begin(), p.reactions.end(),
                     [index](const reaction& r) { return r.to == index; });
}

std::string why_not(const problem& p, int index) {
  const solute& s = p.solutes[index];
  const auto moving = [index](const char* what) {
    return fmt::format("solutes[{}].{} moves with time", index, what);
  };
  if (p.top == top_boundary::film) {
    if (moves(s.top.capacity_m)) return moving("top.capacity_m");
    if (moves(s.top.loss_m_s)) return moving("top.loss_m_s");
    if (!p.channels.empty() && s.top.sheet_conductance_m3_s && moves(*s.top.sheet_conductance_m3_s))
      return moving("top.sheet_conductance_m3_s");
    if (can_saturate(p, index)) return fmt::format("the film of solutes[{}] can saturate", index);
  }
  if (p.top == top_boundary::fixed && moves(s.top.fixed_kg_m3)) return moving("top.fixed_kg_m3");
  for (std::size_t l = 0; l < s.layers.size(); ++l) {
    if (moves(s.layers[l].loss_1_s)) return moving(fmt::format("layers[{}].loss_1_s", l).c_str());
  }
  for (std::size_t c = 0; c < s.fluid.size(); ++c) {
    if (moves(s.fluid[c].loss_1_s)) return moving(fmt::format("fluid[{}].loss_1_s", c).c_str());
  }
  return {};
}

}  // namespace

start start_of(const problem& p, int index) {
  return start_of(p, index, p.solutes[index].top.initial_kg_m2);
}

start start_of(const problem& p, int index, double initial_kg_m2) {
  start at;
  if (p.top != top_boundary::film) return at;
  at.film_kg_m2 = at.supplied_kg_m2 = initial_kg_m2;
  for (const event& e : p.events) {
    if (e.time_s > 0.0) break;
    const double kept = e.keep[index] * at.film_kg_m2;
    at.removed_kg_m2 += at.film_kg_m2 - kept;
    at.film_kg_m2 = kept + e.add_kg_m2[index];
    at.supplied_kg_m2 += e.add_kg_m2[index];
  }
  return at;
}

std::string why_not_transform(const problem& p, const std::vector<int>& group) {
  for (const event& e : p.events) {
    if (e.time_s > 0.0) return fmt::format("something is done to the film at {:g} s", e.time_s);
    if (!e.flood.empty()) return "channels are flooded by the film";
  }
  for (std::size_t c = 0; c < p.channels.size(); ++c) {
    if (moves(p.channels[c].openness))
      return fmt::format("channels[{}].openness moves with time", c);
  }
  for (std::size_t k = 0; k < p.shunts.size(); ++k) {
    if (moves(p.shunts[k].conductance_m_s))
      return fmt::format("shunts[{}].conductance_m_s moves with time", k);
  }
  for (const int s : group) {
    std::string reason = why_not(p, s);
    if (!reason.empty()) return reason;
  }
  return {};
}

bool is_ladder(const problem& p, const std::vector<int>& group) {
  return group.size() == 1 && p.channels.empty() && p.shunts.empty();
}

}  // namespace percuta

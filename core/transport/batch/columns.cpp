#include "transport/batch/columns.hpp"

#include "percuta/error.hpp"

#include <fmt/format.h>
#include <cmath>

namespace percuta {
namespace {

using P = ladder_parameters;

/// A value takes the place of a constant and multiplies a signal that moves.
void put(double value, signal& s) {
  if (is_constant(s)) {
    s = signal(value);
  } else {
    s.scale *= value;
  }
}

void put(double value, moving& m) {
  static const signal one(1.0);
  if (is_constant(*m.what)) {
    m.what = &one;
    m.scale = value;
  } else {
    m.scale *= value;
  }
}

bool of_layer(quantity q) {
  switch (q) {
    case quantity::thickness_m:
    case quantity::diffusivity_m2_s:
    case quantity::partition:
    case quantity::loss_1_s:
    case quantity::initial_kg_m3:
      return true;
    default:
      return false;
  }
}

bool zero_allowed(quantity q) {
  switch (q) {
    case quantity::thickness_m:
    case quantity::diffusivity_m2_s:
    case quantity::partition:
    case quantity::film_capacity_m:
    case quantity::film_saturation:
      return false;
    default:
      return true;
  }
}

std::string fault_of(const batch& b, std::size_t at) {
  const column& c = b.columns[at];
  if (c.values.size() != b.size) {
    return fmt::format("columns[{}] has {} values; there are {} variations", at, c.values.size(),
                       b.size);
  }
  if (!is_shared(c) && c.solute >= b.shape.solutes.size()) {
    return fmt::format("columns[{}].solute is {}; there are {} solutes", at, c.solute,
                       b.shape.solutes.size());
  }
  const std::size_t layers = b.shape.thickness_m.size(), shunts = b.shape.shunts.size();
  if (of_layer(c.what) && c.index >= layers)
    return fmt::format("columns[{}].index is {}; there are {} layers", at, c.index, layers);
  if (c.what == quantity::shunt_conductance && c.index >= shunts)
    return fmt::format("columns[{}].index is {}; there are {} shunts", at, c.index, shunts);
  if (c.what == quantity::film_saturation && !b.shape.solutes[c.solute].top.saturation_kg_m3)
    return fmt::format("columns[{}] varies a saturation that the shape's film does not have", at);
  for (std::size_t k = 0; k < at; ++k) {
    const column& before = b.columns[k];
    if (before.what == c.what && before.index == c.index &&
        (is_shared(c) || before.solute == c.solute))
      return fmt::format("columns[{}] varies what columns[{}] varies", at, k);
  }
  for (std::size_t i = 0; i < c.values.size(); ++i) {
    const double x = c.values[i];
    if (std::isfinite(x) && (zero_allowed(c.what) ? x >= 0.0 : x > 0.0)) continue;
    return fmt::format("columns[{}].values[{}] is {:g}; it must be {} 0", at, i, x,
                       zero_allowed(c.what) ? "at least" : "above");
  }
  return {};
}

}  // namespace

bool is_shared(const column& c) {
  return c.what == quantity::thickness_m || c.what == quantity::shunt_conductance;
}

void apply(const column& c, std::size_t i, problem& p) {
  const double x = c.values[i];
  if (c.what == quantity::thickness_m) {
    p.thickness_m[c.index] = x;
    return;
  }
  if (c.what == quantity::shunt_conductance) {
    put(x, p.shunts[c.index].conductance_m_s);
    return;
  }
  solute& s = p.solutes[c.solute];
  switch (c.what) {
    case quantity::diffusivity_m2_s:
      s.layers[c.index].diffusivity_m2_s = x;
      break;
    case quantity::partition:
      s.layers[c.index].partition = x;
      break;
    case quantity::loss_1_s:
      put(x, s.layers[c.index].loss_1_s);
      break;
    case quantity::initial_kg_m3:
      s.layers[c.index].initial_kg_m3 = x;
      break;
    case quantity::film_initial_kg_m2:
      s.top.initial_kg_m2 = x;
      break;
    case quantity::film_capacity_m:
      put(x, s.top.capacity_m);
      break;
    case quantity::film_loss_m_s:
      put(x, s.top.loss_m_s);
      break;
    case quantity::film_saturation:
      put(x, *s.top.saturation_kg_m3);
      break;
    case quantity::film_fixed_kg_m3:
      put(x, s.top.fixed_kg_m3);
      break;
    default:
      break;
  }
}

void apply(const column& c, std::size_t i, modal_case& to) {
  const double x = c.values[i];
  switch (c.what) {
    case quantity::thickness_m:
      to.layers[c.index].thickness_m = x;
      break;
    case quantity::diffusivity_m2_s:
      to.layers[c.index].diffusivity_m2_s = x;
      break;
    case quantity::partition:
      to.layers[c.index].partition = x;
      break;
    case quantity::loss_1_s:
      to.layers[c.index].loss_1_s = x;
      break;
    case quantity::initial_kg_m3:
      to.layers[c.index].initial_kg_m3 = x;
      break;
    case quantity::film_initial_kg_m2:
      to.film_initial_kg_m2 = x;
      break;
    case quantity::film_capacity_m:
      put(x, to.film_capacity);
      break;
    case quantity::film_loss_m_s:
      put(x, to.film_loss);
      break;
    case quantity::film_saturation:
      put(x, *to.saturation);
      break;
    case quantity::film_fixed_kg_m3:
      put(x, to.fixed);
      break;
    case quantity::shunt_conductance:
      put(x, to.shunts[c.index]);
      break;
  }
}

void apply(const column& c, std::size_t i, ladder_pack& pack, int lane) {
  const int layer = static_cast<int>(c.index);
  const auto set = [&](int index) { pack.parameter(index, lane) = c.values[i]; };
  switch (c.what) {
    case quantity::thickness_m:
      return set(P::of(layer, P::thickness));
    case quantity::diffusivity_m2_s:
      return set(P::of(layer, P::diffusivity));
    case quantity::partition:
      return set(P::of(layer, P::partition));
    case quantity::loss_1_s:
      return set(P::of(layer, P::loss));
    case quantity::initial_kg_m3:
      return set(P::of(layer, P::initial));
    case quantity::film_initial_kg_m2:
      return set(P::film_initial);
    case quantity::film_capacity_m:
      return set(P::film_capacity);
    case quantity::film_loss_m_s:
      return set(P::film_loss);
    case quantity::film_fixed_kg_m3:
      return set(P::fixed);
    case quantity::film_saturation:
    case quantity::shunt_conductance:
      return;  // none in a ladder
  }
}

problem variation(const batch& b, std::size_t i) {
  problem p = b.shape;
  for (const column& c : b.columns)
    apply(c, i, p);
  return p;
}

void check(const batch& b) {
  check(b.shape);
  std::string faults;
  for (std::size_t k = 0; k < b.columns.size(); ++k) {
    const std::string fault = fault_of(b, k);
    if (fault.empty()) continue;
    if (!faults.empty()) faults += '\n';
    faults += fault;
  }
  if (!faults.empty()) throw configuration_error(faults);
}

}  // namespace percuta

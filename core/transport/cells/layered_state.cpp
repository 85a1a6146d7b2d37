#include "transport/cells/layered_state.hpp"

#include <limits>

#include <algorithm>

namespace percuta {

double total(const layered_operator& op, const layered_state& s) {
  double held = s.film;
  for (int j = 0; j < op.cells(); ++j) {
    for (int q = 0; q < op.nodes(); ++q)
      held += op.capacity(j, q) * s.w[op.at(j, q)];
  }
  return held;
}

void raise_negative(const layered_operator& op, layered_state& s) {
  double debt = 0.0;  // negative or zero
  const auto settle = [&debt](double& amount) {
    amount += debt;
    debt = std::min(amount, 0.0);
    amount = std::max(amount, 0.0);
  };
  const auto settle_cell = [&](int j) {
    for (int q = 0; q < op.nodes(); ++q) {
      const double k = op.capacity(j, q);
      double& w = s.w[op.at(j, q)];
      if (k <= 0.0 || (debt == 0.0 && w >= 0.0)) continue;
      double amount = k * w;
      settle(amount);
      w = amount / k;
    }
  };
  // Towards the film first: mass comes from there.
  for (int j = op.cells() - 1; j >= 0; --j)
    settle_cell(j);
  const bool finite = op.source->top == top_boundary::film;
  if (finite && (debt < 0.0 || s.film < 0.0)) settle(s.film);
  for (int j = 0; j < op.cells() && debt < 0.0; ++j)
    settle_cell(j);
}

depth_profile profile_of(const layered_operator& op, double time_s, const layered_state& s) {
  depth_profile made;
  made.time_s = time_s;
  made.channel_kg_m3.resize(static_cast<std::size_t>(op.populations()));
  for (int j = 0; j < op.cells(); ++j) {
    const double w = s.w[op.at(j, 0)];
    made.depth_m.push_back(0.5 * (op.grid->face_m[j] + op.grid->face_m[j + 1]));
    made.width_m.push_back(op.grid->width(j));
    made.unbound_kg_m3.push_back(w);
    made.tissue_kg_m3.push_back(w * op.what->layers[op.grid->layer[j]].partition);
    for (int c = 0; c < op.populations(); ++c) {
      made.channel_kg_m3[c].push_back(
          j < op.lines[c].cells ? s.w[op.at(j, 1 + c)] : std::numeric_limits<double>::quiet_NaN());
    }
  }
  return made;
}

}  // namespace percuta

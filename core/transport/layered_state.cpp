#include "transport/layered_state.hpp"

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

}  // namespace percuta

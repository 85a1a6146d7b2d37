#pragma once

#include "transport/cells/bordered_block_tridiagonal.hpp"
#include "transport/cells/flows.hpp"

#include <array>

namespace percuta {

/// Border unknowns per stage: the film where it is finite, and every shunt's flux.
inline int border_size(const layered_operator& op) {
  return (op.source->top == top_boundary::film ? 1 : 0) +
         static_cast<int>(op.source->shunts.size());
}

/// Fills the matrix of  sum_k derivative[i][k] M y_k - F(t_i, y_i) = rhs_i  for one solute, and the
/// part of the right-hand side that does not depend on the state (a film of given u). M holds the
/// capacities, F the rates of flows.hpp.
template <int Stages, int Nodes, class Scalar = double>
class stage_assembly {
public:
  using solver = bordered_block_tridiagonal<Stages, Nodes, Scalar>;
  using coefficients = std::array<std::array<Scalar, Stages>, Stages>;

  stage_assembly(solver& to, const layered_operator& op)
      : to_(to),
        op_(op),
        nodes_(op.nodes()),
        border_(border_size(op)),
        film_(op.source->top == top_boundary::film) {}

  void fill(const coefficients& derivative, const std::array<instant, Stages>& at) {
    to_.clear();
    for (int i = 0; i < Stages; ++i) {
      for (int j = 0; j < op_.cells(); ++j)
        fill_cell(i, j, derivative, at[i]);
      fill_border(i, derivative, at[i]);
    }
  }

  int row(int stage, int node) const { return stage * nodes_ + node; }
  int film_row(int stage) const { return stage * border_; }
  int shunt_row(int stage, int k) const { return stage * border_ + (film_ ? 1 : 0) + k; }

private:
  void fill_cell(int i, int j, const coefficients& derivative, const instant& at) {
    auto& cell = to_[j];
    auto& a = cell.diagonal;
    const int n = op_.cells(), tissue = row(i, 0), layer = op_.grid->layer[j];
    for (int k = 0; k < Stages; ++k)
      a(tissue, row(k, 0)) += derivative[i][k] * op_.tissue_capacity[j];
    a(tissue, tissue) += (j == 0 ? op_.top.b : op_.down[j].b) +
                         (j + 1 < n ? op_.down[j + 1].a : op_.bottom) +
                         (at.loss_1_s[layer] + op_.conversion_1_s[layer]) * op_.tissue_capacity[j];
    if (j > 0) cell.lower[i](0, 0) = -op_.down[j].a;
    if (j + 1 < n) cell.upper[i](0, 0) = -op_.down[j + 1].b;
    if (j == 0) cell.right(tissue, 0) += op_.top.a * at.film_constant;
    for (int c = 0; c < op_.populations(); ++c)
      fill_channel_cell(i, j, c, derivative, at);
  }

  void fill_channel_cell(int i, int j, int c, const coefficients& derivative, const instant& at) {
    auto& cell = to_[j];
    auto& a = cell.diagonal;
    const int tissue = row(i, 0), fluid = row(i, 1 + c), crossed = op_.lines[c].cells;
    if (j >= crossed) {
      a(fluid, fluid) = 1.0;  // no such unknown here
      if (j == crossed && crossed > 0) {
        a(tissue, tissue) += at.tip[c].b;
        cell.lower[i](0, 1 + c) = -at.tip[c].a;
      }
      return;
    }
    const double capacity = op_.channel_capacity[c][j];
    const exchange& wall = op_.wall[c][j];
    for (int k = 0; k < Stages; ++k)
      a(fluid, row(k, 1 + c)) += derivative[i][k] * capacity;
    a(fluid, fluid) += at.channel_loss_1_s[c] * capacity + wall.a;
    a(fluid, tissue) -= wall.b;
    a(tissue, tissue) += wall.b;
    a(tissue, fluid) -= wall.a;
    if (j == 0) {
      a(fluid, fluid) += at.mouth[c];
      cell.right(fluid, 0) += at.mouth[c] * at.film_constant;
    } else {
      a(fluid, fluid) += at.axial[c][j];
      cell.lower[i](1 + c, 1 + c) = -at.axial[c][j];
    }
    if (j + 1 < crossed) {
      a(fluid, fluid) += at.axial[c][j + 1];
      cell.upper[i](1 + c, 1 + c) = -at.axial[c][j + 1];
    } else {
      a(fluid, fluid) += at.tip[c].a;
      if (j + 1 < op_.cells()) cell.upper[i](1 + c, 0) = -at.tip[c].b;
    }
  }

  void fill_border(int i, const coefficients& derivative, const instant& at) {
    if (film_) {
      const int r = film_row(i);
      double leaving = at.evaporation_m_s + op_.top.a;
      to_[0].right(row(i, 0), 1 + r) -= op_.top.a * at.film_slope;
      to_.rows.push_back({r, 0, row(i, 0), -op_.top.b});
      for (int c = 0; c < op_.populations(); ++c) {
        leaving += at.mouth[c];
        to_[0].right(row(i, 1 + c), 1 + r) -= at.mouth[c] * at.film_slope;
        to_.rows.push_back({r, 0, row(i, 1 + c), -at.mouth[c]});
      }
      for (int k = 0; k < Stages; ++k)
        to_.corner(r, film_row(k)) += derivative[i][k];
      to_.corner(r, r) += leaving * at.film_slope;
      to_.foot(r) -= leaving * at.film_constant;
    }
    for (int k = 0; k < static_cast<int>(at.shunt.size()); ++k) {
      const int r = shunt_row(i, k);
      to_.corner(r, r) += 1.0;
      couple_end(i, k, at, op_.shunt_from[k], op_.source->shunts[k].from, -1.0);
      couple_end(i, k, at, op_.shunt_to[k], op_.source->shunts[k].to, 1.0);
    }
  }

  /// The end's part of  J - g (u_from - u_to) = 0  and of the balances that J enters. `sign` is 1
  /// where J arrives.
  void couple_end(int i, int k, const instant& at, const shunt_end& end, int place, double sign) {
    const int r = shunt_row(i, k);
    const double g = sign * at.shunt[k];
    if (end.is_film) {
      if (film_) {
        to_.corner(film_row(i), r) -= sign;
        to_.corner(r, film_row(i)) += g * at.film_slope;
      }
      to_.foot(r) -= g * at.film_constant;
      return;
    }
    const auto tie = [&](int cell, double weight, double share) {
      if (cell < 0) return;
      to_[cell].right(row(i, 0), 1 + r) -= sign * share;
      to_.rows.push_back({r, cell, row(i, 0), g * weight});
    };
    tie(end.above, end.w_above, end.share_above);
    tie(end.below, end.w_below, end.share_below);
    for (int other = 0; other < static_cast<int>(at.shunt.size()); ++other) {
      const shunt& path = op_.source->shunts[other];
      if (path.to == place) to_.corner(r, shunt_row(i, other)) += g * end.per_flux;
      if (path.from == place) to_.corner(r, shunt_row(i, other)) -= g * end.per_flux;
    }
  }

  solver& to_;
  const layered_operator& op_;
  int nodes_, border_;
  bool film_;
};

}  // namespace percuta

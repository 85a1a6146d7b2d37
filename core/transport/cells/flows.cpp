#include "transport/cells/flows.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace percuta {
namespace {

double flux(const exchange& e, double from, double to) {
  return e.a * from - e.b * to;
}

double both_ways(const exchange& e, double from, double to) {
  return e.a * std::abs(from) + e.b * std::abs(to);
}

/// Net flux of all shunts into the cell above (first) or below (second) each end, and elsewhere.
struct shunt_sums {
  double from_film = 0.0, receptor = 0.0;
};

template <class Add>
shunt_sums spread_shunts(const layered_operator& op, const layered_state& s, Add&& add) {
  shunt_sums sums;
  const auto deliver = [&](const shunt_end& end, double inflow) {
    if (end.is_film) sums.from_film -= inflow;
    if (end.above >= 0) add(end.above, end.share_above * inflow, false);
    if (end.below >= 0) add(end.below, end.share_below * inflow, true);
    sums.receptor += end.share_receptor * inflow;
  };
  for (std::size_t k = 0; k < s.shunt.size(); ++k) {
    deliver(op.shunt_from[k], -s.shunt[k]);
    deliver(op.shunt_to[k], s.shunt[k]);
  }
  return sums;
}

}  // namespace

void measure(const layered_operator& op, const instant& at, const layered_state& s, flows& out) {
  const std::size_t layers = op.what->layers.size();
  for (auto* v : {&out.content, &out.entered, &out.cleared, &out.converted}) {
    v->assign(layers, 0.0);
  }
  const int n = op.cells();
  const mesh& grid = *op.grid;
  const auto w = [&](int cell, int node) { return s.w[op.at(cell, node)]; };
  const double u = at.film_slope * s.film + at.film_constant;
  out.evaporation = at.evaporation_m_s * u;
  out.into_tissue = flux(op.top, u, w(0, 0));
  out.receptor = op.bottom * w(n - 1, 0);
  out.gross = both_ways(op.top, u, w(0, 0)) + std::abs(out.receptor);
  for (int face = 1; face < n; ++face) {
    out.gross += both_ways(op.down[face], w(face - 1, 0), w(face, 0));
  }
  for (int j = 0; j < n; ++j) {
    out.content[grid.layer[j]] += op.tissue_capacity[j] * w(j, 0);
  }
  for (std::size_t i = 0; i < layers; ++i) {
    const int first = grid.first_cell[i];
    out.entered[i] = i == 0 ? out.into_tissue : flux(op.down[first], w(first - 1, 0), w(first, 0));
    out.cleared[i] = at.loss_1_s[i] * out.content[i];
    out.converted[i] = op.conversion_1_s[i] * out.content[i];
  }
  out.into_channels = out.channels = out.channels_below_first = 0.0;
  out.channels_cleared = out.channels_cleared_below_first = 0.0;
  for (int c = 0; c < op.populations(); ++c) {
    const int crossed = op.lines[c].cells;
    if (crossed == 0) continue;
    out.into_channels += at.mouth[c] * (u - w(0, 1 + c));
    out.gross += at.mouth[c] * (u + std::abs(w(0, 1 + c)));
    double all = 0.0, below = 0.0;
    for (int j = 0; j < crossed; ++j) {
      const double held = op.channel_capacity[c][j] * w(j, 1 + c);
      all += held;
      if (j >= grid.first_cell[1]) below += held;
      out.entered[grid.layer[j]] += flux(op.wall[c][j], w(j, 1 + c), w(j, 0));
      out.gross += both_ways(op.wall[c][j], w(j, 1 + c), w(j, 0));
      if (j > 0) out.gross += at.axial[c][j] * (std::abs(w(j - 1, 1 + c)) + std::abs(w(j, 1 + c)));
    }
    out.channels += all;
    out.channels_below_first += below;
    out.channels_cleared += at.channel_loss_1_s[c] * all;
    out.channels_cleared_below_first += at.channel_loss_1_s[c] * below;
    if (crossed < n) {
      out.entered[grid.layer[crossed]] += flux(at.tip[c], w(crossed - 1, 1 + c), w(crossed, 0));
    }
  }
  const shunt_sums sums = spread_shunts(op, s, [&](int cell, double inflow, bool from_above) {
    if (from_above) out.entered[grid.layer[cell]] += inflow;
  });
  out.shunted = sums.from_film;
  out.receptor += sums.receptor;
}

void add_formed(const problem& p, int maker, int product, const layered_operator& maker_op,
                const layered_state& maker_state, std::vector<double>& per_layer,
                std::vector<double>& per_cell) {
  for (const reaction& r : p.reactions) {
    if (r.from != maker || r.to != product) continue;
    per_cell.resize(static_cast<std::size_t>(maker_op.cells()), 0.0);
    for (int j = 0; j < maker_op.cells(); ++j) {
      const int layer = maker_op.grid->layer[j];
      const double made = r.mass_yield * r.rate_1_s[layer] * maker_op.tissue_capacity[j] *
                          maker_state.w[maker_op.at(j, 0)];
      per_layer[layer] += made;
      per_cell[j] += made;
    }
  }
}

void rates(const layered_operator& op, const instant& at, const layered_state& s,
           std::vector<double>& content_rate, double& film_rate) {
  const int n = op.cells();
  content_rate.assign(op.unknowns(), 0.0);
  const auto w = [&](int cell, int node) { return s.w[op.at(cell, node)]; };
  const auto rate = [&](int cell, int node) -> double& { return content_rate[op.at(cell, node)]; };
  const double u = at.film_slope * s.film + at.film_constant;
  const double into_tissue = flux(op.top, u, w(0, 0));
  film_rate = -at.evaporation_m_s * u - into_tissue;
  rate(0, 0) += into_tissue;
  for (int face = 1; face < n; ++face) {
    const double q = flux(op.down[face], w(face - 1, 0), w(face, 0));
    rate(face - 1, 0) -= q;
    rate(face, 0) += q;
  }
  rate(n - 1, 0) -= op.bottom * w(n - 1, 0);
  for (int j = 0; j < n; ++j) {
    const int layer = op.grid->layer[j];
    rate(j, 0) -= (at.loss_1_s[layer] + op.conversion_1_s[layer]) * op.tissue_capacity[j] * w(j, 0);
  }
  for (int c = 0; c < op.populations(); ++c) {
    const int node = 1 + c, crossed = op.lines[c].cells;
    if (crossed == 0) continue;
    const double mouth = at.mouth[c] * (u - w(0, node));
    film_rate -= mouth;
    rate(0, node) += mouth;
    for (int j = 0; j < crossed; ++j) {
      const double out = flux(op.wall[c][j], w(j, node), w(j, 0));
      rate(j, node) -= out + at.channel_loss_1_s[c] * op.channel_capacity[c][j] * w(j, node);
      rate(j, 0) += out;
      if (j == 0) continue;
      const double q = at.axial[c][j] * (w(j - 1, node) - w(j, node));
      rate(j - 1, node) -= q;
      rate(j, node) += q;
    }
    if (crossed < n) {
      const double q = flux(at.tip[c], w(crossed - 1, node), w(crossed, 0));
      rate(crossed - 1, node) -= q;
      rate(crossed, 0) += q;
    }
  }
  const shunt_sums sums =
      spread_shunts(op, s, [&](int cell, double inflow, bool) { rate(cell, 0) += inflow; });
  film_rate -= sums.from_film;
}

}  // namespace percuta

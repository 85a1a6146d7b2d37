#pragma once

#include "channels/lumping.hpp"
#include "percuta/problem.hpp"
#include "transport/cells/mesh.hpp"

#include <vector>

namespace percuta {

/// How the film drives the skin at an instant: u = slope * m + constant.
enum class film_mode { none, dissolved, saturated, fixed };

/// A flux between two unknowns, positive downwards or outwards: a * from - b * to.
struct exchange {
  double a = 0.0, b = 0.0;
};

/// Where a shunt ends: u there = above * w_above + below * w_below + per_flux * (net inflow of all
/// shunts ending there); of that inflow these shares go to the cell above, below, and the receptor.
struct shunt_end {
  bool is_film = false;
  int above = -1, below = -1;  ///< cells; -1: none
  double w_above = 0.0, w_below = 0.0, per_flux = 0.0;
  double share_above = 0.0, share_below = 0.0, share_receptor = 0.0;
};

/// One solute on one mesh: everything that does not move with time. Amounts are per skin area.
struct layered_operator {
  layered_operator(const problem& p, int solute, const mesh& cells);

  int cells() const { return grid->cells(); }
  int populations() const { return static_cast<int>(lines.size()); }
  int nodes() const { return 1 + populations(); }  ///< unknowns per cell: tissue, then each fluid
  std::size_t unknowns() const { return static_cast<std::size_t>(cells() * nodes()); }
  std::size_t at(int cell, int node) const {
    return static_cast<std::size_t>(cell * nodes() + node);
  }

  /// What an unknown holds per its w [m]; 0 where a population has no fluid at that depth.
  double capacity(int cell, int node) const {
    if (node == 0) return tissue_capacity[cell];
    return cell < lines[node - 1].cells ? channel_capacity[node - 1][cell] : 0.0;
  }

  const problem* source;
  const solute* what;
  const mesh* grid;
  std::vector<channel_line> lines;

  std::vector<double> tissue_capacity;                ///< per cell [m]
  std::vector<std::vector<double>> channel_capacity;  ///< per population and cell it crosses [m]
  exchange top;                                       ///< film u to cell 0 [m/s]
  std::vector<exchange> down;                         ///< per face 1 .. cells-1, index = cell below
  double bottom = 0.0;                                ///< last cell to the sink [m/s]
  std::vector<std::vector<exchange>> wall;  ///< per population and cell: channel to tissue
  std::vector<exchange> tip;                ///< per population: disc alone, channel u to tissue
  std::vector<shunt_end> shunt_from, shunt_to;
  std::vector<double> conversion_1_s;  ///< per layer: rate at which reactions consume
};

/// What moves with time, at one instant.
struct instant {
  double film_slope = 0.0, film_constant = 0.0;
  double evaporation_m_s = 0.0;
  std::vector<double> loss_1_s;            ///< per layer, without conversion
  std::vector<double> channel_loss_1_s;    ///< per population
  std::vector<double> mouth;               ///< per population: film to first cell [m/s]
  std::vector<std::vector<double>> axial;  ///< per population, faces 1 .. cells-1 by cell below
  std::vector<exchange> tip;               ///< per population: last cell to tissue below
  std::vector<double> shunt;               ///< conductances
};

/// Evaluates the moving part at t_s; signals that jump there are taken from `at`.
void evaluate(const layered_operator& op, film_mode mode, double t_s, side at, instant& out);

}  // namespace percuta

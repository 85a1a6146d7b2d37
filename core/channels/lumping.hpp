#pragma once

#include "percuta/problem.hpp"

#include <vector>

namespace percuta {

// How a population of channels acts on skin that is averaged over the area. The same data feed
// every resolution; here they are lumped into one line of fluid beside the tissue. With n wetted
// channels per area, each in a cell of radius R = 1/sqrt(pi n), and a the channel's radius at a
// depth:
//
//   fluid area fraction  s = n pi a^2 = (a/R)^2, which holds s K_fluid u and leaves (1 - s) K
//   tissue axial flux           s phi (KD_fluid - KD_host) du/dz, what it conducts beyond its host;
//   the host's
//                        own share goes on through the tissue, which conducts over the whole area
//   wall exchange        n g K D_tissue (u_channel - u_tissue) per depth, with g of
//   cell_exchange(s) tip                  n 4 K D_tissue a_tip (u_channel - u_tissue): a disc on a
//   half-space film to mouth        per channel D_film K_film h g(s_mouth)
//
// docs/decisions/0002-lumped-channels.md says why conduction is counted as an excess.

/// 2 pi over the dimensionless resistance between a wall at radius a and the mean of the annulus
/// a < r < R under uniform uptake, s = (a/R)^2:
///     g = 2 pi / [ -ln(s)/(2 (1 - s)^2) - (3 - s)/(4 (1 - s)) ]
/// For s -> 0 this is 2 pi / (ln(R/a) - 3/4). Zero for s = 0 (no channel).
double cell_exchange(double area_fraction);

/// One population on a given mesh of cells; arrays have one value for each cell it crosses.
struct channel_line {
  int cells = 0;                      ///< it crosses cells 0 .. cells - 1
  double mouth_area_fraction = 0.0;   ///< s at the surface
  double wetted_density_1_m2 = 0.0;   ///< n
  std::vector<double> area_fraction;  ///< s averaged over the cell
  std::vector<double> face_fraction;  ///< s at the faces; cells + 1 values
  std::vector<double> exchange;       ///< n g averaged over the cell [1/m2]
  double tip_radius_m = 0.0;          ///< a at the tip, 0 for a cone
};

/// Lumps a population on cells with the given faces (depths, ascending from 0). The tip must be one
/// of the faces. A population without channels, or without a radius, crosses no cell.
channel_line lump(const channel& c, const std::vector<double>& face_m);

/// Radius at a depth, 0 below the tip.
double radius_at(const channel& c, double depth_m);

}  // namespace percuta

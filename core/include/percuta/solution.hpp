#pragma once

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace percuta {

/// One layer of one solute through time; all arrays have one value per output time.
struct layer_series {
  std::vector<double> amount_kg_m2;      ///< in the tissue; channel fluid is counted elsewhere
  std::vector<double> integral_kg_s_m2;  ///< amount integrated over time since zero
  std::vector<double> entered_kg_m2;    ///< cumulative, net, through the upper face, walls and tips
  std::vector<double> cleared_kg_m2;    ///< cumulative, by loss
  std::vector<double> converted_kg_m2;  ///< cumulative, by reactions that consume the solute
  std::vector<double> formed_kg_m2;     ///< cumulative, by reactions that make it
  double peak_kg_m2 = 0.0;              ///< highest amount within the window, when asked for
  double peak_time_s = 0.0;
};

/// Concentration against depth at one output time.
struct depth_profile {
  double time_s = 0.0;
  std::vector<double> depth_m;        ///< middle of each cell
  std::vector<double> width_m;        ///< of each cell
  std::vector<double> tissue_kg_m3;   ///< total concentration C in the tissue
  std::vector<double> unbound_kg_m3;  ///< w in the tissue
  /// u in the fluid of each channel population; NaN below its tip. In a unit cell on its axis.
  std::vector<std::vector<double>> channel_kg_m3;
  /// w on the axis of a unit cell, in fluid and in the tissue below; empty in layers.
  std::vector<double> axis_kg_m3;
};

/// Where a unit cell's fields are given. Points at which concentrations jump stand once for each
/// side, so that a field is continuous within a region only.
struct field_grid {
  double radius_m = 0.0;                  ///< of the cell
  std::vector<double> r_m, z_m;           ///< of each point: from the axis, and depth
  std::vector<std::array<int, 4>> quads;  ///< points of each quadrilateral, in order around it
  std::vector<int> region;                ///< of each quadrilateral: its layer, or fluid_region
  static constexpr int fluid_region = -1;
};

/// What became of one solute. Amounts per area of skin; each inventory is computed on its own, none
/// as the remainder of the others.
struct solute_solution {
  std::vector<double> film_kg_m2;  ///< dissolved and not
  std::vector<double> undissolved_kg_m2;
  std::vector<layer_series> layers;
  std::vector<double> channels_kg_m2;  ///< fluid of all channels
  std::vector<double> channels_below_first_layer_kg_m2;
  std::vector<double>
      channels_cleared_kg_m2;            ///< by loss in the channel fluid, first layer's part incl.
  std::vector<double> receptor_kg_m2;    ///< cumulative, into the sink below
  std::vector<double> evaporated_kg_m2;  ///< cumulative
  std::vector<double> removed_kg_m2;     ///< cumulative, by events
  std::vector<double> supplied_kg_m2;    ///< cumulative: initial contents, film loads, fixed top
  std::vector<double>
      via_channels_kg_m2;  ///< cumulative, net, through channel mouths and shunts from the film
  /// From the film into tissue and channels, at the time; at time zero, where it jumps, 0 or the
  /// finite value of a mesh.
  std::vector<double> flux_in_kg_m2_s;
  std::vector<double> flux_out_kg_m2_s;  ///< into the receptor, at the time
  /// Everything below the first layer: tissue, channel fluid there, cleared and converted there,
  /// receptor.
  std::vector<double> delivered_kg_m2;
  double peak_film_kg_m3 = 0.0;         ///< highest u in the film over the whole run, with peaks
  std::vector<depth_profile> profiles;  ///< when asked for
  /// w at every point of the solution's grid, for each output time, when asked for.
  std::vector<std::vector<double>> fields_kg_m3;
  double balance_error = 0.0;  ///< largest |supplied + formed - all inventories| over supplied
};

/// How hard it was.
struct solve_statistics {
  long steps = 0, rejected = 0;
  long factorisations = 0;       ///< systems that were solved, of stages or in the Laplace domain
  long cells = 0;                ///< of the finest mesh; 0 where none is needed
  double estimated_error = 0.0;  ///< of the dose, worst inventory, space and time together
};

struct solution {
  std::vector<double> time_s;
  std::vector<solute_solution> solutes;  ///< in the problem's order
  std::string resolution;                ///< "layered", "unit_cell", or both where solutes differ
  std::string method;  ///< "transform", "krylov", "stepping", or several where solutes differ
  std::optional<field_grid> grid;  ///< of the fields, where any solute has them
  solve_statistics statistics;
};

}  // namespace percuta

#pragma once

#include "transport/unit_cell/cell_mesh.hpp"
#include "transport/unit_cell/numbering.hpp"

#include <Eigen/Dense>
#include <Eigen/SparseCore>
#include <vector>

namespace percuta {

// One solute in a unit cell, discretised by continuous finite elements. With x the unknowns, w in
// tissue and u in fluid being gate factors times x,
//
//     M x' = -(A0 + phi A1 + sum over layers k_l M_l + k_f M_f) x
//
// for the skin; the film's own terms are in film_line. Rows belong to test functions that are
// continuous and sum to one, so that they add up to amounts; gates act on columns, and leave the
// matrices without symmetry unless each layer's are equal. Everything is per area of skin.

/// What is measured of a state, linear in the unknowns; indices into one vector.
struct observables {
  explicit observables(int layers = 0) : layers_(layers) {}
  int tissue(int layer) const { return layer; }           ///< content of a layer's tissue
  int fluid(int layer) const { return layers_ + layer; }  ///< content of the fluid within it
  /// Flux through the mouth per K D over u, from derivatives.
  int mouth_down() const { return 2 * layers_; }
  int surface_down() const { return 2 * layers_ + 1; }  ///< flux into the tissue [kg/m2/s]
  int bottom_down() const { return 2 * layers_ + 2; }   ///< flux out of the skin [kg/m2/s]
  int sink_mass() const { return 2 * layers_ + 3; }     ///< rows of the sink: M and A0
  int sink_conduct() const { return 2 * layers_ + 4; }
  int top_tissue_mass() const { return 2 * layers_ + 5; }  ///< rows of a fixed top
  int top_fluid_mass() const { return 2 * layers_ + 6; }
  int top_conduct() const { return 2 * layers_ + 7; }
  int top_conduct_open() const { return 2 * layers_ + 8; }
  int film_u() const { return 2 * layers_ + 9; }  ///< mean over the surface
  /// Rows of the fluid alone at its mouth and at each lower layer's upper face: M, A0 and A1. What
  /// passes follows from them without a derivative, however steep it is at the rim.
  int face_mass(int layer) const { return 2 * layers_ + 10 + layer; }
  int face_conduct(int layer) const { return 3 * layers_ + 10 + layer; }
  int face_conduct_open(int layer) const { return 4 * layers_ + 10 + layer; }
  int count() const { return 5 * layers_ + 10; }

private:
  int layers_;
};

/// The surface of the cell as seen by the film's nodes.
struct film_line {
  Eigen::VectorXd share;      ///< of the area, each node's; they sum to one
  Eigen::MatrixXd spreading;  ///< exchange between nodes per sheet conductance [1/m2]; empty: mixed
};

struct cell_system {
  cell_system(const problem& p, int solute, const cell_mesh& mesh);

  const problem* source;
  const solute* what;
  const cell_mesh* mesh;
  int population = 0;  ///< the one whose channel it is
  numbering nodes;
  bool symmetric = true;

  int unknowns() const { return nodes.unknowns; }
  int layers() const { return static_cast<int>(what->layers.size()); }

  /// Pattern of all matrices; the values of `pattern` itself are M's.
  Eigen::SparseMatrix<double> pattern;
  Eigen::VectorXd conduct, conduct_open;    ///< A0 and A1, values in the pattern's order
  std::vector<Eigen::VectorXd> layer_mass;  ///< M_l, of every layer
  Eigen::VectorXd fluid_mass;               ///< M_f
  /// Columns of a fixed top's u, in M, A0, A1, M_l and M_f; empty otherwise.
  Eigen::VectorXd fixed_mass, fixed_conduct, fixed_conduct_open, fixed_fluid_mass;
  std::vector<Eigen::VectorXd> fixed_layer_mass;

  film_line film;
  Eigen::VectorXd lumped;  ///< what an unknown holds per its value, all of the same sign [m]

  /// Loads that put the initial contents in place, and what of them lies on rows of given u.
  Eigen::VectorXd initial_load;
  double initial_at_sink = 0.0, initial_at_top = 0.0;
  std::vector<double> initial_layer, initial_fluid;  ///< amounts per layer
  std::vector<double> initial_at_face;               ///< on the rows of face_mass

  observables measured;
  Eigen::MatrixXd observe;        ///< [observable, unknown]
  Eigen::VectorXd observe_fixed;  ///< of a fixed top's u

  /// w in the tissue of an element, or u in its fluid, over the unknown at one of its nodes.
  double factor_at(int column, int row, int node_across, int node_down) const;

  /// phi K D_fluid + (1 - phi) K D_host over u, in a layer.
  double fluid_conductivity(int layer, double openness) const;
};

/// Content that the fluid lacks to hold u where it holds less: the load that would add it, and its
/// sum [kg/m2].
double flood_load(const cell_system& s, const Eigen::VectorXd& x, double u, Eigen::VectorXd& load);

}  // namespace percuta

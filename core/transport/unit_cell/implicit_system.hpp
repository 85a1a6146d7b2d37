#pragma once

#include "transport/unit_cell/cell_system.hpp"
#include "transport/unit_cell/sparse_ldu.hpp"

#include <Eigen/SparseCholesky>
#include <optional>

namespace percuta {

/// What moves with time, at one instant.
struct cell_instant {
  double openness = 1.0;
  std::vector<double> loss_1_s;  ///< per layer
  double fluid_loss_1_s = 0.0;
  // the film's
  double capacity_m = 0.0, evaporation_m_s = 0.0, sheet_m3_s = 0.0;
  std::optional<double> saturation_kg_m3;
  double fixed_kg_m3 = 0.0;  ///< u of a fixed top
};

cell_instant instant_of(const cell_system& s, double t_s, side at);

/// Unknowns and the film's amounts, node by node.
struct cell_state {
  Eigen::VectorXd x;
  Eigen::VectorXd film;  ///< [kg/m2], undissolved part included
};

// Solves  (M + tau A) x = load  together with the film's nodes,
//
//     m_j + skin's rows + tau (evaporation share_j u_j + sheet (spreading u)_j) = load_j
//     u_j = min(m_j / (share_j capacity), saturation).
//
// The film's nodes come last in the elimination, so that what remains for them is a small dense
// system, in which capacity, evaporation, spreading and saturation are free to move.

class implicit_system {
public:
  explicit implicit_system(const cell_system& s);

  /// Factors the skin's part; tau in seconds, 0 for M alone. Keeps what fits already.
  void factor(double tau, const cell_instant& at);
  void solve(const Eigen::VectorXd& load, const cell_instant& at, cell_state& out);

  long factorisations() const { return factorisations_; }

private:
  void factor_symmetric();
  /// Film nodes' u and amounts from what the elimination leaves on their rows.
  void solve_film(const Eigen::VectorXd& rows, const cell_instant& at, Eigen::VectorXd& u,
                  Eigen::VectorXd& amounts);

  const cell_system& s_;
  double tau_ = -1.0;
  cell_instant factored_;
  Eigen::SparseMatrix<double> w_;
  Eigen::MatrixXd schur_;                    ///< of the film's nodes
  Eigen::MatrixXd film_lower_, film_right_;  ///< factors of the film's nodes
  Eigen::VectorXd diagonal_;                 ///< D of symmetric systems
  const Eigen::VectorXd& diagonal() const { return s_.symmetric ? diagonal_ : ldu_.diagonal(); }
  bool analysed_ = false;
  Eigen::SimplicialLDLT<Eigen::SparseMatrix<double>, Eigen::Upper, Eigen::NaturalOrdering<int>>
      cholesky_;    ///< of symmetric systems
  sparse_ldu ldu_;  ///< of the others
  std::vector<char> saturated_;
  long factorisations_ = 0;
};

/// M x with the film's capacity.
Eigen::VectorXd apply_mass(const cell_system& s, const Eigen::VectorXd& x, double capacity_m);

}  // namespace percuta

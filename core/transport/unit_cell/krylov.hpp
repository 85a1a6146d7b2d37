#pragma once

#include "transport/unit_cell/implicit_system.hpp"

#include <complex>

namespace percuta {

// With constant coefficients x(t) = steady + exp(-t L) (x(0) - steady), L = M^-1 A. One shift s and
// S = (A + s M)^-1 M give a small space in which all times are found at once: from its first
// vector (A + s M)^-1 (load - M steady), S is applied again and again, orthogonally (Lanczos'
// projection where the operator is symmetric, Arnoldi's where it is not), and with H the
// projection,
//
//     x(t) = steady + V exp(-t (1/H - s)) (1/H) e_1.
//
// H and what is measured of V are kept, so that further times cost nothing.

class krylov_space {
public:
  /// The film must not saturate, and nothing may move with time.
  krylov_space(const cell_system& s, const cell_instant& at, double shift_1_s,
               const Eigen::VectorXd& load);

  int size() const { return static_cast<int>(vectors_.size()); }
  /// Nothing lies outside the space: it is exact.
  bool complete() const { return complete_; }
  /// One more vector. False when the space is exhausted.
  bool extend();
  /// Decomposes the projection; must follow extend() and come before what is below.
  void project();

  /// What is measured at t_s > 0, and its integral since zero.
  void measure(double t_s, Eigen::VectorXd& now, Eigen::VectorXd& integral) const;
  Eigen::VectorXd unknowns(double t_s) const;

  long factorisations() const { return solver_.factorisations(); }

private:
  Eigen::VectorXd apply(const Eigen::VectorXd& mass_times);

  const cell_system& s_;
  cell_instant at_;
  double shift_;
  implicit_system solver_;
  Eigen::VectorXd steady_, steady_measured_;
  double first_ = 0.0;  ///< length of the first vector
  bool complete_ = false;
  Eigen::VectorXd next_, weight_;
  std::vector<Eigen::VectorXd> vectors_, massed_;  ///< V, and M V
  Eigen::MatrixXd projection_;                     ///< H, in its upper left corner
  Eigen::MatrixXd measured_;                       ///< of V
  Eigen::VectorXcd decay_, start_;                 ///< 1/theta - s; coefficients
  Eigen::MatrixXcd modes_, measured_modes_;
};

}  // namespace percuta

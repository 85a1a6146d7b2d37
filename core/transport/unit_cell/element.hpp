#pragma once

#include "transport/unit_cell/cell_mesh.hpp"
#include "transport/unit_cell/tensor_basis.hpp"

namespace percuta {

/// Integrals over one element of a unit cell, for unit K and D; node a stands at xi node a % n and
/// eta node a / n, n the number of nodes along a side.
class element {
public:
  explicit element(const tensor_basis& basis);

  /// Computes mass and stiffness of column i and row j; everything is multiplied by `scale`.
  void set(const cell_mesh& m, int i, int j, double scale);

  Eigen::MatrixXd mass;       ///< integral of phi_a phi_b 2 pi r dr dz
  Eigen::MatrixXd stiffness;  ///< integral of grad phi_a . grad phi_b 2 pi r dr dz

  /// Of each node, the flux downwards through the upper or the lower edge: integral of
  /// -d phi_b/dz 2 pi r dr. Valid until the next call.
  const Eigen::VectorXd& flux_down(bool lower);

  /// Of each node, the flux outwards through the inner or the outer side, weighed by the polynomial
  /// of that side's upper or lower node: integral of -d phi_b/dn phi_end 2 pi r ds. Valid until the
  /// next call.
  const Eigen::VectorXd& flux_out(bool outer_side, bool lower_end);

private:
  const tensor_basis& b_;
  double scale_ = 1.0, height_ = 1.0;
  double inner_[2]{}, width_[2]{};  ///< r of the inner side and width, above and below
  /// Of xi^k: along eta, weighted, of the three kinds of terms and of mass.
  std::array<Eigen::MatrixXd, 4> along_;
  std::array<Eigen::MatrixXd, 3> across_;
  std::array<Eigen::MatrixXd, 2> down_, held_;
  Eigen::VectorXd flux_;
};

}  // namespace percuta

#pragma once

#include <Eigen/Dense>
#include <array>
#include <vector>

namespace percuta {

/// Lagrange polynomials through the Gauss-Lobatto points of [0, 1], and what an element needs of
/// them. Along xi, which runs outwards, every integral is known beforehand: the geometry is
/// polynomial in it. Along eta, downwards, there is a quadrature.
struct tensor_basis {
  int degree = 0;
  Eigen::VectorXd nodes;  ///< degree + 1 points, ascending from 0 to 1
  /// Integrals over [0, 1] of xi^k times: phi_i' phi_j', phi_i' phi_j, phi_i phi_j.
  std::array<Eigen::MatrixXd, 4> stiffness, slope;
  std::array<Eigen::MatrixXd, 4> mass;
  Eigen::VectorXd points, weights;  ///< Gauss quadrature on [0, 1]
  Eigen::MatrixXd values, slopes;   ///< phi_j and phi_j' at the points [point, j]
  Eigen::VectorXd lobatto_weights;  ///< of the nodes
  Eigen::MatrixXd end_slopes;       ///< phi_j' at 0 and 1 [end, j]
  /// Integrals of xi^k phi_j and xi^k phi_j' [k, j], k = 0 .. 2.
  Eigen::MatrixXd value_moments, slope_moments;

  int size() const { return degree + 1; }
};

inline constexpr int lowest_degree = 2, highest_degree = 6;

/// The polynomials' values at x.
Eigen::RowVectorXd values_at(const tensor_basis& b, double x);

/// The basis of a degree within the limits above; made once.
const tensor_basis& tensor_basis_of(int degree);

}  // namespace percuta

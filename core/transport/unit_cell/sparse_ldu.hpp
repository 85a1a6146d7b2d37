#pragma once

#include <Eigen/Dense>
#include <Eigen/SparseCore>
#include <vector>

namespace percuta {

/// A = L D R^T with unit lower triangles L and R of one pattern, for matrices whose pattern is
/// symmetric and whose values need no pivoting: those of diffusion with gates, which differ from
/// symmetric positive ones by factors on columns. Row by row, along the elimination tree (Davis,
/// Direct Methods for Sparse Linear Systems, 2006, chapters 4 and 6). Eigen has the symmetric case
/// only; its general one pivots, and cannot stop before the last unknowns.
class sparse_ldu {
public:
  /// Must come first; the pattern of `a` stays. Columns are sorted.
  void analyse(const Eigen::SparseMatrix<double>& a);
  /// False where a pivot vanishes.
  bool factorise(const Eigen::SparseMatrix<double>& a);

  /// L y = b, in place.
  void solve_lower(Eigen::VectorXd& b) const;
  /// R^T x = b, in place.
  void solve_upper(Eigen::VectorXd& b) const;
  const Eigen::VectorXd& diagonal() const { return d_; }

  /// The last rows and columns of L and R.
  Eigen::MatrixXd lower_corner(int size) const { return corner(lower_, size); }
  Eigen::MatrixXd right_corner(int size) const { return corner(right_, size); }

private:
  Eigen::MatrixXd corner(const std::vector<double>& values, int size) const;

  int n_ = 0;
  std::vector<int> parent_;
  std::vector<int> start_, row_;       ///< columns of L and R, rows ascending
  std::vector<double> lower_, right_;  ///< their values
  std::vector<int> mirrored_;          ///< of each entry of A, where its transpose stands
  Eigen::VectorXd d_;
  // work
  std::vector<int> filled_, mark_, path_, reach_;
  std::vector<double> down_, across_;
};

}  // namespace percuta

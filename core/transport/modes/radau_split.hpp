#pragma once

namespace percuta {

/// The stages of Radau IIA of order 5 (transport/radau.hpp) seen along the eigenvectors of its
/// inverse coefficient matrix, a real one and a conjugate pair: stages x_i = real[i] r + Re(pair[i]
/// c) and back r = sum of to_real[i] x_i, c = sum of to_pair[i] x_i. What stands still within a
/// step is a function of that matrix, and so a plain number r and c.
struct radau_split {
  double gamma, alpha, beta;  ///< eigenvalues gamma, alpha + i beta
  double real[3], pair_re[3], pair_im[3];
  double to_real[3], to_pair_re[3], to_pair_im[3];
  double one_real, one_pair_re, one_pair_im;  ///< of x = (1, 1, 1)
  double inverse[3][3];                       ///< the inverse coefficient matrix
  /// That matrix function as a matrix: matrix_real r + Re((matrix_re + i matrix_im) c).
  double matrix_real[3][3], matrix_re[3][3], matrix_im[3][3];
  double coefficients[3][3];  ///< the coefficient matrix
  double weight[3];           ///< of the stages in a step's increment
  double weight_real, weight_pair_re, weight_pair_im;
  /// Third divided difference over the start and the stages, a tenth of it: what a step's error is
  /// judged by. Of the start, of the stages, of r and c.
  double difference_start, difference[3], difference_real, difference_pair_re, difference_pair_im;
};

const radau_split& split_radau();

}  // namespace percuta

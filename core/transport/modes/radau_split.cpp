#include "transport/modes/radau_split.hpp"

#include "transport/radau.hpp"

#include <Eigen/Dense>
#include <complex>

namespace percuta {
namespace {

using complex = std::complex<double>;
using matrix = Eigen::Matrix3cd;
using vector = Eigen::Vector3cd;

/// The eigenvector of m for an eigenvalue, with 1 as its last component: then the step's end is the
/// plain sum of its parts.
vector eigenvector(const matrix& m, complex eigenvalue) {
  Eigen::Matrix2cd a;
  a << m(0, 0) - eigenvalue, m(0, 1), m(1, 0), m(1, 1) - eigenvalue;
  const Eigen::Vector2cd top = a.partialPivLu().solve(Eigen::Vector2cd(-m(0, 2), -m(1, 2)));
  return {top(0), top(1), 1.0};
}

radau_split make() {
  radau_split s{};
  matrix inverse;
  for (int i = 0; i < 3; ++i) {
    for (int j = 0; j < 3; ++j) {
      inverse(i, j) = radau::inverse[i][j];
      s.inverse[i][j] = radau::inverse[i][j];
    }
  }
  const matrix coefficients = inverse.inverse();
  s.gamma = radau::gamma;
  // The other two have the rest of the trace and of the determinant.
  const double sum = inverse.trace().real() - s.gamma;
  const double product = inverse.determinant().real() / s.gamma;
  s.alpha = 0.5 * sum;
  s.beta = std::sqrt(product - s.alpha * s.alpha);
  const complex pair{s.alpha, s.beta};
  matrix t;
  t.col(0) = eigenvector(inverse, s.gamma);
  t.col(1) = eigenvector(inverse, pair);
  t.col(2) = t.col(1).conjugate();
  const matrix back = t.inverse();
  const double node[4] = {0.0, radau::c[0], radau::c[1], radau::c[2]};
  const auto third_difference = [&node](int i) {
    double product_of_gaps = 1.0;
    for (int j = 0; j < 4; ++j) {
      if (j != i) product_of_gaps *= node[i] - node[j];
    }
    return 0.1 / product_of_gaps;
  };
  s.difference_start = third_difference(0);
  complex one = 0.0, weight = 0.0, difference = 0.0;
  for (int i = 0; i < 3; ++i) {
    s.real[i] = t(i, 0).real();
    s.pair_re[i] = t(i, 1).real();
    s.pair_im[i] = t(i, 1).imag();
    s.to_real[i] = back(0, i).real();
    // Twice, since the conjugate adds as much.
    s.to_pair_re[i] = 2.0 * back(1, i).real();
    s.to_pair_im[i] = 2.0 * back(1, i).imag();
    s.weight[i] = radau::b[i];
    s.difference[i] = third_difference(i + 1);
    for (int j = 0; j < 3; ++j) {
      s.coefficients[i][j] = coefficients(i, j).real();
      s.matrix_real[i][j] = (t(i, 0) * back(0, j)).real();
      const complex of_pair = 2.0 * t(i, 1) * back(1, j);
      s.matrix_re[i][j] = of_pair.real();
      s.matrix_im[i][j] = of_pair.imag();
    }
    s.one_real += s.to_real[i];
    one += complex(s.to_pair_re[i], s.to_pair_im[i]);
    s.weight_real += s.weight[i] * s.real[i];
    weight += s.weight[i] * t(i, 1);
    s.difference_real += s.difference[i] * s.real[i];
    difference += s.difference[i] * t(i, 1);
  }
  s.one_pair_re = one.real();
  s.one_pair_im = one.imag();
  s.weight_pair_re = weight.real();
  s.weight_pair_im = weight.imag();
  s.difference_pair_re = difference.real();
  s.difference_pair_im = difference.imag();
  return s;
}

}  // namespace

const radau_split& split_radau() {
  static const radau_split made = make();
  return made;
}

}  // namespace percuta

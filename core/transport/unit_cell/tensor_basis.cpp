#include "transport/unit_cell/tensor_basis.hpp"

#include <cmath>
#include <numbers>

namespace percuta {
namespace {

/// Legendre polynomial of degree n at x in [-1, 1], and its slope.
struct legendre {
  double value = 1.0, before = 0.0, slope = 0.0;
  legendre(int n, double x) {
    for (int k = 1; k <= n; ++k) {
      const double next = ((2 * k - 1) * x * value - (k - 1) * before) / k;
      before = value;
      value = next;
    }
    slope = n * (before - x * value) / (1.0 - x * x);
  }
};

/// Gauss points and weights on [0, 1], n of them, by Newton's method.
void gauss(int n, Eigen::VectorXd& points, Eigen::VectorXd& weights) {
  points.resize(n);
  weights.resize(n);
  for (int i = 0; i < n; ++i) {
    double x = -std::cos(std::numbers::pi * (i + 0.75) / (n + 0.5));
    for (int k = 0; k < 20; ++k) {
      const legendre at(n, x);
      x -= at.value / at.slope;
    }
    const legendre at(n, x);
    points[i] = 0.5 * (1.0 + x);
    weights[i] = 1.0 / ((1.0 - x * x) * at.slope * at.slope);
  }
}

/// Zeroes of P_n' and the ends.
Eigen::VectorXd lobatto(int n) {
  Eigen::VectorXd nodes(n + 1);
  nodes[0] = 0.0;
  nodes[n] = 1.0;
  for (int i = 1; i < n; ++i) {
    double x = -std::cos(std::numbers::pi * i / n);
    for (int k = 0; k < 30; ++k) {
      const legendre at(n, x);
      // (1 - x^2) P'' = 2 x P' - n (n + 1) P
      const double curvature = (2.0 * x * at.slope - n * (n + 1) * at.value) / (1.0 - x * x);
      x -= at.slope / curvature;
    }
    nodes[i] = 0.5 * (1.0 + x);
  }
  return nodes;
}

void lagrange(const Eigen::VectorXd& nodes, double x, Eigen::Ref<Eigen::RowVectorXd> values,
              Eigen::Ref<Eigen::RowVectorXd> slopes) {
  const Eigen::Index n = nodes.size();
  for (Eigen::Index j = 0; j < n; ++j) {
    double value = 1.0, slope = 0.0;
    for (Eigen::Index k = 0; k < n; ++k) {
      if (k == j) continue;
      const double step = 1.0 / (nodes[j] - nodes[k]);
      slope = slope * (x - nodes[k]) * step + value * step;
      value *= (x - nodes[k]) * step;
    }
    values[j] = value;
    slopes[j] = slope;
  }
}

tensor_basis make(int degree) {
  tensor_basis b;
  b.degree = degree;
  b.nodes = lobatto(degree);
  gauss(degree + 2, b.points, b.weights);
  const int n = degree + 1, q = degree + 2;
  b.values.resize(q, n);
  b.slopes.resize(q, n);
  for (int i = 0; i < q; ++i) {
    Eigen::RowVectorXd values(n), slopes(n);
    lagrange(b.nodes, b.points[i], values, slopes);
    b.values.row(i) = values;
    b.slopes.row(i) = slopes;
  }
  for (int k = 0; k < 4; ++k) {
    const Eigen::VectorXd w = b.weights.array() * b.points.array().pow(k);
    b.stiffness[k] = b.slopes.transpose() * w.asDiagonal() * b.slopes;
    b.slope[k] = b.slopes.transpose() * w.asDiagonal() * b.values;
    b.mass[k] = b.values.transpose() * w.asDiagonal() * b.values;
  }
  b.lobatto_weights.resize(n);
  for (int i = 0; i < n; ++i) {
    const double p = legendre(degree, 2.0 * b.nodes[i] - 1.0).value;
    b.lobatto_weights[i] = 1.0 / (degree * (degree + 1) * p * p);
  }
  b.end_slopes.resize(2, n);
  Eigen::RowVectorXd values(n), slopes(n);
  for (int end = 0; end < 2; ++end) {
    lagrange(b.nodes, end, values, slopes);
    b.end_slopes.row(end) = slopes;
  }
  b.value_moments.resize(3, n);
  b.slope_moments.resize(3, n);
  for (int k = 0; k < 3; ++k) {
    b.value_moments.row(k) = b.mass[k].rowwise().sum().transpose();
    b.slope_moments.row(k) = b.slope[k].rowwise().sum().transpose();
  }
  return b;
}

}  // namespace

Eigen::RowVectorXd values_at(const tensor_basis& b, double x) {
  Eigen::RowVectorXd values(b.size()), slopes(b.size());
  lagrange(b.nodes, x, values, slopes);
  return values;
}

const tensor_basis& tensor_basis_of(int degree) {
  static const auto all = [] {
    std::array<tensor_basis, highest_degree + 1> made;
    for (int d = lowest_degree; d <= highest_degree; ++d)
      made[d] = make(d);
    return made;
  }();
  return all.at(degree);
}

}  // namespace percuta

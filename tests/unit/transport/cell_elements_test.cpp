#include "catch.hpp"
#include "transport/unit_cell/element.hpp"
#include "transport/unit_cell/tensor_basis.hpp"

#include <cmath>
#include <functional>
#include <numbers>

using percuta::tensor_basis;

namespace {

constexpr double pi = std::numbers::pi;

/// One ring of elements between two depths, with sides from (r0, z0) to (r1, z1) inside and from R
/// to R outside; the columns inside are fluid.
percuta::cell_mesh ring(double a_above, double a_below, double radius, double height, int degree) {
  percuta::cell_mesh m;
  m.degree = degree;
  m.radius_m = radius;
  m.tip_m = height;
  m.inner = 1;
  m.rows_to_tip = 1;
  m.column = {0.0, 1.0, 1.0};
  m.depth_m = {1.0, 1.0 + height};
  m.wall_m = {a_above, a_below};
  m.layer = {0};
  m.first_row = {0, 1};
  return m;
}

/// A function of r and z at an element's nodes.
Eigen::VectorXd nodal(const percuta::cell_mesh& m, int column,
                      const std::function<double(double, double)>& f) {
  const tensor_basis& b = percuta::tensor_basis_of(m.degree);
  Eigen::VectorXd x(b.size() * b.size());
  for (int a = 0; a < x.size(); ++a) {
    const double xi = b.nodes[a % b.size()], eta = b.nodes[a / b.size()];
    const double inner = (1.0 - eta) * m.radius(column, 0) + eta * m.radius(column, 1);
    const double outer = (1.0 - eta) * m.radius(column + 1, 0) + eta * m.radius(column + 1, 1);
    x[a] = f(inner + xi * (outer - inner), m.depth_m[0] + eta * (m.depth_m[1] - m.depth_m[0]));
  }
  return x;
}

/// Integral over height of the n-th power of a radius that goes from a to b.
double cone_moment(double a, double b, double height, int n) {
  double sum = 0.0;
  for (int k = 0; k <= n; ++k)
    sum += std::pow(a, n - k) * std::pow(b, k);
  return height * sum / (n + 1);
}

}  // namespace

TEST_CASE("the basis is one at its own node and integrates every polynomial of its degree") {
  for (int degree = percuta::lowest_degree; degree <= percuta::highest_degree; ++degree) {
    CAPTURE(degree);
    const tensor_basis& b = percuta::tensor_basis_of(degree);
    CHECK(b.nodes[0] == 0.0);
    CHECK(b.nodes[degree] == 1.0);
    for (int j = 0; j < b.size(); ++j) {
      const Eigen::RowVectorXd there = percuta::values_at(b, b.nodes[j]);
      CHECK((there - Eigen::RowVectorXd::Unit(b.size(), j)).cwiseAbs().maxCoeff() < 1e-13);
    }
    // x^n through the nodes is x^n, against which weight x^k is known.
    for (int n = 0; n <= degree; ++n) {
      const Eigen::VectorXd x = b.nodes.array().pow(n);
      CHECK(percuta::values_at(b, 0.37).dot(x) == Approx(std::pow(0.37, n)).epsilon(1e-12));
      for (int k = 0; k < 4; ++k) {
        CHECK(x.dot(b.mass[k] * x) == Approx(1.0 / (2 * n + k + 1)).epsilon(1e-12));
        CHECK(x.dot(b.slope[k] * x) ==
              Approx(n == 0 ? 0.0 : n / (2.0 * n + k)).margin(1e-12).epsilon(1e-12));
        CHECK(x.dot(b.stiffness[k] * x) ==
              Approx(n == 0 ? 0.0 : n * n / (2.0 * n + k - 1.0)).margin(1e-10).epsilon(1e-11));
      }
      for (int k = 0; k < 3; ++k)
        CHECK(b.value_moments.row(k).dot(x) == Approx(1.0 / (n + k + 1)).epsilon(1e-12));
      CHECK(b.end_slopes.row(1).dot(x) == Approx(n).margin(1e-11));
      CHECK(b.end_slopes.row(0).dot(x) == Approx(n == 1 ? 1.0 : 0.0).margin(1e-11));
    }
  }
}

TEST_CASE("both quadratures take what they can: polynomials of twice their points less two") {
  for (int degree = percuta::lowest_degree; degree <= percuta::highest_degree; ++degree) {
    CAPTURE(degree);
    const tensor_basis& b = percuta::tensor_basis_of(degree);
    for (int n = 0; n <= 2 * degree + 3; ++n) {
      CHECK(b.weights.dot(b.points.array().pow(n).matrix()) ==
            Approx(1.0 / (n + 1)).epsilon(1e-12));
      if (n > 2 * degree - 1) continue;
      CHECK(b.lobatto_weights.dot(b.nodes.array().pow(n).matrix()) ==
            Approx(1.0 / (n + 1)).epsilon(1e-12));
    }
  }
}

TEST_CASE("an element holds its volume and conducts what polynomials say") {
  struct shape {
    double a_above, a_below;
  };
  for (const shape& s : {shape{2.0, 2.0}, shape{3.0, 1.0}, shape{1.0, 2.5}, shape{2.0, 0.0}}) {
    for (int degree = percuta::lowest_degree; degree <= percuta::highest_degree; ++degree) {
      CAPTURE(s.a_above, s.a_below, degree);
      constexpr double radius = 5.0, height = 0.7;
      const percuta::cell_mesh m = ring(s.a_above, s.a_below, radius, height, degree);
      percuta::element e(percuta::tensor_basis_of(degree));
      for (const int column : {0, 1}) {
        CAPTURE(column);
        e.set(m, column, 0, 1.0);
        // Integral of 2 pi r^n dr dz.
        const auto moment = [&](int n) {
          const double inside = cone_moment(s.a_above, s.a_below, height, n + 1);
          const double outside = std::pow(radius, n + 1) * height - inside;
          return 2.0 * pi / (n + 1) * (column == 0 ? inside : outside);
        };
        CHECK(e.mass.sum() == Approx(moment(1)).epsilon(1e-12));
        CHECK((e.mass - e.mass.transpose()).cwiseAbs().maxCoeff() < 1e-13 * moment(1));
        const double size = e.stiffness.cwiseAbs().maxCoeff();
        CHECK((e.stiffness - e.stiffness.transpose()).cwiseAbs().maxCoeff() < 1e-12 * size);
        CHECK(e.stiffness.rowwise().sum().cwiseAbs().maxCoeff() < 1e-11 * size);
        const auto energy = [&](const std::function<double(double, double)>& f) {
          const Eigen::VectorXd x = nodal(m, column, f);
          return x.dot(e.stiffness * x);
        };
        CHECK(energy([](double, double z) { return z; }) == Approx(moment(1)).epsilon(1e-11));
        CHECK(energy([](double r, double) { return r; }) == Approx(moment(1)).epsilon(1e-11));
        CHECK(energy([](double r, double z) { return r + z; }) ==
              Approx(2.0 * moment(1)).epsilon(1e-11));
        CHECK(energy([](double r, double) { return r * r; }) ==
              Approx(4.0 * moment(3)).epsilon(1e-11));
        const Eigen::VectorXd r = nodal(m, column, [](double x, double) { return x; });
        CHECK(r.dot(e.mass * r) == Approx(moment(3)).epsilon(1e-11));
      }
    }
  }
}

TEST_CASE("the flux through an element's edges is that of polynomials") {
  const percuta::cell_mesh m = ring(3.0, 1.0, 5.0, 0.7, 3);
  percuta::element e(percuta::tensor_basis_of(3));
  for (const int column : {0, 1}) {
    e.set(m, column, 0, 2.0);
    for (const bool lower : {false, true}) {
      CAPTURE(column, lower);
      const double a = lower ? 1.0 : 3.0, z = lower ? 1.7 : 1.0;
      const double area = pi * (column == 0 ? a * a : 25.0 - a * a);
      const Eigen::VectorXd flux = e.flux_down(lower);
      const auto through = [&](const std::function<double(double, double)>& f) {
        return flux.dot(nodal(m, column, f));
      };
      CHECK(std::abs(flux.sum()) < 1e-11 * area);
      CHECK(through([](double, double x) { return x; }) == Approx(-2.0 * area));
      CHECK(through([](double, double x) { return x * x; }) == Approx(-4.0 * z * area));
      CHECK(through([](double r, double) { return r * r; }) == Approx(0.0).margin(1e-10 * area));
      CHECK(through([](double r, double x) { return r * r * x; }) ==
            Approx(-2.0 * 0.5 * pi * (column == 0 ? a * a * a * a : 625.0 - a * a * a * a)));
    }
  }
}

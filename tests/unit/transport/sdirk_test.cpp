#include "transport/unit_cell/sdirk.hpp"

#include "catch.hpp"

#include <Eigen/Dense>

namespace {

namespace sdirk = percuta::sdirk;

struct tableau {
  Eigen::MatrixXd a{sdirk::stages, sdirk::stages};
  Eigen::VectorXd b, c, one = Eigen::VectorXd::Ones(sdirk::stages);
  tableau() {
    a.setZero();
    for (int i = 0; i < sdirk::stages; ++i) {
      for (int j = 0; j < i; ++j)
        a(i, j) = sdirk::a[i][j];
      a(i, i) = sdirk::gamma;
    }
    b = a.row(sdirk::stages - 1);
    c = Eigen::Map<const Eigen::VectorXd>(sdirk::c.data(), sdirk::stages);
  }
};

/// The conditions up to an order are met, one for each rooted tree.
void check_order(const tableau& t, const Eigen::VectorXd& b, int order) {
  const Eigen::VectorXd c2 = t.c.array().square(), c3 = t.c.array().cube();
  const auto is = [](double sum, double known) { CHECK(sum == Approx(known).epsilon(1e-13)); };
  is(b.sum(), 1.0);
  is(b.dot(t.c), 1.0 / 2.0);
  is(b.dot(c2), 1.0 / 3.0);
  is(b.dot(t.a * t.c), 1.0 / 6.0);
  if (order < 4) return;
  is(b.dot(c3), 1.0 / 4.0);
  is(b.dot(t.c.cwiseProduct(t.a * t.c)), 1.0 / 8.0);
  is(b.dot(t.a * c2), 1.0 / 12.0);
  is(b.dot(t.a * (t.a * t.c)), 1.0 / 24.0);
}

}  // namespace

TEST_CASE("the stages' times are their rows' sums and the last stage is the step's end") {
  const tableau t;
  CHECK((t.a * t.one - t.c).cwiseAbs().maxCoeff() < 1e-14);
  CHECK(t.c[sdirk::stages - 1] == 1.0);
}

TEST_CASE("the method is of order 4 and its companion of order 3 and no more") {
  const tableau t;
  check_order(t, t.b, 4);
  const Eigen::VectorXd error =
      Eigen::Map<const Eigen::VectorXd>(sdirk::error.data(), sdirk::stages);
  const Eigen::VectorXd companion = t.b - error;
  check_order(t, companion, 3);
  CHECK(std::abs(companion.dot(Eigen::VectorXd(t.c.array().cube())) - 0.25) > 1e-3);
}

TEST_CASE("the method is A-stable and forgets what decays at once") {
  const tableau t;
  // |R(i y)| <= 1 along the imaginary axis, R(z) = 1 + z b (1 - z A)^-1 1; all poles at 4.
  const Eigen::MatrixXcd a = t.a.cast<std::complex<double>>();
  const Eigen::MatrixXcd unit = Eigen::MatrixXcd::Identity(sdirk::stages, sdirk::stages);
  const auto growth = [&](std::complex<double> z) {
    const Eigen::VectorXcd x =
        (unit - z * a).partialPivLu().solve(t.one.cast<std::complex<double>>());
    return std::abs(1.0 + z * t.b.cast<std::complex<double>>().dot(x));
  };
  for (double y = 1e-2; y < 1e6; y *= 1.1)
    CHECK(growth({0.0, y}) <= 1.0 + 1e-12);
  CHECK(growth({-1e9, 0.0}) < 1e-6);
}

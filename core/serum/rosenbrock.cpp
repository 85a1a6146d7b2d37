#include "serum/rosenbrock.hpp"

#include <boost/numeric/odeint/stepper/rosenbrock4.hpp>

namespace percuta {

Eigen::VectorXd rosenbrock_step::at(double share) const {
  const double rest = 1.0 - share;
  return rest * start + share * (end + rest * (bend + share * skew));
}

rosenbrock_step take_step(const autonomous_system& system, const Eigen::VectorXd& start,
                          double dt_s) {
  static const boost::numeric::odeint::default_rosenbrock_coefficients<double> c;
  const Eigen::Index n = start.size();
  const Eigen::PartialPivLU<Eigen::MatrixXd> lu(Eigen::MatrixXd::Identity(n, n) / (c.gamma * dt_s) -
                                                system.jacobian(start));
  const auto stage = [&](const Eigen::VectorXd& at, const Eigen::VectorXd& coupling) {
    return Eigen::VectorXd(lu.solve(system.rate(at) + coupling / dt_s));
  };
  const Eigen::VectorXd g1 = stage(start, Eigen::VectorXd::Zero(n));
  const Eigen::VectorXd g2 = stage(start + c.a21 * g1, c.c21 * g1);
  const Eigen::VectorXd g3 = stage(start + c.a31 * g1 + c.a32 * g2, c.c31 * g1 + c.c32 * g2);
  const Eigen::VectorXd g4 =
      stage(start + c.a41 * g1 + c.a42 * g2 + c.a43 * g3, c.c41 * g1 + c.c42 * g2 + c.c43 * g3);
  const Eigen::VectorXd x5 = start + c.a51 * g1 + c.a52 * g2 + c.a53 * g3 + c.a54 * g4;
  const Eigen::VectorXd g5 = stage(x5, c.c51 * g1 + c.c52 * g2 + c.c53 * g3 + c.c54 * g4);
  const Eigen::VectorXd x6 = x5 + g5;

  rosenbrock_step step;
  step.start = start;
  step.error = stage(x6, c.c61 * g1 + c.c62 * g2 + c.c63 * g3 + c.c64 * g4 + c.c65 * g5);
  step.end = x6 + step.error;
  step.bend = c.d21 * g1 + c.d22 * g2 + c.d23 * g3 + c.d24 * g4 + c.d25 * g5;
  step.skew = c.d31 * g1 + c.d32 * g2 + c.d33 * g3 + c.d34 * g4 + c.d35 * g5;
  return step;
}

}  // namespace percuta

#pragma once

#include <Eigen/Dense>
#include <functional>

namespace percuta {

/// x' = rate(x) with its Jacobian.
struct autonomous_system {
  std::function<Eigen::VectorXd(const Eigen::VectorXd&)> rate;
  std::function<Eigen::MatrixXd(const Eigen::VectorXd&)> jacobian;
};

/// One step from `start` over dt_s: where it ends, an estimate of its error, and the two vectors of
/// its dense output.
struct rosenbrock_step {
  Eigen::VectorXd start, end, error;
  Eigen::VectorXd bend, skew;

  /// Value at a share of the step in [0, 1]; third order.
  Eigen::VectorXd at(double share) const;
};

/// Takes a step of RODAS, a stiffly accurate Rosenbrock method of order 4(3), L-stable (Hairer &
/// Wanner, Solving Ordinary Differential Equations II, IV.7). The coefficients are those of
/// Boost.odeint, whose own stepper needs a linear algebra that C++20 rejects (Boost 1.74).
rosenbrock_step take_step(const autonomous_system& system, const Eigen::VectorXd& start,
                          double dt_s);

}  // namespace percuta

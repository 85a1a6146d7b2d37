#include "transport/unit_cell/element.hpp"

#include <numbers>

namespace percuta {

// With a(eta) the inner radius, w(eta) the width, h the height, primes slopes over eta, and
// r = a + xi w:
//
//     |grad f|^2 2 pi r dr dz = 2 pi [ (h (a/w + xi) + r (a' + xi w')^2 / (w h)) f_xi^2
//                                      - 2 r (a' + xi w') / h  f_xi f_eta
//                                      + r w / h  f_eta^2 ] dxi deta
//
// polynomial in xi with coefficients that depend on eta.

element::element(const tensor_basis& basis) : b_(basis) {
  const int n = b_.size();
  mass.setZero(n * n, n * n);
  stiffness.setZero(n * n, n * n);
  flux_.setZero(n * n);
}

void element::set(const cell_mesh& m, int i, int j, double scale) {
  scale_ = scale;
  height_ = m.depth_m[j + 1] - m.depth_m[j];
  for (int side = 0; side < 2; ++side) {
    inner_[side] = m.radius(i, j + side);
    width_[side] = m.radius(i + 1, j + side) - inner_[side];
  }
  const int n = b_.size();
  const double slope_a = inner_[1] - inner_[0], slope_w = width_[1] - width_[0];
  for (auto& x : along_)
    x.setZero(n, n);
  for (auto& x : across_)
    x.setZero(n, n);
  for (auto& x : down_)
    x.setZero(n, n);
  for (auto& x : held_)
    x.setZero(n, n);
  for (Eigen::Index q = 0; q < b_.points.size(); ++q) {
    const double a = inner_[0] + slope_a * b_.points[q];
    const double w = width_[0] + slope_w * b_.points[q];
    const double h = height_, c = 2.0 * std::numbers::pi * scale * b_.weights[q];
    const double steep = 1.0 / (w * h);
    const double along[4] = {
        h * a / w + a * slope_a * slope_a * steep,
        h + (2.0 * a * slope_a * slope_w + w * slope_a * slope_a) * steep,
        (a * slope_w * slope_w + 2.0 * w * slope_a * slope_w) * steep,
        slope_w * slope_w / h,
    };
    const double across[3] = {-a * slope_a / h, -(a * slope_w + w * slope_a) / h, -w * slope_w / h};
    const double down[2] = {a * w / h, w * w / h};
    const double held[2] = {a * w * h, w * w * h};
    for (int s = 0; s < n; ++s) {
      for (int r = 0; r < n; ++r) {
        const double vv = c * b_.values(q, r) * b_.values(q, s);
        const double sv = c * b_.slopes(q, r) * b_.values(q, s);
        const double ss = c * b_.slopes(q, r) * b_.slopes(q, s);
        for (int k = 0; k < 4; ++k)
          along_[k](r, s) += along[k] * vv;
        for (int k = 0; k < 3; ++k)
          across_[k](r, s) += across[k] * sv;
        for (int k = 0; k < 2; ++k) {
          down_[k](r, s) += down[k] * ss;
          held_[k](r, s) += held[k] * vv;
        }
      }
    }
  }
  for (int s = 0; s < n; ++s) {
    for (int r = 0; r < n; ++r) {
      auto k = stiffness.block(r * n, s * n, n, n);
      auto m_block = mass.block(r * n, s * n, n, n);
      // f_eta of the row's node meets f_xi of the column's, and the other way round.
      k = along_[0](r, s) * b_.stiffness[0] + along_[1](r, s) * b_.stiffness[1] +
          along_[2](r, s) * b_.stiffness[2] + along_[3](r, s) * b_.stiffness[3];
      for (int q = 0; q < 3; ++q) {
        k += across_[q](r, s) * b_.slope[q].transpose() + across_[q](s, r) * b_.slope[q];
      }
      k += down_[0](r, s) * b_.mass[0] + down_[1](r, s) * b_.mass[1];
      m_block = held_[0](r, s) * b_.mass[0] + held_[1](r, s) * b_.mass[1];
    }
  }
}

const Eigen::VectorXd& element::flux_down(bool lower) {
  const int n = b_.size();
  const double a = inner_[lower], w = width_[lower];
  const double slope_a = inner_[1] - inner_[0], slope_w = width_[1] - width_[0];
  const double c = -2.0 * std::numbers::pi * scale_ / height_;
  const int edge = lower ? n - 1 : 0;
  for (int s = 0; s < n; ++s) {
    for (int r = 0; r < n; ++r) {
      double sum = b_.end_slopes(lower, s) *
                   (a * w * b_.value_moments(0, r) + w * w * b_.value_moments(1, r));
      if (s == edge) {
        sum -= a * slope_a * b_.slope_moments(0, r) +
               (a * slope_w + w * slope_a) * b_.slope_moments(1, r) +
               w * slope_w * b_.slope_moments(2, r);
      }
      flux_[s * n + r] = c * sum;
    }
  }
  return flux_;
}

const Eigen::VectorXd& element::flux_out(bool outer_side, bool lower_end) {
  const int n = b_.size();
  const double slope_w = width_[1] - width_[0];
  const double slope_side = inner_[1] - inner_[0] + (outer_side ? slope_w : 0.0);
  const int side = outer_side ? n - 1 : 0;
  flux_.setZero();
  for (Eigen::Index q = 0; q < b_.points.size(); ++q) {
    const double w = width_[0] + slope_w * b_.points[q];
    const double r = inner_[0] + (outer_side ? width_[0] : 0.0) + slope_side * b_.points[q];
    const double c =
        2.0 * std::numbers::pi * scale_ * r * b_.weights[q] * b_.values(q, lower_end ? n - 1 : 0);
    for (int s = 0; s < n; ++s) {
      for (int k = 0; k < n; ++k) {
        const double across = b_.end_slopes(outer_side, k) * b_.values(q, s) / w;
        const double down = (k == side ? b_.slopes(q, s) : 0.0) - across * slope_side;
        flux_[s * n + k] += c * (down * slope_side / height_ - across * height_);
      }
    }
  }
  return flux_;
}

}  // namespace percuta

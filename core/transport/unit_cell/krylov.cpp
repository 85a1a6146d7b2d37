#include "transport/unit_cell/krylov.hpp"

#include "percuta/error.hpp"

#include <Eigen/Eigenvalues>
#include <cmath>

namespace percuta {
namespace {

constexpr int most_vectors = 120;

/// Of the length before, what is left when nothing new is.
constexpr double nothing_left = 1e-13;

}  // namespace

krylov_space::krylov_space(const cell_system& s, const cell_instant& at, double shift_1_s,
                           const Eigen::VectorXd& load)
    : s_(s), at_(at), shift_(shift_1_s), solver_(s) {
  at_.saturation_kg_m3.reset();
  const double tau = 1.0 / shift_;
  Eigen::VectorXd start = load;
  steady_measured_ = Eigen::VectorXd::Zero(s.measured.count());
  if (s.source->top == top_boundary::fixed && at_.fixed_kg_m3 != 0.0) {
    const double u = at_.fixed_kg_m3;
    Eigen::VectorXd held = s.fixed_mass * u;
    Eigen::VectorXd pull = s.fixed_conduct + at_.openness * s.fixed_conduct_open +
                           at_.fluid_loss_1_s * s.fixed_fluid_mass;
    for (int l = 0; l < s.layers(); ++l)
      pull += at_.loss_1_s[l] * s.fixed_layer_mass[l];
    pull *= u;
    // A steady = -pull, by (M + tau A) with a tau beside which M is nothing, refined.
    const double endless = 1e12 * tau;
    cell_state state;
    solver_.factor(endless, at_);
    steady_ = Eigen::VectorXd::Zero(s.unknowns());
    for (int k = 0; k < 3; ++k) {
      const Eigen::VectorXd massed = apply_mass(s, steady_, at_.capacity_m);
      solver_.solve(massed - endless * pull, at_, state);
      steady_ = state.x;
    }
    start -= held + apply_mass(s, steady_, at_.capacity_m);
    steady_measured_ = s.observe * steady_ + s.observe_fixed * u;
  }
  solver_.factor(tau, at_);
  next_ = apply(start);
  weight_ = s.lumped.cwiseAbs();
  weight_.tail(s.nodes.film) += at_.capacity_m * s.film.share;
  projection_.setZero(most_vectors + 1, most_vectors + 1);
  measured_.resize(s.measured.count(), most_vectors);
}

/// (A + s M)^-1 of a load.
Eigen::VectorXd krylov_space::apply(const Eigen::VectorXd& load) {
  cell_state state;
  solver_.solve(load, at_, state);
  return state.x / shift_;
}

bool krylov_space::extend() {
  const int m = size();
  if (m >= most_vectors) return false;
  // The inner product of M where S is symmetric in it, else of the lumped masses.
  const auto massed = [&](const Eigen::VectorXd& x) -> Eigen::VectorXd {
    return s_.symmetric ? apply_mass(s_, x, at_.capacity_m) : weight_.cwiseProduct(x).eval();
  };
  if (m > 0)
    next_ = apply(s_.symmetric ? massed_.back() : apply_mass(s_, vectors_.back(), at_.capacity_m));
  double along = 0.0;  // square of the part within the space
  for (int pass = 0; pass < 2 && m > 0; ++pass) {
    for (int i = 0; i < m; ++i) {
      const double h = massed_[i].dot(next_);
      next_ -= h * vectors_[i];
      projection_(i, m - 1) += h;
      along += h * h;
    }
  }
  Eigen::VectorXd with_mass = massed(next_);
  const double length = std::sqrt(std::max(0.0, next_.dot(with_mass)));
  if (m == 0) {
    first_ = length;
    if (length == 0.0) {
      complete_ = true;
      return false;
    }
  } else {
    if (!(length * length > nothing_left * nothing_left * along)) {
      complete_ = true;
      return false;
    }
    projection_(m, m - 1) = length;
  }
  vectors_.push_back(next_ / length);
  massed_.push_back(with_mass / length);
  measured_.col(m) = s_.observe * vectors_.back();
  return true;
}

void krylov_space::project() {
  // The last column of H belongs to the vector that comes next, if there is one.
  const int m = complete_ ? size() : size() - 1;
  if (m < 1) return;
  const Eigen::MatrixXd h = projection_.topLeftCorner(m, m);
  Eigen::VectorXcd theta;
  if (s_.symmetric) {
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(0.5 * (h + h.transpose()));
    theta = solver.eigenvalues().cast<std::complex<double>>();
    modes_ = solver.eigenvectors().cast<std::complex<double>>();
    start_ = (first_ * solver.eigenvectors().row(0).transpose()).cast<std::complex<double>>();
  } else {
    const Eigen::EigenSolver<Eigen::MatrixXd> solver(h);
    theta = solver.eigenvalues();
    modes_ = solver.eigenvectors();
    Eigen::VectorXcd first = Eigen::VectorXcd::Zero(m);
    first[0] = first_;
    start_ = modes_.partialPivLu().solve(first);
  }
  decay_ = theta.cwiseInverse().array() - shift_;
  start_.array() /= theta.array();
  for (int i = 0; i < m; ++i) {
    if (!(decay_[i].real() > -1e-6 * shift_))  // rounding: nothing grows
      start_[i] = 0.0;
  }
  measured_modes_ = measured_.leftCols(m) * modes_;
}

void krylov_space::measure(double t_s, Eigen::VectorXd& now, Eigen::VectorXd& integral) const {
  if (decay_.size() == 0) {  // nothing moves
    now = steady_measured_;
    integral = t_s * steady_measured_;
    return;
  }
  Eigen::VectorXcd value(decay_.size()), sum(decay_.size());
  for (Eigen::Index i = 0; i < decay_.size(); ++i) {
    const std::complex<double> power = -t_s * decay_[i];
    value[i] = start_[i] * std::exp(power);
    // (1 - exp(-t d)) / d
    sum[i] = start_[i] * (std::abs(power) < 1e-5 ? t_s * (1.0 + 0.5 * power)
                                                 : (1.0 - std::exp(power)) / decay_[i]);
  }
  now = (measured_modes_ * value).real() + steady_measured_;
  integral = (measured_modes_ * sum).real() + t_s * steady_measured_;
}

Eigen::VectorXd krylov_space::unknowns(double t_s) const {
  Eigen::VectorXd x = Eigen::VectorXd::Zero(s_.unknowns());
  if (steady_.size() > 0) x = steady_;
  if (decay_.size() == 0) return x;
  const Eigen::VectorXcd value = start_.array() * (-t_s * decay_.array()).exp();
  const Eigen::VectorXd small = (modes_ * value).real();
  for (Eigen::Index i = 0; i < small.size(); ++i)
    x += small[i] * vectors_[static_cast<std::size_t>(i)];
  return x;
}

}  // namespace percuta

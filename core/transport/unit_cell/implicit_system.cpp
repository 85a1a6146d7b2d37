#include "transport/unit_cell/implicit_system.hpp"

#include "percuta/error.hpp"

namespace percuta {
namespace {

/// How often the set of saturated nodes may change in one solve.
constexpr int most_changes = 60;

[[noreturn]] void singular() {
  throw numerical_error("the cell's matrix is singular; look for extreme values in the problem");
}

bool same_skin(const cell_instant& a, const cell_instant& b) {
  return a.openness == b.openness && a.loss_1_s == b.loss_1_s &&
         a.fluid_loss_1_s == b.fluid_loss_1_s;
}

}  // namespace

cell_instant instant_of(const cell_system& s, double t_s, side at) {
  cell_instant now;
  const problem& p = *s.source;
  now.openness = value(p.channels[s.population].openness, t_s, at);
  for (const medium& m : s.what->layers)
    now.loss_1_s.push_back(value(m.loss_1_s, t_s, at));
  now.fluid_loss_1_s = value(s.what->fluid[s.population].loss_1_s, t_s, at);
  const film& f = s.what->top;
  if (p.top == top_boundary::film) {
    now.capacity_m = value(f.capacity_m, t_s, at);
    now.evaporation_m_s = value(f.loss_m_s, t_s, at);
    if (f.sheet_conductance_m3_s) now.sheet_m3_s = value(*f.sheet_conductance_m3_s, t_s, at);
    if (f.saturation_kg_m3) now.saturation_kg_m3 = value(*f.saturation_kg_m3, t_s, at);
  } else if (p.top == top_boundary::fixed) {
    now.fixed_kg_m3 = value(f.fixed_kg_m3, t_s, at);
  }
  return now;
}

implicit_system::implicit_system(const cell_system& s)
    : s_(s), w_(s.pattern), saturated_(static_cast<std::size_t>(s.nodes.film), 0) {}

void implicit_system::factor(double tau, const cell_instant& at) {
  if (tau == tau_ && (tau == 0.0 || same_skin(at, factored_))) return;
  tau_ = tau;
  factored_ = at;
  ++factorisations_;
  Eigen::Map<Eigen::VectorXd> w(w_.valuePtr(), w_.nonZeros());
  w = Eigen::Map<const Eigen::VectorXd>(s_.pattern.valuePtr(), w_.nonZeros());
  if (tau > 0.0) {
    w += tau * s_.conduct + (tau * at.openness) * s_.conduct_open;
    for (int l = 0; l < s_.layers(); ++l) {
      if (at.loss_1_s[l] != 0.0) w += (tau * at.loss_1_s[l]) * s_.layer_mass[l];
    }
    if (at.fluid_loss_1_s != 0.0) w += (tau * at.fluid_loss_1_s) * s_.fluid_mass;
  }
  const int n = s_.nodes.film;
  if (s_.symmetric) {
    factor_symmetric();
    film_right_ = film_lower_;
  } else {
    if (!analysed_) ldu_.analyse(w_);
    analysed_ = true;
    if (!ldu_.factorise(w_)) singular();
    film_lower_ = ldu_.lower_corner(n);
    film_right_ = ldu_.right_corner(n);
  }
  schur_ = film_lower_ * diagonal().tail(n).asDiagonal() * film_right_.transpose();
}

void implicit_system::factor_symmetric() {
  if (!analysed_) cholesky_.analyzePattern(w_);
  analysed_ = true;
  cholesky_.factorize(w_);
  if (cholesky_.info() != Eigen::Success) singular();
  const int n = s_.nodes.film, first = s_.nodes.first_film();
  film_lower_.setIdentity(n, n);
  const auto& l = cholesky_.matrixL().nestedExpression();
  for (int j = 0; j < n; ++j) {
    for (Eigen::SparseMatrix<double>::InnerIterator it(l, first + j); it; ++it) {
      if (it.row() > first + j) film_lower_(it.row() - first, j) = it.value();
    }
  }
  diagonal_ = cholesky_.vectorD();
}

void implicit_system::solve(const Eigen::VectorXd& load, const cell_instant& at, cell_state& out) {
  const int n = s_.nodes.film, inside = s_.nodes.first_film();
  out.x = load;
  out.film.resize(n);
  Eigen::VectorXd u(n);
  if (s_.symmetric) {
    cholesky_.matrixL().solveInPlace(out.x);
  } else {
    ldu_.solve_lower(out.x);
  }
  if (n > 0) solve_film(film_lower_ * out.x.tail(n), at, u, out.film);
  out.x.head(inside).array() /= diagonal().head(inside).array();
  if (n > 0) out.x.tail(n) = film_right_.transpose() * u;
  if (s_.symmetric) {
    cholesky_.matrixU().solveInPlace(out.x);
  } else {
    ldu_.solve_upper(out.x);
  }
}

void implicit_system::solve_film(const Eigen::VectorXd& rows, const cell_instant& at,
                                 Eigen::VectorXd& u, Eigen::VectorXd& amounts) {
  const Eigen::Index n = rows.size();
  const Eigen::VectorXd holds = at.capacity_m * s_.film.share;
  Eigen::MatrixXd skin = schur_;  // without the film's capacity
  skin.diagonal() += (tau_ * at.evaporation_m_s) * s_.film.share;
  if (s_.film.spreading.size() > 0) skin += (tau_ * at.sheet_m3_s) * s_.film.spreading;
  if (!at.saturation_kg_m3) std::fill(saturated_.begin(), saturated_.end(), char{0});
  const double most = at.saturation_kg_m3.value_or(0.0);
  for (int change = 0; change < most_changes; ++change) {
    Eigen::MatrixXd matrix = skin;
    Eigen::VectorXd right = rows;
    for (Eigen::Index j = 0; j < n; ++j) {
      if (saturated_[j]) {
        right -= most * skin.col(j);
        matrix.row(j).setZero();
        matrix.col(j).setZero();
        matrix(j, j) = 1.0;
      } else {
        matrix(j, j) += holds[j];
      }
    }
    for (Eigen::Index j = 0; j < n; ++j) {
      if (saturated_[j]) right[j] = most;
    }
    u = matrix.partialPivLu().solve(right);
    amounts = rows - skin * u;
    for (Eigen::Index j = 0; j < n; ++j) {
      if (!saturated_[j]) amounts[j] = holds[j] * u[j];
    }
    if (!at.saturation_kg_m3) return;
    bool changed = false;
    for (Eigen::Index j = 0; j < n; ++j) {
      const bool now = saturated_[j] ? amounts[j] > holds[j] * most : u[j] > most * (1.0 + 1e-12);
      changed = changed || now != static_cast<bool>(saturated_[j]);
      saturated_[j] = now;
    }
    if (!changed) return;
  }
  throw numerical_error("which parts of the film are saturated could not be settled");
}

Eigen::VectorXd apply_mass(const cell_system& s, const Eigen::VectorXd& x, double capacity_m) {
  Eigen::VectorXd y = s.pattern * x;
  y.tail(s.nodes.film).array() += capacity_m * s.film.share.array() * x.tail(s.nodes.film).array();
  return y;
}

}  // namespace percuta

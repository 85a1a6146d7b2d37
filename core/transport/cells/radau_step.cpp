#include "transport/cells/radau_step.hpp"

#include "transport/cells/assembly.hpp"
#include "transport/radau.hpp"

namespace percuta {
namespace {

template <int Nodes>
class radau_step_of : public radau_step {
public:
  explicit radau_step_of(const layered_operator& op)
      : op_(op),
        nodes_(op.nodes()),
        film_(op.source->top == top_boundary::film),
        stage_assembly_(stage_solver_, op),
        error_assembly_(error_solver_, op) {
    stage_solver_.resize(op.cells(), nodes_, 3 * border_size(op));
    error_solver_.resize(op.cells(), nodes_, border_size(op));
  }

  void solve(const layered_state& start, double h, const std::array<instant, 3>& at,
             const std::array<std::vector<double>, 3>& formed, stage_states& out) override {
    std::array<std::array<double, 3>, 3> derivative;
    std::array<double, 3> of_start{};
    for (int i = 0; i < 3; ++i) {
      for (int k = 0; k < 3; ++k) {
        derivative[i][k] = radau::inverse[i][k] / h;
        of_start[i] += derivative[i][k];
      }
    }
    stage_assembly_.fill(derivative, at);
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < op_.cells(); ++j) {
        auto& right = stage_solver_[j].right;
        for (int q = 0; q < nodes_; ++q) {
          right(stage_assembly_.row(i, q), 0) +=
              of_start[i] * op_.capacity(j, q) * start.w[op_.at(j, q)];
        }
        if (!formed[i].empty()) right(stage_assembly_.row(i, 0), 0) += formed[i][j];
      }
      if (film_) stage_solver_.foot(stage_assembly_.film_row(i)) += of_start[i] * start.film;
    }
    stage_solver_.solve();
    for (int i = 0; i < 3; ++i)
      read(stage_solver_, stage_assembly_, i, start, out.at[i]);
  }

  void estimate(const layered_state& start, const stage_states& stages, double h,
                const instant& at_start, const std::vector<double>& formed, bool refine,
                std::vector<double>& out) override {
    const std::size_t n = start.w.size();
    std::vector<double>& weighted = weighted_;
    weighted.assign(n, 0.0);
    double weighted_film = 0.0;
    for (int i = 0; i < 3; ++i) {
      for (std::size_t k = 0; k < n; ++k) {
        weighted[k] += radau::error[i] / h * (stages.at[i].w[k] - start.w[k]);
      }
      weighted_film += radau::error[i] / h * (stages.at[i].film - start.film);
    }
    error_ = start;
    filter(start, h, at_start, formed, weighted, weighted_film, error_);
    if (refine) {
      layered_state& moved = moved_;
      moved = start;
      for (std::size_t k = 0; k < n; ++k)
        moved.w[k] += error_.w[k];
      moved.film += error_.film;
      for (std::size_t k = 0; k < moved.shunt.size(); ++k)
        moved.shunt[k] += error_.shunt[k];
      filter(moved, h, at_start, formed, weighted, weighted_film, error_);
    }
    out.resize(n + 1);
    for (int j = 0; j < op_.cells(); ++j) {
      for (int q = 0; q < nodes_; ++q)
        out[op_.at(j, q)] = op_.capacity(j, q) * error_.w[op_.at(j, q)];
    }
    out[n] = error_.film;
  }

  void settle_shunts(const instant& at, layered_state& state) override {
    const int count = static_cast<int>(at.shunt.size());
    state.shunt.assign(at.shunt.size(), 0.0);
    if (count == 0) return;
    // u at an end without the shunts' own flux, and what that flux adds.
    const auto resting = [&](const shunt_end& end) {
      if (end.is_film) return at.film_slope * state.film + at.film_constant;
      double u = 0.0;
      if (end.above >= 0) u += end.w_above * state.w[op_.at(end.above, 0)];
      if (end.below >= 0) u += end.w_below * state.w[op_.at(end.below, 0)];
      return u;
    };
    Eigen::MatrixXd a = Eigen::MatrixXd::Identity(count, count);
    Eigen::VectorXd r(count);
    const auto& paths = op_.source->shunts;
    for (int k = 0; k < count; ++k) {
      r(k) = at.shunt[k] * (resting(op_.shunt_from[k]) - resting(op_.shunt_to[k]));
      for (int other = 0; other < count; ++other) {
        const auto inflow = [&](int place) {
          return (paths[other].to == place ? 1.0 : 0.0) - (paths[other].from == place ? 1.0 : 0.0);
        };
        a(k, other) -= at.shunt[k] * (op_.shunt_from[k].per_flux * inflow(paths[k].from) -
                                      op_.shunt_to[k].per_flux * inflow(paths[k].to));
      }
    }
    const Eigen::VectorXd flux = a.partialPivLu().solve(r);
    for (int k = 0; k < count; ++k)
      state.shunt[k] = flux(k);
  }

private:
  using three_stages = stage_assembly<3, Nodes>;
  using one_stage = stage_assembly<1, Nodes>;

  /// (gamma / h M - J)^-1 (F(state) + M weighted).
  void filter(const layered_state& state, double h, const instant& at,
              const std::vector<double>& formed, const std::vector<double>& weighted,
              double weighted_film, layered_state& out) {
    linear_[0] = at;
    linear_[0].film_constant = 0.0;  // the matrix only; the rates below carry the constant
    error_assembly_.fill({{{radau::gamma / h}}}, linear_);
    double film_rate = 0.0;
    rates(op_, at, state, rates_, film_rate);
    for (int j = 0; j < op_.cells(); ++j) {
      auto& right = error_solver_[j].right;
      for (int q = 0; q < nodes_; ++q) {
        right(q, 0) += rates_[op_.at(j, q)] + op_.capacity(j, q) * weighted[op_.at(j, q)];
      }
      if (!formed.empty()) right(0, 0) += formed[j];
    }
    if (film_) error_solver_.foot(error_assembly_.film_row(0)) += film_rate + weighted_film;
    error_solver_.solve();
    read(error_solver_, error_assembly_, 0, state, out);
  }

  template <class Solver, class Assembly>
  void read(const Solver& solver, const Assembly& assembly, int stage, const layered_state& like,
            layered_state& out) const {
    out.w.resize(like.w.size());
    out.shunt.resize(like.shunt.size());
    for (int j = 0; j < op_.cells(); ++j) {
      for (int q = 0; q < nodes_; ++q)
        out.w[op_.at(j, q)] = solver.x(j, assembly.row(stage, q));
    }
    out.film = film_ ? solver.z(assembly.film_row(stage)) : 0.0;
    for (std::size_t k = 0; k < out.shunt.size(); ++k) {
      out.shunt[k] = solver.z(assembly.shunt_row(stage, static_cast<int>(k)));
    }
  }

  const layered_operator& op_;
  int nodes_;
  bool film_;
  typename three_stages::solver stage_solver_;
  typename one_stage::solver error_solver_;
  three_stages stage_assembly_;
  one_stage error_assembly_;
  // Kept from step to step, so that a step allocates nothing.
  layered_state error_, moved_;
  std::array<instant, 1> linear_;
  std::vector<double> rates_, weighted_;
};

}  // namespace

std::unique_ptr<radau_step> make_radau_step(const layered_operator& op) {
  switch (op.populations()) {
    case 0:
      return std::make_unique<radau_step_of<1>>(op);
    case 1:
      return std::make_unique<radau_step_of<2>>(op);
    case 2:
      return std::make_unique<radau_step_of<3>>(op);
    default:
      return std::make_unique<radau_step_of<Eigen::Dynamic>>(op);
  }
}

}  // namespace percuta

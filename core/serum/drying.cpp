#include "serum/drying.hpp"

#include "percuta/error.hpp"
#include "serum/constants.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>
#include <limits>

namespace percuta {
namespace {

constexpr double relative_tolerance = 1e-10;
/// Of an amount [mol/m2]: a 1e-10th of the residual film.
constexpr double absolute_tolerance = 1e-10 * constants::residual_film_m *
                                      constants::water_density_kg_m3 /
                                      constants::water_molar_mass_kg_mol;
/// Solvents thinner than this have gone [m].
constexpr double dry_m = 1e-6 * constants::residual_film_m;

/// Evaporation in moles: n_i' = -(escape_i x_i - return_i), x_i = n_i / sum n.
autonomous_system evaporation_of(const mixture& m) {
  const auto n = static_cast<Eigen::Index>(m.solvents.size());
  Eigen::VectorXd escape(n), back(n);
  for (Eigen::Index i = 0; i < n; ++i) {
    const solvent& s = m.solvents[static_cast<std::size_t>(i)];
    const double per_pressure = s.transfer_m_s / (constants::gas_J_mol_K * m.skin_temperature_K);
    escape[i] = per_pressure * s.vapour_pressure_Pa;
    back[i] = per_pressure * s.air_pressure_Pa;
  }
  autonomous_system system;
  system.rate = [escape, back](const Eigen::VectorXd& mol) {
    return Eigen::VectorXd(back - escape.cwiseProduct(mol) / mol.sum());
  };
  system.jacobian = [escape](const Eigen::VectorXd& mol) {
    const double sum = mol.sum();
    Eigen::MatrixXd j =
        (escape.cwiseProduct(mol) / (sum * sum)) * Eigen::RowVectorXd::Ones(mol.size());
    j.diagonal() -= escape / sum;
    return j;
  };
  return system;
}

/// Largest error of a step over what is allowed; infinite when an amount became negative.
double excess(const rosenbrock_step& step) {
  double worst = 0.0;
  for (Eigen::Index i = 0; i < step.end.size(); ++i) {
    if (!(step.end[i] > -absolute_tolerance)) return std::numeric_limits<double>::infinity();
    const double allowed = absolute_tolerance + relative_tolerance * std::abs(step.end[i]);
    worst = std::max(worst, std::abs(step.error[i]) / allowed);
  }
  return step.end.sum() > 0.0 ? worst : std::numeric_limits<double>::infinity();
}

/// Integrates until to_s or until the solvents have gone, whichever is first.
void integrate(const mixture& m, const autonomous_system& system, drying_path::span& span) {
  Eigen::VectorXd mol = span.start.mol_m2;
  double t = span.from_s;
  double dt = 1e-3 * (span.to_s - span.from_s);
  span.node_s.push_back(t);
  while (t < span.to_s) {
    // While the film dries, at most half of what is left may go in one step.
    const double shrinking = -system.rate(mol).sum();
    if (shrinking > 0.0) dt = std::min(dt, 0.5 * mol.sum() / shrinking);
    const bool last = t + dt * (1.0 + 1e-9) >= span.to_s;
    if (last) dt = span.to_s - t;
    rosenbrock_step step = take_step(system, mol, dt);
    const double e = excess(step);
    if (e <= 1.0) {
      t = last ? span.to_s : t + dt;
      mol = step.end.cwiseMax(0.0);
      step.end = mol;
      span.node_s.push_back(t);
      span.steps.push_back(std::move(step));
      if (liquid_thickness_m(m, {mol, 0.0}) <= dry_m) break;
    }
    // Step control of order 4: aim below the tolerance, change by at most five-fold.
    dt *= std::isfinite(e) ? std::clamp(0.9 * std::pow(std::max(e, 1e-12), -0.25), 0.2, 5.0) : 0.2;
    if (e > 1.0 && !(dt > 1e-14 * std::max(t, 1e-6))) {
      throw numerical_error(fmt::format(
          "the drying of the film cannot be followed beyond {:g} s: the step became {:g} s", t,
          dt));
    }
  }
  span.to_s = t;
}

/// Appends spans from a state to a later time.
void append(const mixture& m, const autonomous_system& system, bool covered, double to_s,
            film_state& now, double& t_s, drying_path& path) {
  if (liquid_thickness_m(m, now) <= dry_m) now.mol_m2.setZero();
  const bool moves =
      !covered && now.mol_m2.sum() > 0.0 && system.rate(now.mol_m2).cwiseAbs().maxCoeff() > 0.0;
  drying_path::span span{t_s, to_s, now, {}, {}};
  if (moves) integrate(m, system, span);
  const double reached = span.to_s;
  if (!span.steps.empty()) now.mol_m2 = span.steps.back().end;
  path.spans.push_back(std::move(span));
  t_s = reached;
  if (t_s < to_s) {  // dried out on the way
    now.mol_m2.setZero();
    path.spans.push_back({t_s, to_s, now, {}, {}});
    t_s = to_s;
  }
}

void do_step(const mixture& m, const film_step& step, film_state& now, bool& covered) {
  switch (step.kind) {
    case step_kind::apply:
      for (std::size_t i = 0; i < m.solvents.size(); ++i) {
        const solvent& s = m.solvents[i];
        now.mol_m2[static_cast<Eigen::Index>(i)] +=
            step.amount_kg_m2 * s.fraction / s.molar_mass_kg_mol;
      }
      now.residue_m += step.amount_kg_m2 * m.residue_m3_kg;
      break;
    case step_kind::remove:
      now.mol_m2 *= 1.0 - step.efficiency;
      now.residue_m *= 1.0 - step.efficiency;
      break;
    case step_kind::cover:
      covered = true;
      break;
    case step_kind::uncover:
      covered = false;
      break;
    case step_kind::needle:
      break;
  }
}

}  // namespace

double liquid_thickness_m(const mixture& m, const film_state& s) {
  double sum = 0.0;
  for (std::size_t i = 0; i < m.solvents.size(); ++i) {
    const solvent& one = m.solvents[i];
    sum += s.mol_m2[static_cast<Eigen::Index>(i)] * one.molar_mass_kg_mol / one.density_kg_m3;
  }
  return sum;
}

film_state state_at(const drying_path::span& s, double t_s) {
  if (s.steps.empty()) return s.start;
  const double t = std::clamp(t_s, s.from_s, s.to_s);
  const auto after = std::upper_bound(s.node_s.begin() + 1, s.node_s.end() - 1, t);
  const auto i = static_cast<std::size_t>(after - s.node_s.begin()) - 1;
  const double share = (t - s.node_s[i]) / (s.node_s[i + 1] - s.node_s[i]);
  return {s.steps[i].at(share).cwiseMax(0.0), s.start.residue_m};
}

film_state state_at(const drying_path& path, double t_s) {
  const auto after =
      std::upper_bound(path.spans.begin() + 1, path.spans.end(), t_s,
                       [](double t, const drying_path::span& s) { return t < s.from_s; });
  return state_at(*(after - 1), t_s);
}

drying_path follow_drying(const mixture& m, const std::vector<film_step>& steps,
                          double duration_s) {
  const autonomous_system system = evaporation_of(m);
  film_state now{Eigen::VectorXd::Zero(static_cast<Eigen::Index>(m.solvents.size())), 0.0};
  bool covered = false;
  double t = 0.0;
  drying_path path;
  for (const film_step& step : steps) {
    if (step.at_s >= duration_s) break;
    if (step.at_s > t) append(m, system, covered, step.at_s, now, t, path);
    do_step(m, step, now, covered);
  }
  append(m, system, covered, duration_s, now, t, path);
  return path;
}

std::vector<double> crossings(const drying_path& path,
                              const std::function<double(const film_state&)>& g) {
  std::vector<double> found;
  for (const drying_path::span& s : path.spans) {
    for (std::size_t i = 0; i + 1 < s.node_s.size(); ++i) {
      const auto at = [&](double t) { return g(state_at(s, t)); };
      const double a = s.node_s[i], b = s.node_s[i + 1];
      const double ga = at(a), gb = at(b);
      if (ga == 0.0 || gb == 0.0 || (ga < 0.0) == (gb < 0.0)) continue;
      std::uintmax_t iterations = 100;
      const auto bracket = boost::math::tools::toms748_solve(
          at, a, b, ga, gb, boost::math::tools::eps_tolerance<double>(48), iterations);
      found.push_back(0.5 * (bracket.first + bracket.second));
    }
  }
  return found;
}

}  // namespace percuta

#pragma once

#include "serum/rosenbrock.hpp"
#include "serum/solvents.hpp"

#include <functional>
#include <vector>

namespace percuta {

/// The film at an instant, per area of skin.
struct film_state {
  Eigen::VectorXd mol_m2;  ///< of each solvent
  double residue_m = 0.0;  ///< thickness that all else would make alone
};

/// The film through time. Within a span the residue is constant and the solvents move smoothly;
/// between spans they may jump (a step of the protocol) or kink (the last solvent has gone).
struct drying_path {
  struct span {
    double from_s = 0.0, to_s = 0.0;
    film_state start;                    ///< at from_s
    std::vector<double> node_s;          ///< ends of the integrator's steps; empty: nothing moves
    std::vector<rosenbrock_step> steps;  ///< node_s.size() - 1 of them
  };
  std::vector<span> spans;
};

/// Thickness that the solvents alone make.
double liquid_thickness_m(const mixture& m, const film_state& s);

/// State within a span; t_s is clamped to it.
film_state state_at(const drying_path::span& s, double t_s);

/// State at a time, after the step of that time.
film_state state_at(const drying_path& path, double t_s);

/// Integrates the solvents over [0, duration_s]: the flux of solvent i is
///     k_g (x_i P_i - p_air,i) M_i / (R T_skin)
/// with x_i its mole fraction among the solvents (Raoult; dissolved residue is not counted). A
/// covered film does not evaporate; vapour of the air may condense into it. Relative error 1e-10.
/// Throws numerical_error when a step cannot be made small enough.
drying_path follow_drying(const mixture& m, const std::vector<film_step>& steps, double duration_s);

/// Times inside the spans at which `g` changes sign, ascending.
std::vector<double> crossings(const drying_path& path,
                              const std::function<double(const film_state&)>& g);

}  // namespace percuta

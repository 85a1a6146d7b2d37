#pragma once

#include "transport/cells/flows.hpp"

#include <array>
#include <memory>
#include <vector>

namespace percuta {

/// One solute at the three stages of a step.
struct stage_states {
  std::array<layered_state, 3> at;
};

/// Advances one solute over one step. Linear: one factorisation gives all stages exactly.
class radau_step {
public:
  virtual ~radau_step() = default;

  /// Stages of the step of length h from `start`. `formed[i]` is what reactions make in every cell
  /// at stage i [kg/m2/s].
  virtual void solve(const layered_state& start, double h, const std::array<instant, 3>& at,
                     const std::array<std::vector<double>, 3>& formed, stage_states& out) = 0;

  /// Local error of the step as content per unknown [kg/m2], the film last. `formed` is what
  /// reactions make at the start. With `refine` the estimate is filtered a second time, which stiff
  /// parts that were just excited need.
  virtual void estimate(const layered_state& start, const stage_states& stages, double h,
                        const instant& at_start, const std::vector<double>& formed, bool refine,
                        std::vector<double>& out) = 0;

  /// Fluxes of the shunts that belong to w and m of a state.
  virtual void settle_shunts(const instant& at, layered_state& state) = 0;
};

std::unique_ptr<radau_step> make_radau_step(const layered_operator& op);

}  // namespace percuta

#pragma once

#include "percuta/problem.hpp"
#include "transport/stops.hpp"

#include <optional>
#include <string>
#include <vector>

namespace percuta {

/// The pieces of a signal of the problem, and a scale that may be a variation's own.
struct moving {
  const signal* what = nullptr;
  double scale = 1.0;

  moving() = default;
  explicit moving(const signal& s) : what(&s), scale(s.scale) {}
  double at(double time_s, side limit) const {
    return scale * value_of_pieces(*what, time_s, limit);
  }
  /// At the three stages of a step.
  void at(const double (&time_s)[3], double (&values)[3]) const {
    values_of_pieces(*what, time_s, values);
    for (double& x : values)
      x *= scale;
  }
};

/// One solute in layers that nothing crosses, by numbers only: what one lane marches.
struct modal_case {
  struct layer {
    double thickness_m, diffusivity_m2_s, partition, loss_1_s, initial_kg_m3, gate_top, gate_bottom;
  };
  std::vector<layer> layers;
  moving film_capacity, film_loss, fixed;
  std::optional<moving> saturation;
  double film_initial_kg_m2 = 0.0;
  std::vector<moving> shunts;
  double scale_kg_m2 = 1.0;  ///< of errors
};

/// Why a group cannot be marched in modes: channels, reactions, a loss that moves, or more shunts
/// than a kernel takes. Empty: it can.
std::string why_not_modes(const problem& p, const std::vector<int>& group);

/// The solute as a case; it points to the problem's signals.
modal_case case_of(const problem& p, int solute, double scale_kg_m2);

/// Scale of a case's errors, as amount_scales has it for a solute that does not react.
double scale_of(const modal_case& c, const problem& shape, int solute);

/// How many times each layer is divided by four towards both faces, so that a solute's front at
/// `first_s`, and its decay under loss, are seen: 2 n + 1 elements. `refinement` adds to n.
using element_plan = std::vector<int>;
element_plan plan_elements(const modal_case& c, double first_s, int refinement);

}  // namespace percuta

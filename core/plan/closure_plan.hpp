#pragma once

#include "plan/context.hpp"
#include "plan/uncertainty.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace percuta {

/// How channels close after a needling.
class closure {
public:
  /// The scenario's closure model, or `fallback`. `vary` also makes it with the low and high
  /// half-life for molecules, where the model has such a parameter.
  closure(planning& p, const char* fallback, bool vary);

  /// False when the model's parameters are at fault; nothing else may be asked then.
  bool usable() const { return static_cast<bool>(models_[level::mode]); }

  /// Openness for molecules of channels made at `needled_at_s`, zero before.
  at_levels<signal> openness(double needled_at_s) const;

  /// Openness of the barrier defect at each time, the largest over the needlings.
  std::vector<double> barrier(const std::vector<double>& needled_at_s,
                              const std::vector<double>& time_s) const;

  /// The half-life as an uncertain input, where it is one.
  const std::optional<knob>& half_life() const { return half_life_; }

private:
  struct answer {
    double barrier, solute;
  };
  answer ask(const model_instance& model, double needled_at_s, double time_s) const;
  signal sample(const model_instance& model, double needled_at_s) const;

  planning& p_;
  location where_;
  at_levels<std::shared_ptr<model_instance>> models_;
  std::optional<knob> half_life_;
  std::vector<double> change_s_, occluded_;  ///< cover and uncover: from when, which state
};

}  // namespace percuta

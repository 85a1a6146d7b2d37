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
  /// half-lives for molecules, in air and covered, where the model has such parameters and they act
  /// at some time after `open_from_s`.
  closure(planning& p, const char* fallback, bool vary, double open_from_s);

  /// False when the model's parameters are at fault; nothing else may be asked then.
  bool usable() const { return static_cast<bool>(models_[level::mode]); }

  /// Openness for molecules of channels made at `needled_at_s`, zero before.
  at_levels<signal> openness(double needled_at_s) const;

  /// Openness of the barrier defect at each time, the largest over the needlings.
  std::vector<double> barrier(const std::vector<double>& needled_at_s,
                              const std::vector<double>& time_s) const;

  /// The half-lives that act as an uncertain input, where there are any; they move together.
  const std::optional<knob>& half_life() const { return half_life_; }

private:
  struct answer {
    double barrier, solute;
  };
  /// True when the skin is in that state (0 open to the air, 1 covered) at some time after from_s.
  bool ever(double occluded, double from_s) const;
  /// At each of the times, none of them before the needling. Throws asked_in_vain.
  std::vector<answer> ask(const model_instance& model, double needled_at_s,
                          const std::vector<double>& time_s) const;
  signal sample(const model_instance& model, double needled_at_s) const;

  planning& p_;
  location where_;
  at_levels<std::shared_ptr<model_instance>> models_;
  std::optional<knob> half_life_;
  std::vector<double> change_s_, occluded_;  ///< cover and uncover: from when, which state
};

}  // namespace percuta

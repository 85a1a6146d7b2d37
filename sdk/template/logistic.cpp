#include "percuta/plugin.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

namespace sdk = percuta::sdk;

namespace {

/// Channels that stay open for a while and then close within a short time. With the clock s(t), the
/// time since needling counted in midpoints, the share left open is
///
///     openness(t) = (1 + exp(-steepness)) / (1 + exp(steepness (s - 1))),
///
/// which is 1 at needling and about one half at the midpoint. Occlusion may have a midpoint of its
/// own, so that the clock runs slower while the skin is covered.
class logistic : public sdk::closure {
public:
  static constexpr sdk::description about{
      .id = "logistic",
      .summary = "Channels stay open for a while and then close around a midpoint in time.",
      .evidence = PERCUTA_USER_INPUT,
      .evidence_note = "Midpoint and steepness are the user's own; no constant of the model's."};

  static constexpr std::array parameters{
      sdk::real("midpoint", "s", "When half of the channels' conductance is left, in air.")
          .above_zero(),
      sdk::real("midpoint_occluded", "s",
                "The same while the skin is covered; as in air where it is left out.")
          .above_zero()
          .optional(),
      sdk::real("steepness", "1",
                "How sharply they close: the time to the midpoint over that in "
                "which openness falls by a factor e in the end.")
          .between(1.0, 100.0)
          .or_else("4")};

  logistic(const sdk::host&, const sdk::values& given)
      : midpoint_(given.real("midpoint")),
        midpoint_occluded_(given.optional_real("midpoint_occluded").value_or(midpoint_)),
        steepness_(given.real("steepness")) {
    if (midpoint_occluded_ < midpoint_)
      throw sdk::fail(PERCUTA_BAD_PARAMETER, "midpoint_occluded",
                      "is before midpoint; a cover keeps channels open for longer, not shorter");
  }

  sdk::opening openness(const sdk::conditions& since, double time) const {
    double midpoints = 0.0;
    for (std::size_t i = 0; i < since.size() && since.start(i) < time; ++i) {
      const double lasted = std::min(since.end(i), time) - since.start(i);
      midpoints += lasted / (since.occluded(i) ? midpoint_occluded_ : midpoint_);
    }
    const double open =
        (1.0 + std::exp(-steepness_)) / (1.0 + std::exp(steepness_ * (midpoints - 1.0)));
    return {.barrier = open, .solute = open};
  }

private:
  double midpoint_, midpoint_occluded_;  // s
  double steepness_;
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("org.example.logistic", "1.0.0", "Apache-2.0", logistic);

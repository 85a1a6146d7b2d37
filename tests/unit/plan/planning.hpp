#pragma once

#include "percuta/plan.hpp"

#include <string>
#include <vector>

namespace percuta::test {

/// A scenario file and what became of it.
struct planned {
  scenario said;
  diagnostics out;
  plan made;
};

/// A file beside the scenario.
struct file {
  std::string name, text;
};

/// Writes the scenario and its serums into a folder of their own, reads and plans them with the
/// plugins of the build tree.
planned plan_text(const std::string& scenario_text, const std::vector<file>& serums = {});

/// Three layers with given coefficients, a receptor below, 2 mg/cm2 of a 1 % tracer at time zero,
/// 24 h.
extern const char* const tracer_on_layers;

/// The cheek with a predicted stratum corneum; serums, steps and [simulation] are for the test to
/// add.
extern const char* const cheek;

/// A serum with the given ingredient lines.
std::string serum_text(const std::string& name, const std::string& ph,
                       const std::string& ingredients);

/// `inci` with its fraction and more lines.
std::string ingredient_text(const std::string& inci, const std::string& fraction,
                            const std::string& more = {});

bool mentions(const std::vector<std::string>& list, const std::string& words);

}  // namespace percuta::test

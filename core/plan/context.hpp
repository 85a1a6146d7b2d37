#pragma once

#include "percuta/ascii.hpp"
#include "percuta/diagnostics.hpp"
#include "percuta/error.hpp"
#include "percuta/host.hpp"
#include "percuta/model_call.hpp"
#include "percuta/plan.hpp"
#include "percuta/plugin.h"
#include "percuta/scenario.hpp"

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace percuta {

/// What every part of the plan works with during one make_plan.
struct planning {
  const scenario& said;  ///< what the user wrote
  plugin_host& host;
  std::shared_ptr<host_context> services;  ///< given to every instance
  diagnostics& out;                        ///< the user's faults
  plan& made;                              ///< what has been planned so far
  std::set<std::string> told{};            ///< faults of plugins that `out` has already
};

/// Finds a model, notes it in the plan and creates an instance. nullptr when there is no such
/// model, when it or its parameters are at fault: `out` then says so, where the model was named.
std::shared_ptr<model_instance> open_model(planning& p, const char* interface_id,
                                           const model_choice& choice,
                                           const std::vector<std::string>& layers = {},
                                           const std::vector<std::string>& ingredients = {});

/// Thrown by parts of the plan that have no answer, after the call that failed was reported.
struct asked_in_vain {};

/// A failed call: what the model says of the user's input goes to `out` at `where`, introduced by
/// `about` ("Niacinamide in layer dermis"). Throws plugin_error when the failure is the plugin's
/// own.
void report_failure(planning& p, const model_instance& model, percuta_status status,
                    const percuta_error& error, const location& where, const std::string& about);

/// Throws plugin_error: a model answered what cannot be, `what` ("a partition of nan for ...").
[[noreturn]] void report_nonsense(const model_instance& model, const std::string& what);

/// Adds a plugin's fault to `out`, each text once.
void report_plugin(planning& p, const location& where, const plugin_error& fault);

/// Runs one part of the plan and gives what it answers, or nothing but a fault in `out` where a
/// plugin fails in it, so that the other parts are looked at all the same.
template <class Part>
auto guarded(planning& p, const location& where, const Part& part) -> decltype(part()) {
  try {
    return part();
  } catch (const plugin_error& fault) {
    report_plugin(p, where, fault);
    return {};
  }
}

/// Adds to the plan's computed values, unless the same value stands there already. Where another
/// value has the key, `owner` (a serum's name) tells the two apart.
void note_computed(planning& p, computed_value value, const std::string& owner = {});

/// Adds to the plan's warnings, each text once.
void warn(planning& p, const std::string& text);

/// "L-Ascorbic acid" to "l_ascorbic_acid", for keys.
std::string snake_case(std::string_view name);

}  // namespace percuta

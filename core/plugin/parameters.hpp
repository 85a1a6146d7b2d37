#pragma once

#include "percuta/diagnostics.hpp"
#include "percuta/host.hpp"
#include "percuta/plugin.h"
#include "percuta/scenario.hpp"

#include <string>
#include <vector>

namespace percuta {

/// Checks a model's section against its parameter table and fills in defaults. Returns a value for
/// every row and element that has one, in table order; every fault goes to `out`.
std::vector<bound_value> bind_parameters(const percuta_model& model, const model_choice& choice,
                                         const std::vector<std::string>& layers,
                                         const std::vector<std::string>& ingredients,
                                         diagnostics& out);

/// Where the user wrote that key in the model's section, or else where he named the model.
location where_written(const model_choice& choice, const std::string& key);

/// "geometry model 'cone'".
std::string name_of(const percuta_model& model);

}  // namespace percuta

#pragma once

#include "percuta/host.hpp"
#include "percuta/plugin.h"

#include <string>

namespace percuta {

// Calls into a plugin. Nothing that a plugin does wrong there may look like a fault of the
// program's own.

/// An error struct for a plugin to fill.
percuta_error no_error();

/// What a plugin wrote into it, as far as it is text; "it gives no reason" where it wrote nothing.
std::string message_of(const percuta_error& error);

/// The key of the parameter or property at fault; "" when none.
std::string parameter_of(const percuta_error& error);

/// A plugin's text; "" where it gives NULL.
inline const char* text_or_none(const char* text) {
  return text != nullptr ? text : "";
}

/// Throws plugin_error: "geometry model 'cone' of plugin '/…/cone.so' <why>".
[[noreturn]] void blame(const model_info& model, const std::string& why);

/// Calls `function`, known as `name`, of a live model. The contract forbids exceptions at the
/// boundary; one that comes all the same becomes a plugin_error that names the model.
template <class Function, class... Arguments>
auto call(const model_instance& model, const char* name, Function function,
          Arguments... arguments) {
  try {
    return function(model.get(), arguments...);
  } catch (...) {
    blame(model.info(), std::string("let a C++ exception escape from ") + name +
                            ", which the plugin contract forbids");
  }
}

}  // namespace percuta

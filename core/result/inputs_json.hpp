#pragma once

#include "percuta/plan.hpp"

#include <nlohmann/json.hpp>

namespace percuta {

/// What the program filled in by itself, in the units shown to the user, each with its source.
nlohmann::ordered_json computed_json(const plan& p);

/// The inputs that the ranges vary.
nlohmann::ordered_json uncertain_json(const plan& p);

/// The plugins asked, once each: id, version, sha256, and the file where `with_files`.
nlohmann::ordered_json plugins_json(const plan& p, bool with_files);

}  // namespace percuta

#pragma once

#include "percuta/scenario.hpp"

#include <string_view>

namespace percuta {

/// What a layer's name says it is: "stratum_corneum", "papillary dermis", "Dermis2", "SC". `other`
/// where the name says nothing, or two things at once ("dermal_epidermal_junction").
layer_kind guess_layer_kind(std::string_view name);

}  // namespace percuta

#pragma once

#include "percuta/host.hpp"
#include "percuta/plugin.h"

#include <memory>

namespace percuta {

/// The table of services that a model is given; `context` must outlive it.
std::unique_ptr<percuta_host> make_services(host_context& context);

}  // namespace percuta

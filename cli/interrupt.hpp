#pragma once

#include <atomic>

namespace percuta::cli {

/// Becomes true at the first Ctrl-C (SIGINT) or SIGTERM; a second one ends the program at once.
/// The handlers are in place after the first call.
const std::atomic<bool>& interrupted();

}  // namespace percuta::cli

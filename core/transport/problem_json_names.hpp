#pragma once

namespace percuta {

/// Words of the enumerations in JSON, in their order.
inline constexpr const char* top_names[] = {"film", "fixed", "closed"};
inline constexpr const char* bottom_names[] = {"sink", "closed"};

}  // namespace percuta

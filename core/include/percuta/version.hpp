#pragma once

#include <string_view>

namespace percuta {

/// "0.1.0".
std::string_view version();

/// The compiler that built the program: "GCC 12.2.0".
std::string_view compiler();

}  // namespace percuta

#include "percuta/version.hpp"

namespace percuta {

std::string_view version() {
  return PERCUTA_VERSION;
}

std::string_view compiler() {
#if defined(__clang__)
  return "Clang " __clang_version__;
#else
  return "GCC " __VERSION__;
#endif
}

}  // namespace percuta

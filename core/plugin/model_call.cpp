#include "percuta/model_call.hpp"

#include "percuta/error.hpp"
#include "plugin/parameters.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <string_view>

namespace percuta {

namespace {

/// Up to the first NUL, or all of it where the plugin wrote none.
template <std::size_t N>
std::string text_in(const char (&buffer)[N]) {
  const std::string_view all(buffer, N);
  return std::string(all.substr(0, all.find('\0')));
}

}  // namespace

percuta_error no_error() {
  percuta_error error{};
  error.struct_size = sizeof error;
  error.element = -1;
  return error;
}

std::string message_of(const percuta_error& error) {
  const std::string message = text_in(error.message);
  return message.empty() ? "it gives no reason" : message;
}

std::string parameter_of(const percuta_error& error) {
  return text_in(error.parameter);
}

void blame(const model_info& model, const std::string& why) {
  throw plugin_error(
      fmt::format("{} of plugin '{}' {}", name_of(*model.model), model.plugin->file.string(), why));
}

}  // namespace percuta

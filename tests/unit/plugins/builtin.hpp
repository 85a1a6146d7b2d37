#pragma once

#include "percuta/diagnostics.hpp"
#include "percuta/host.hpp"
#include "raw_values.hpp"

#include <filesystem>
#include <memory>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

namespace percuta::test {

/// A built-in model through the host, from the libraries of the build tree. Throws what the host
/// says of a section that it refuses.
inline std::shared_ptr<model_instance> builtin(const std::string& interface_id,
                                               const std::string& model, raw_table section,
                                               const std::vector<std::string>& layers = {},
                                               const std::vector<std::string>& ingredients = {}) {
  const std::filesystem::path folder =
      std::filesystem::path(PERCUTA_BINARY_DIR) / "lib" / "percuta" / "plugins";
  plugin_host host({{folder}, {}});
  model_choice choice;
  choice.id.value = model;
  choice.parameters = std::move(section);
  diagnostics out;
  auto instance = instantiate(host.find(interface_id, model), choice, layers, ingredients,
                              std::make_shared<host_context>(), out);
  if (!instance) throw std::runtime_error(out.render());
  return instance;
}

}  // namespace percuta::test

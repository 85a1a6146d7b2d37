#include "plugin/descriptor.hpp"

#include "percuta/error.hpp"

#include <fmt/format.h>

#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "plugin/words.hpp"

namespace percuta {

namespace {

// Faults are thrown as std::invalid_argument; check_descriptor adds the file's name.
[[noreturn]] void fault(const std::string& message) {
  throw std::invalid_argument(message);
}

std::string_view text_of(const char* text, std::string_view what) {
  if (text == nullptr) fault(fmt::format("{} is NULL", what));
  return text;
}

std::string_view words_of(const char* text, std::string_view what) {
  const std::string_view words = text_of(text, what);
  if (words.empty()) fault(fmt::format("{} is empty", what));
  return words;
}

void need_size(std::size_t given, std::size_t needed, std::string_view what) {
  if (given < needed) {
    fault(fmt::format("{} has {} bytes where this percuta {} needs {}", what, given,
                      PERCUTA_VERSION, needed));
  }
}

template <class... Functions>
void need_functions(std::string_view what, Functions... functions) {
  if ((!functions || ...)) fault(fmt::format("a function of {} is NULL", what));
}

void check_functions(const percuta_model& model, std::string_view what) {
  const std::string_view interface_id = model.interface_id;
  if (interface_id == PERCUTA_DIFFUSION_INTERFACE) {
    const auto& f = *static_cast<const percuta_diffusion_functions*>(model.functions);
    need_size(f.struct_size, sizeof f, fmt::format("the function table of {}", what));
    need_functions(what, f.needs, f.coefficients);
  } else if (interface_id == PERCUTA_GEOMETRY_INTERFACE) {
    const auto& f = *static_cast<const percuta_geometry_functions*>(model.functions);
    need_size(f.struct_size, sizeof f, fmt::format("the function table of {}", what));
    need_functions(what, f.summary, f.profile);
  } else if (interface_id == PERCUTA_CLOSURE_INTERFACE) {
    const auto& f = *static_cast<const percuta_closure_functions*>(model.functions);
    need_size(f.struct_size, sizeof f, fmt::format("the function table of {}", what));
    need_functions(what, f.openness);
  } else if (interface_id == PERCUTA_INGREDIENTS_INTERFACE) {
    const auto& f = *static_cast<const percuta_ingredients_functions*>(model.functions);
    need_size(f.struct_size, sizeof f, fmt::format("the function table of {}", what));
    need_functions(what, f.find, f.get);
  } else {
    fault(fmt::format(
        "{} is of interface '{}', which this percuta {} does not serve; it serves "
        "{}, {}, {}, {}",
        what, interface_id, PERCUTA_VERSION, PERCUTA_DIFFUSION_INTERFACE,
        PERCUTA_GEOMETRY_INTERFACE, PERCUTA_CLOSURE_INTERFACE, PERCUTA_INGREDIENTS_INTERFACE));
  }
}

void check_model(const percuta_model* model, std::size_t index) {
  const std::string at = fmt::format("models[{}]", index);
  if (model == nullptr) fault(at + " is NULL");
  need_size(model->struct_size, sizeof *model, at);
  words_of(model->interface_id, at + "'s interface_id");
  const std::string_view id = words_of(model->id, at + "'s id");
  if (!is_snake_case(id)) fault(fmt::format("{}'s id '{}' is not snake_case", at, id));

  const std::string what = fmt::format("model '{}'", id);
  words_of(model->summary, what + "'s summary");
  text_of(model->citation, what + "'s citation");
  text_of(model->evidence_note, what + "'s evidence_note");
  if (model->evidence < PERCUTA_READ || model->evidence > PERCUTA_USER_INPUT)
    fault(fmt::format("{}'s evidence is {}, no percuta_evidence", what, int{model->evidence}));
  if (model->create == nullptr) fault(what + "'s create is NULL");
  if (model->destroy == nullptr) fault(what + "'s destroy is NULL");
  if (model->functions == nullptr) fault(what + "'s functions are NULL");
  check_functions(*model, what);
  try {
    check_parameters(*model);
  } catch (const std::invalid_argument& e) {
    fault(fmt::format("{}: {}", what, e.what()));
  }
}

void check(const percuta_plugin_descriptor* plugin) {
  if (plugin == nullptr) fault("its descriptor is NULL");
  if (plugin->magic != PERCUTA_PLUGIN_MAGIC) {
    fault(fmt::format("its '{}' begins with {:#018x}, not with the plugin magic {:#018x}",
                      PERCUTA_PLUGIN_SYMBOL, plugin->magic, PERCUTA_PLUGIN_MAGIC));
  }
  if (plugin->abi_revision != PERCUTA_ABI_REVISION) {
    fault(
        fmt::format("it was built for plugin ABI revision {}; this percuta {} serves revision {} "
                    "alone: build it again with the sdk of percuta {}",
                    plugin->abi_revision, PERCUTA_VERSION, PERCUTA_ABI_REVISION, PERCUTA_VERSION));
  }
  need_size(plugin->struct_size, sizeof *plugin, "its descriptor");
  words_of(plugin->id, "its id");
  words_of(plugin->version, "its version");
  words_of(plugin->license, "its license");
  if (plugin->n_models == 0) fault("it holds no models");
  if (plugin->models == nullptr) fault("its models are NULL");

  std::set<std::pair<std::string_view, std::string_view>> seen;
  for (std::size_t i = 0; i < plugin->n_models; ++i) {
    const percuta_model* model = plugin->models[i];
    check_model(model, i);
    if (!seen.emplace(model->interface_id, model->id).second)
      fault(fmt::format("it holds model '{}' of {} twice", model->id, model->interface_id));
  }
}

}  // namespace

void check_descriptor(const std::filesystem::path& file,
                      const percuta_plugin_descriptor* descriptor) {
  try {
    check(descriptor);
  } catch (const std::invalid_argument& e) {
    throw plugin_error(fmt::format("plugin '{}' is refused: {}", file.string(), e.what()));
  }
}

}  // namespace percuta

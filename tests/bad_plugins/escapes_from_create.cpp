#include "sound.h"

#include <stdexcept>

namespace {

// Against the contract: a C++ exception crosses the boundary.
percuta_status create(const percuta_host*, const percuta_values*, percuta_instance** instance,
                      percuta_error* error) {
  if (instance != nullptr) throw std::runtime_error("out of here");
  return sound_create(nullptr, nullptr, instance, error);
}

const percuta_model model = {
    SOUND_MODEL_HEAD("escapes_from_create"), nullptr, 0, create, sound_destroy, &sound_functions};
const percuta_model* const models[] = {&model};

}  // namespace

extern "C" {
PERCUTA_PLUGIN_EXPORT extern const percuta_plugin_descriptor percuta_plugin;
}
const percuta_plugin_descriptor percuta_plugin = {SOUND_HEAD, models, 1};

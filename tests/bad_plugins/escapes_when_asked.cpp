#include "sound.h"

#include <stdexcept>

namespace {

// Against the contract: a C++ exception crosses the boundary, long after the model was made.
percuta_status summary(const percuta_instance*, percuta_geometry_summary*, percuta_error* error) {
  if (error != nullptr) throw std::runtime_error("boo");
  return PERCUTA_OK;
}

// It also fails in its own way, and does not end what it says.
percuta_status profile(const percuta_instance*, size_t, const double*, double*,
                       percuta_error* error) {
  for (char& c : error->message)
    c = 'x';
  return PERCUTA_FAILED;
}

const percuta_geometry_functions functions = {sizeof(percuta_geometry_functions), summary, profile};
const percuta_model model = {
    SOUND_MODEL_HEAD("escapes_when_asked"), nullptr, 0, sound_create, sound_destroy, &functions};
const percuta_model* const models[] = {&model};

}  // namespace

extern "C" {
PERCUTA_PLUGIN_EXPORT extern const percuta_plugin_descriptor percuta_plugin;
}
const percuta_plugin_descriptor percuta_plugin = {SOUND_HEAD, models, 1};

#include "sound.h"

/* Reports success and makes nothing. */
static percuta_status create(const percuta_host* host, const percuta_values* values,
                             percuta_instance** instance, percuta_error* error) {
  const percuta_status status = sound_create(host, values, instance, error);
  *instance = NULL;
  return status;
}
static const percuta_model model = {
    SOUND_MODEL_HEAD("no_instance"), NULL, 0, create, sound_destroy, &sound_functions};
static const percuta_model* const models[] = {&model};

EXPORT_DESCRIPTOR = {SOUND_HEAD, models, 1};

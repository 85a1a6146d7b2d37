#include "sound.h"

/* Uses a function that no library has. */
extern percuta_status function_that_nobody_has(const percuta_host*, const percuta_values*,
                                               percuta_instance**, percuta_error*);

static percuta_status create(const percuta_host* host, const percuta_values* values,
                             percuta_instance** instance, percuta_error* error) {
  const percuta_status status = function_that_nobody_has(host, values, instance, error);
  return status == PERCUTA_OK ? sound_create(host, values, instance, error) : status;
}
static const percuta_model model = {
    SOUND_MODEL_HEAD("undefined_symbol"), NULL, 0, create, sound_destroy, &sound_functions};
static const percuta_model* const models[] = {&model};

EXPORT_DESCRIPTOR = {SOUND_HEAD, models, 1};

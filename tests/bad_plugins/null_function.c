#include "sound.h"

/* A function table with a hole. */
static const percuta_geometry_functions functions = {sizeof(percuta_geometry_functions),
                                                     sound_summary, NULL};
static const percuta_model model = {
    SOUND_MODEL_HEAD("null_function"), NULL, 0, sound_create, sound_destroy, &functions};
static const percuta_model* const models[] = {&model};

EXPORT_DESCRIPTOR = {SOUND_HEAD, models, 1};

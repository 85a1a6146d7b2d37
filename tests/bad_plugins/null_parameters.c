#include "sound.h"

/* Parameters are announced but not there. */
static const percuta_model model = {SOUND_MODEL_HEAD("null_parameters"), NULL, 3, SOUND_MODEL_TAIL};
static const percuta_model* const models[] = {&model};

EXPORT_DESCRIPTOR = {SOUND_HEAD, models, 1};

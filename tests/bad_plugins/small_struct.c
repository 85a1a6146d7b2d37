#include "sound.h"

/* A model struct of an older, smaller contract. */
static const percuta_model model = {8,
                                    PERCUTA_GEOMETRY_INTERFACE,
                                    "small_struct",
                                    "Small.",
                                    "",
                                    PERCUTA_USER_INPUT,
                                    "",
                                    NULL,
                                    0,
                                    SOUND_MODEL_TAIL};
static const percuta_model* const models[] = {&model};

EXPORT_DESCRIPTOR = {SOUND_HEAD, models, 1};

#include "sound.h"

/* An interface that this host does not know. */
static const percuta_model model = {sizeof(percuta_model),
                                    "percuta.geometry/7",
                                    "foreign_interface",
                                    "From the future.",
                                    "",
                                    PERCUTA_USER_INPUT,
                                    "",
                                    NULL,
                                    0,
                                    SOUND_MODEL_TAIL};
static const percuta_model* const models[] = {&model};

EXPORT_DESCRIPTOR = {SOUND_HEAD, models, 1};

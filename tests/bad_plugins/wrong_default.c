#include "sound.h"

/* A default that its own unit does not fit. */
static const percuta_parameter row = {sizeof(percuta_parameter),
                                      PERCUTA_REAL,
                                      PERCUTA_SCOPE_MODEL,
                                      "depth",
                                      "m",
                                      "A depth.",
                                      "3 h",
                                      -INFINITY,
                                      INFINITY,
                                      NULL,
                                      0};
static const percuta_parameter* const rows[] = {&row};
static const percuta_model model = {SOUND_MODEL_HEAD("wrong_default"), rows, 1, SOUND_MODEL_TAIL};
static const percuta_model* const models[] = {&model};

EXPORT_DESCRIPTOR = {SOUND_HEAD, models, 1};

#include "sound.h"

/* The same key twice in one scope. */
static const percuta_parameter row = {sizeof(percuta_parameter),
                                      PERCUTA_REAL,
                                      PERCUTA_SCOPE_MODEL,
                                      "depth",
                                      "m",
                                      "A depth.",
                                      NULL,
                                      -INFINITY,
                                      INFINITY,
                                      NULL,
                                      0};
static const percuta_parameter* const rows[] = {&row, &row};
static const percuta_model model = {SOUND_MODEL_HEAD("duplicate_key"), rows, 2, SOUND_MODEL_TAIL};
static const percuta_model* const models[] = {&model};

EXPORT_DESCRIPTOR = {SOUND_HEAD, models, 1};

#include "percuta/plugin.h"

/* A shared library, but no plugin. */
extern PERCUTA_PLUGIN_EXPORT const int something_else;
const int something_else = 1;

#include "percuta/plugin.h"

extern PERCUTA_PLUGIN_EXPORT const percuta_plugin_descriptor percuta_plugin;
const percuta_plugin_descriptor percuta_plugin = {.magic = 0x1234};

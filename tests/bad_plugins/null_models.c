#include "percuta/plugin.h"

extern PERCUTA_PLUGIN_EXPORT const percuta_plugin_descriptor percuta_plugin;
const percuta_plugin_descriptor percuta_plugin = {PERCUTA_PLUGIN_MAGIC,
                                                  sizeof(percuta_plugin_descriptor),
                                                  PERCUTA_ABI_REVISION,
                                                  "test.bad",
                                                  "1.0.0",
                                                  "Apache-2.0",
                                                  NULL,
                                                  1};

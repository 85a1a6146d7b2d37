#include "percuta/plugin.h"

/* Everything after the revision may mean anything in another contract. */
extern PERCUTA_PLUGIN_EXPORT const percuta_plugin_descriptor percuta_plugin;
const percuta_plugin_descriptor percuta_plugin = {
    .magic = PERCUTA_PLUGIN_MAGIC, .struct_size = 16, .abi_revision = 41};

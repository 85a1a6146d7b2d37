/* A sound geometry model, as the base of plugins that are wrong in one way. MODEL is the part of
 * the library's file name that says the model. */
#ifndef PERCUTA_TESTS_SOUND_H
#define PERCUTA_TESTS_SOUND_H

#include "percuta/plugin.h"

#include <math.h>

static percuta_status sound_summary(const percuta_instance* instance,
                                    percuta_geometry_summary* summary, percuta_error* error) {
  (void)instance, (void)error;
  summary->density = 1e6;
  summary->insertion_depth = (double)NAN;
  summary->residual_depth = 1e-4;
  summary->surface_radius = 1e-5;
  summary->wetted_fraction = (double)NAN;
  return PERCUTA_OK;
}

static percuta_status sound_profile(const percuta_instance* instance, size_t n, const double* depth,
                                    double* radius, percuta_error* error) {
  (void)instance, (void)error;
  for (size_t i = 0; i < n; ++i)
    radius[i] = depth[i] < 1e-4 ? 1e-5 : 0.0;
  return PERCUTA_OK;
}

static percuta_status sound_create(const percuta_host* host, const percuta_values* values,
                                   percuta_instance** instance, percuta_error* error) {
  static int only;
  (void)host, (void)values, (void)error;
  *instance = (percuta_instance*)(void*)&only;
  return PERCUTA_OK;
}

static void sound_destroy(percuta_instance* instance) {
  (void)instance;
}

static const percuta_geometry_functions sound_functions = {sizeof(percuta_geometry_functions),
                                                           sound_summary, sound_profile};

/* The fields of a percuta_model up to its parameters, and those after. */
#define SOUND_MODEL_HEAD(id)                                                       \
  sizeof(percuta_model), PERCUTA_GEOMETRY_INTERFACE, id, "A model for tests.", "", \
      PERCUTA_USER_INPUT, ""
#define SOUND_MODEL_TAIL sound_create, sound_destroy, &sound_functions

/* The fields of a descriptor before its models. */
#define SOUND_HEAD                                                                           \
  PERCUTA_PLUGIN_MAGIC, sizeof(percuta_plugin_descriptor), PERCUTA_ABI_REVISION, "test.bad", \
      "1.0.0", "Apache-2.0"

#define EXPORT_DESCRIPTOR                                                      \
  extern PERCUTA_PLUGIN_EXPORT const percuta_plugin_descriptor percuta_plugin; \
  const percuta_plugin_descriptor percuta_plugin

#endif

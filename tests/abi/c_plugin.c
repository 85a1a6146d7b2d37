/* A plugin in plain C: a diffusion model whose diffusivity falls with the square root of the molar
 * mass, and a closure that reads its curve's half-life from a file. */
#include "percuta/plugin.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static void set_error(percuta_error* error, int64_t element, const char* parameter,
                      const char* message) {
  error->element = element;
  strncpy(error->parameter, parameter, sizeof error->parameter - 1);
  strncpy(error->message, message, sizeof error->message - 1);
}

/* ---- diffusion --------------------------------------------------------------------------------
 */

struct diffusion {
  double at_100_g_mol; /* m2/s */
};

static percuta_status diffusion_create(const percuta_host* host, const percuta_values* values,
                                       percuta_instance** instance, percuta_error* error) {
  (void)host;
  struct diffusion* made = malloc(sizeof *made);
  if (made == NULL) {
    set_error(error, -1, "", "out of memory");
    return PERCUTA_FAILED;
  }
  made->at_100_g_mol = values->values[0]->real;
  *instance = (percuta_instance*)made;
  return PERCUTA_OK;
}

static void destroy(percuta_instance* instance) {
  free(instance);
}

static const char* const* needs(const percuta_instance* instance, percuta_region_kind kind) {
  static const char* const molar_mass[] = {"molar_mass", NULL};
  (void)instance, (void)kind;
  return molar_mass;
}

static percuta_status coefficients(const percuta_instance* instance, size_t n,
                                   const percuta_ingredient* const* ingredient,
                                   const percuta_region* const* region, double* diffusivity,
                                   double* partition, double* loss, double* log10_spread,
                                   uint32_t* flags, percuta_error* error) {
  const struct diffusion* self = (const struct diffusion*)(const void*)instance;
  (void)region;
  for (size_t i = 0; i < n; ++i) {
    if (isnan(ingredient[i]->molar_mass)) {
      set_error(error, (int64_t)i, "molar_mass", "the molar mass is unknown");
      return PERCUTA_MISSING_PROPERTY;
    }
    diffusivity[i] = self->at_100_g_mol * sqrt(0.1 / ingredient[i]->molar_mass);
    partition[i] = 1.0;
    loss[i] = 0.0;
    log10_spread[i] = (double)NAN;
    flags[i] = 0;
  }
  return PERCUTA_OK;
}

static const percuta_parameter diffusivity_row = {sizeof(percuta_parameter),
                                                  PERCUTA_REAL,
                                                  PERCUTA_SCOPE_MODEL,
                                                  "diffusivity",
                                                  "m^2/s",
                                                  "Diffusivity at 100 g/mol.",
                                                  "1e-10 m^2/s",
                                                  0.0,
                                                  INFINITY,
                                                  NULL,
                                                  0};
static const percuta_parameter* const diffusion_rows[] = {&diffusivity_row};
static const percuta_diffusion_functions diffusion_functions = {sizeof(percuta_diffusion_functions),
                                                                needs, coefficients};
static const percuta_model diffusion_model = {sizeof(percuta_model),
                                              PERCUTA_DIFFUSION_INTERFACE,
                                              "root_mass",
                                              "Diffusivity falls with the root of the molar mass.",
                                              "",
                                              PERCUTA_COMMON_KNOWLEDGE,
                                              "Graham's law, for tests.",
                                              diffusion_rows,
                                              1,
                                              diffusion_create,
                                              destroy,
                                              &diffusion_functions};

/* ---- closure ----------------------------------------------------------------------------------
 */

struct closure {
  double half_life; /* s */
};

static void parse_half_life(void* argument, const char* data, size_t size) {
  char text[32] = {0};
  memcpy(text, data, size < sizeof text ? size : sizeof text - 1);
  *(double*)argument = strtod(text, NULL);
}

static percuta_status closure_create(const percuta_host* host, const percuta_values* values,
                                     percuta_instance** instance, percuta_error* error) {
  double half_life = 0.0;
  const percuta_status status =
      host->read_file(host->context, values->values[0]->text, parse_half_life, &half_life, error);
  if (status != PERCUTA_OK) return status;
  if (!(half_life > 0.0)) {
    set_error(error, -1, "file", "the file must begin with a half-life in seconds, above 0");
    return PERCUTA_BAD_PARAMETER;
  }
  struct closure* made = malloc(sizeof *made);
  if (made == NULL) return PERCUTA_FAILED;
  made->half_life = half_life;
  *instance = (percuta_instance*)made;
  return PERCUTA_OK;
}

static percuta_status openness(const percuta_instance* instance,
                               const percuta_conditions* conditions, size_t n, const double* time,
                               double* barrier, double* solute, percuta_error* error) {
  const struct closure* self = (const struct closure*)(const void*)instance;
  (void)conditions, (void)error;
  for (size_t i = 0; i < n; ++i)
    barrier[i] = solute[i] = exp2(-time[i] / self->half_life);
  return PERCUTA_OK;
}

static const percuta_parameter file_row = {sizeof(percuta_parameter),
                                           PERCUTA_PATH,
                                           PERCUTA_SCOPE_MODEL,
                                           "file",
                                           "1",
                                           "File that begins with a half-life.",
                                           NULL,
                                           -INFINITY,
                                           INFINITY,
                                           NULL,
                                           0};
static const percuta_parameter* const closure_rows[] = {&file_row};
static const percuta_closure_functions closure_functions = {sizeof(percuta_closure_functions),
                                                            openness};
static const percuta_model closure_model = {sizeof(percuta_model),
                                            PERCUTA_CLOSURE_INTERFACE,
                                            "from_file",
                                            "Half-life from a file.",
                                            "",
                                            PERCUTA_USER_INPUT,
                                            "",
                                            closure_rows,
                                            1,
                                            closure_create,
                                            destroy,
                                            &closure_functions};

/* ---- the library ------------------------------------------------------------------------------
 */

static const percuta_model* const models[] = {&diffusion_model, &closure_model};

extern PERCUTA_PLUGIN_EXPORT const percuta_plugin_descriptor percuta_plugin;
const percuta_plugin_descriptor percuta_plugin = {PERCUTA_PLUGIN_MAGIC,
                                                  sizeof(percuta_plugin_descriptor),
                                                  PERCUTA_ABI_REVISION,
                                                  "org.example.c",
                                                  "1.0.0",
                                                  "Apache-2.0",
                                                  models,
                                                  2};

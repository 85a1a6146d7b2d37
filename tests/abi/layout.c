/* Prints the layout of every struct and the value of every enumerator of the plugin contract. What
 * it prints may only grow: see layout.golden. */
#include "percuta/plugin.h"

#include <stddef.h>
#include <stdio.h>

/* A host of any revision must find these three before it knows which revision it reads. */
_Static_assert(offsetof(percuta_plugin_descriptor, magic) == 0, "the magic comes first");
_Static_assert(offsetof(percuta_plugin_descriptor, struct_size) == 8, "then the size");
_Static_assert(offsetof(percuta_plugin_descriptor, abi_revision) == 12, "then the revision");

#define STRUCT(name) printf(#name " size %zu\n", sizeof(name))
#define FIELD(name, field) \
  printf("  " #field " at %zu size %zu\n", offsetof(name, field), sizeof(((name*)0)->field))
#define VALUE(name) printf("  " #name " = %ld\n", (long)(name))

static void layout_of_error(void) {
  STRUCT(percuta_error);
  FIELD(percuta_error, struct_size);
  FIELD(percuta_error, element);
  FIELD(percuta_error, parameter);
  FIELD(percuta_error, message);
}

static void layout_of_host(void) {
  STRUCT(percuta_host);
  FIELD(percuta_host, struct_size);
  FIELD(percuta_host, context);
  FIELD(percuta_host, log);
  FIELD(percuta_host, cancelled);
  FIELD(percuta_host, parallel_for);
  FIELD(percuta_host, read_file);
  FIELD(percuta_host, random);
}

static void layout_of_parameter(void) {
  STRUCT(percuta_parameter);
  FIELD(percuta_parameter, struct_size);
  FIELD(percuta_parameter, type);
  FIELD(percuta_parameter, scope);
  FIELD(percuta_parameter, key);
  FIELD(percuta_parameter, unit);
  FIELD(percuta_parameter, doc);
  FIELD(percuta_parameter, default_text);
  FIELD(percuta_parameter, minimum);
  FIELD(percuta_parameter, maximum);
  FIELD(percuta_parameter, choices);
  FIELD(percuta_parameter, n_choices);
}

static void layout_of_value(void) {
  STRUCT(percuta_value);
  FIELD(percuta_value, struct_size);
  FIELD(percuta_value, key);
  FIELD(percuta_value, element);
  FIELD(percuta_value, real);
  FIELD(percuta_value, text);
  FIELD(percuta_value, scope);
}

static void layout_of_values(void) {
  STRUCT(percuta_values);
  FIELD(percuta_values, struct_size);
  FIELD(percuta_values, n);
  FIELD(percuta_values, values);
}

static void layout_of_model(void) {
  STRUCT(percuta_model);
  FIELD(percuta_model, struct_size);
  FIELD(percuta_model, interface_id);
  FIELD(percuta_model, id);
  FIELD(percuta_model, summary);
  FIELD(percuta_model, citation);
  FIELD(percuta_model, evidence);
  FIELD(percuta_model, evidence_note);
  FIELD(percuta_model, parameters);
  FIELD(percuta_model, n_parameters);
  FIELD(percuta_model, create);
  FIELD(percuta_model, destroy);
  FIELD(percuta_model, functions);
}

static void layout_of_plugin_descriptor(void) {
  STRUCT(percuta_plugin_descriptor);
  FIELD(percuta_plugin_descriptor, magic);
  FIELD(percuta_plugin_descriptor, struct_size);
  FIELD(percuta_plugin_descriptor, abi_revision);
  FIELD(percuta_plugin_descriptor, id);
  FIELD(percuta_plugin_descriptor, version);
  FIELD(percuta_plugin_descriptor, license);
  FIELD(percuta_plugin_descriptor, models);
  FIELD(percuta_plugin_descriptor, n_models);
}

static void layout_of_ingredient(void) {
  STRUCT(percuta_ingredient);
  FIELD(percuta_ingredient, struct_size);
  FIELD(percuta_ingredient, name);
  FIELD(percuta_ingredient, molar_mass);
  FIELD(percuta_ingredient, log_kow);
  FIELD(percuta_ingredient, molar_volume);
  FIELD(percuta_ingredient, pka_acid);
  FIELD(percuta_ingredient, pka_base);
  FIELD(percuta_ingredient, water_solubility);
  FIELD(percuta_ingredient, water_solubility_temperature);
  FIELD(percuta_ingredient, melting_point);
  FIELD(percuta_ingredient, boiling_point);
  FIELD(percuta_ingredient, density);
  FIELD(percuta_ingredient, fraction_unbound);
}

static void layout_of_region(void) {
  STRUCT(percuta_region);
  FIELD(percuta_region, struct_size);
  FIELD(percuta_region, kind);
  FIELD(percuta_region, name);
  FIELD(percuta_region, thickness);
  FIELD(percuta_region, temperature);
  FIELD(percuta_region, ph);
  FIELD(percuta_region, hydration);
}

static void layout_of_diffusion_functions(void) {
  STRUCT(percuta_diffusion_functions);
  FIELD(percuta_diffusion_functions, struct_size);
  FIELD(percuta_diffusion_functions, needs);
  FIELD(percuta_diffusion_functions, coefficients);
}

static void layout_of_geometry_summary(void) {
  STRUCT(percuta_geometry_summary);
  FIELD(percuta_geometry_summary, struct_size);
  FIELD(percuta_geometry_summary, density);
  FIELD(percuta_geometry_summary, insertion_depth);
  FIELD(percuta_geometry_summary, residual_depth);
  FIELD(percuta_geometry_summary, surface_radius);
  FIELD(percuta_geometry_summary, wetted_fraction);
}

static void layout_of_geometry_functions(void) {
  STRUCT(percuta_geometry_functions);
  FIELD(percuta_geometry_functions, struct_size);
  FIELD(percuta_geometry_functions, summary);
  FIELD(percuta_geometry_functions, profile);
}

static void layout_of_conditions(void) {
  STRUCT(percuta_conditions);
  FIELD(percuta_conditions, struct_size);
  FIELD(percuta_conditions, n);
  FIELD(percuta_conditions, start);
  FIELD(percuta_conditions, occluded);
  FIELD(percuta_conditions, temperature);
}

static void layout_of_closure_functions(void) {
  STRUCT(percuta_closure_functions);
  FIELD(percuta_closure_functions, struct_size);
  FIELD(percuta_closure_functions, openness);
}

static void layout_of_property(void) {
  STRUCT(percuta_property);
  FIELD(percuta_property, struct_size);
  FIELD(percuta_property, key);
  FIELD(percuta_property, value);
  FIELD(percuta_property, text);
  FIELD(percuta_property, spread);
  FIELD(percuta_property, grade);
  FIELD(percuta_property, method);
  FIELD(percuta_property, source);
}

static void layout_of_ingredients_functions(void) {
  STRUCT(percuta_ingredients_functions);
  FIELD(percuta_ingredients_functions, struct_size);
  FIELD(percuta_ingredients_functions, find);
  FIELD(percuta_ingredients_functions, get);
}

static void enumerators(void) {
  printf("percuta_status size %zu\n", sizeof(percuta_status));
  VALUE(PERCUTA_OK);
  VALUE(PERCUTA_BAD_PARAMETER);
  VALUE(PERCUTA_MISSING_PROPERTY);
  VALUE(PERCUTA_OUT_OF_RANGE);
  VALUE(PERCUTA_IO);
  VALUE(PERCUTA_FAILED);
  printf("percuta_log_level size %zu\n", sizeof(percuta_log_level));
  VALUE(PERCUTA_LOG_DEBUG);
  VALUE(PERCUTA_LOG_INFO);
  VALUE(PERCUTA_LOG_WARNING);
  printf("percuta_parameter_type size %zu\n", sizeof(percuta_parameter_type));
  VALUE(PERCUTA_REAL);
  VALUE(PERCUTA_INTEGER);
  VALUE(PERCUTA_BOOLEAN);
  VALUE(PERCUTA_CHOICE);
  VALUE(PERCUTA_PATH);
  VALUE(PERCUTA_TEXT);
  printf("percuta_parameter_scope size %zu\n", sizeof(percuta_parameter_scope));
  VALUE(PERCUTA_SCOPE_MODEL);
  VALUE(PERCUTA_SCOPE_LAYER);
  VALUE(PERCUTA_SCOPE_CHANNEL);
  VALUE(PERCUTA_SCOPE_FILM);
  VALUE(PERCUTA_SCOPE_INGREDIENT);
  printf("percuta_evidence size %zu\n", sizeof(percuta_evidence));
  VALUE(PERCUTA_READ);
  VALUE(PERCUTA_COMPUTED);
  VALUE(PERCUTA_SECONDARY);
  VALUE(PERCUTA_COMMON_KNOWLEDGE);
  VALUE(PERCUTA_USER_INPUT);
  printf("percuta_region_kind size %zu\n", sizeof(percuta_region_kind));
  VALUE(PERCUTA_OTHER_LAYER);
  VALUE(PERCUTA_STRATUM_CORNEUM);
  VALUE(PERCUTA_VIABLE_EPIDERMIS);
  VALUE(PERCUTA_DERMIS);
  VALUE(PERCUTA_SUBCUTIS);
  VALUE(PERCUTA_CHANNEL_FLUID);
  printf("percuta_hydration size %zu\n", sizeof(percuta_hydration));
  VALUE(PERCUTA_PARTIALLY_HYDRATED);
  VALUE(PERCUTA_FULLY_HYDRATED);
  printf("percuta_grade size %zu\n", sizeof(percuta_grade));
  VALUE(PERCUTA_MEASURED);
  VALUE(PERCUTA_COMPILED);
  VALUE(PERCUTA_ESTIMATED);
  VALUE(PERCUTA_DOUBTFUL);
  puts("flags");
  VALUE(PERCUTA_FLAG_LIPID_BARRIER);
  VALUE(PERCUTA_FLAG_EXTRAPOLATED);
  VALUE(PERCUTA_FLAG_HOST_RULE);
  VALUE(PERCUTA_FLAG_LAG_UNRELIABLE);
}

static void constants(void) {
  printf("magic %llx\n", (unsigned long long)PERCUTA_PLUGIN_MAGIC);
  printf("abi_revision %u\n", PERCUTA_ABI_REVISION);
  puts("symbol " PERCUTA_PLUGIN_SYMBOL);
  puts(PERCUTA_DIFFUSION_INTERFACE);
  puts(PERCUTA_GEOMETRY_INTERFACE);
  puts(PERCUTA_CLOSURE_INTERFACE);
  puts(PERCUTA_INGREDIENTS_INTERFACE);
}

int main(void) {
  constants();
  layout_of_error();
  layout_of_host();
  layout_of_parameter();
  layout_of_value();
  layout_of_values();
  layout_of_model();
  layout_of_plugin_descriptor();
  layout_of_ingredient();
  layout_of_region();
  layout_of_diffusion_functions();
  layout_of_geometry_summary();
  layout_of_geometry_functions();
  layout_of_conditions();
  layout_of_closure_functions();
  layout_of_property();
  layout_of_ingredients_functions();
  enumerators();
  return 0;
}

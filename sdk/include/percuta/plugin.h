/* Percuta plugin contract. C11; also valid C++. This header is the whole of it.
 *
 * A plugin is a shared library that exports one data symbol, `percuta_plugin` (a
 * `percuta_plugin_descriptor`). The host reads the descriptor before it calls anything.
 *
 * Law of the contract
 *  - Units are SI everywhere. Strings are UTF-8, NUL-terminated, never NULL unless said.
 *  - Whoever allocates frees. What a plugin hands out (descriptors, tables) stays valid and
 *    unchanged until the process ends; what the host hands in is valid during the call.
 *  - No C++ exception may cross. A function that can fail returns PERCUTA_OK or another
 *    `percuta_status`, and fills the caller's `percuta_error`.
 *  - Every struct begins with `struct_size`, set by whoever made it, and only grows at the end:
 *    read a later field only when `struct_size` reaches it. Structs are never embedded by value
 *    and are held in arrays of pointers, so that they can grow. The descriptor alone begins with
 *    `magic`, which tells it from any other symbol of its name; `struct_size` and `abi_revision`
 *    follow at bytes 8 and 12, in every revision.
 *  - Unknown numbers are NaN.
 *  - The answer for one element of a batch may not depend on how the batch is split.
 *  - Threads: [main] called from the thread that loaded the plugin, one call at a time.
 *    [worker] called from any thread, and for one instance from several at once.
 *    [any] either. A call on an instance never overlaps its own create or destroy.
 *  - An interface id ends in its revision. Revision 0 is served to the exact host version only
 *    (`PERCUTA_ABI_REVISION` must match); it will change without notice until it is frozen as 1.
 *  - A library, once loaded, stays until the process ends.
 */
#ifndef PERCUTA_PLUGIN_H
#define PERCUTA_PLUGIN_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define PERCUTA_PLUGIN_MAGIC UINT64_C(0x6174756372655021) /* first field of the descriptor */
#define PERCUTA_ABI_REVISION 0u
#define PERCUTA_PLUGIN_SYMBOL "percuta_plugin"

#define PERCUTA_DIFFUSION_INTERFACE "percuta.diffusion/0"
#define PERCUTA_GEOMETRY_INTERFACE "percuta.geometry/0"
#define PERCUTA_CLOSURE_INTERFACE "percuta.closure/0"
#define PERCUTA_INGREDIENTS_INTERFACE "percuta.ingredients/0"

#if defined(_WIN32)
#define PERCUTA_PLUGIN_EXPORT __declspec(dllexport)
#else
#define PERCUTA_PLUGIN_EXPORT __attribute__((visibility("default")))
#endif

/* ---- status and errors ---------------------------------------------------------------------- */

typedef enum percuta_status {
  PERCUTA_OK = 0,
  PERCUTA_BAD_PARAMETER = 1,    /* `parameter` names it */
  PERCUTA_MISSING_PROPERTY = 2, /* `parameter` names the ingredient's property, `element` the row */
  PERCUTA_OUT_OF_RANGE = 3,     /* an input outside what the model can answer */
  PERCUTA_IO = 4,               /* a file could not be read */
  PERCUTA_FAILED = 5            /* anything else */
} percuta_status;

/* Owned by the caller, who clears it. Text is cut to fit, always NUL-terminated. */
typedef struct percuta_error {
  uint32_t struct_size;
  int64_t element;    /* row of the batch at fault, -1 when none */
  char parameter[64]; /* key of the parameter or property at fault, "" when none */
  char message[448];  /* one sentence: what is wrong and what would be right */
} percuta_error;

/* ---- host services, valid from create until destroy ----------------------------------------- */

typedef enum percuta_log_level {
  PERCUTA_LOG_DEBUG = 0,
  PERCUTA_LOG_INFO = 1,
  PERCUTA_LOG_WARNING = 2
} percuta_log_level;

typedef struct percuta_host {
  uint32_t struct_size;
  void* context; /* pass back as the first argument */
  /* [any] */
  void (*log)(void* context, percuta_log_level level, const char* message);
  /* [any] nonzero once the user has asked to stop. */
  int (*cancelled)(void* context);
  /* [any] body(argument, first, last) over disjoint ranges that cover [0, n); returns when done.
   * PERCUTA_BAD_PARAMETER without a body, PERCUTA_FAILED where body let a C++ exception escape; the
   * ranges are then not all done. */
  percuta_status (*parallel_for)(void* context, size_t n,
                                 void (*body)(void* argument, size_t first, size_t last),
                                 void* argument);
  /* [main] The bytes of a file named relative to the scenario and inside its folder, handed to
   * sink(argument, data, size) during the call. */
  percuta_status (*read_file)(void* context, const char* path,
                              void (*sink)(void* argument, const char* data, size_t size),
                              void* argument, percuta_error* error);
  /* [any] Uniform in [0, 1): a pure function of the run's seed, `stream` and `counter`. */
  double (*random)(void* context, uint64_t stream, uint64_t counter);
} percuta_host;

/* ---- parameters ----------------------------------------------------------------------------- */

typedef enum percuta_parameter_type {
  PERCUTA_REAL = 0,
  PERCUTA_INTEGER = 1,
  PERCUTA_BOOLEAN = 2,
  PERCUTA_CHOICE = 3, /* one of `choices` */
  PERCUTA_PATH = 4,   /* relative to the scenario; read through host->read_file */
  PERCUTA_TEXT = 5
} percuta_parameter_type;

typedef enum percuta_parameter_scope {
  PERCUTA_SCOPE_MODEL = 0,     /* one value */
  PERCUTA_SCOPE_LAYER = 1,     /* one value for each skin layer: [MODEL.layers.NAME] */
  PERCUTA_SCOPE_CHANNEL = 2,   /* one value for the channel fluid: [MODEL.channel] */
  PERCUTA_SCOPE_FILM = 3,      /* one value for the film: [MODEL.film] */
  PERCUTA_SCOPE_INGREDIENT = 4 /* one value for each ingredient: [MODEL.ingredients.NAME] */
} percuta_parameter_scope;

/* One row of a model's parameter table. From it the host checks the user's file, explains the
 * key, sweeps it and records it; a value that reaches create has passed type, unit and bounds. */
typedef struct percuta_parameter {
  uint32_t struct_size;
  percuta_parameter_type type;
  percuta_parameter_scope scope;
  const char* key;  /* snake_case */
  const char* unit; /* of the value in the user's file, "1" when dimensionless, e.g. "m^2/s" */
  const char* doc;  /* one sentence */
  const char*
      default_text; /* as the user would write it, e.g. "3 h"; NULL: required, "": optional */
  double minimum, maximum;    /* SI, inclusive; -INFINITY and INFINITY when unbounded */
  const char* const* choices; /* CHOICE only: n_choices texts; else NULL */
  size_t n_choices;
} percuta_parameter;

/* A value given to create. `element` says for which layer or ingredient (its name), "" else. */
typedef struct percuta_value {
  uint32_t struct_size;
  const char* key;
  const char* element;
  double real; /* REAL: SI. INTEGER, BOOLEAN (0 or 1): the number. CHOICE: index into choices */
  const char* text;              /* CHOICE, PATH, TEXT; "" else */
  percuta_parameter_scope scope; /* of the table's row: a key may stand in several scopes */
} percuta_value;

/* Every value of the table that has a value (defaults filled in), in table order. */
typedef struct percuta_values {
  uint32_t struct_size;
  size_t n;
  const percuta_value* const* values;
} percuta_values;

/* ---- models --------------------------------------------------------------------------------- */

typedef enum percuta_evidence {
  PERCUTA_READ = 0,             /* constants read in the named source */
  PERCUTA_COMPUTED = 1,         /* and recomputed against published results */
  PERCUTA_SECONDARY = 2,        /* read only in a secondary source */
  PERCUTA_COMMON_KNOWLEDGE = 3, /* common knowledge of the field, the source not seen */
  PERCUTA_USER_INPUT = 4        /* the model only passes on what the user gives */
} percuta_evidence;

typedef struct percuta_instance percuta_instance; /* opaque, the plugin's own */

/* A model: one implementation of one interface. */
typedef struct percuta_model {
  uint32_t struct_size;
  const char* interface_id;  /* e.g. PERCUTA_DIFFUSION_INTERFACE */
  const char* id;            /* snake_case; what a scenario names */
  const char* summary;       /* one sentence */
  const char* citation;      /* DOI or full reference; "" for none */
  percuta_evidence evidence; /* how far the constants can be trusted */
  const char* evidence_note; /* one sentence on it; "" for none */
  const percuta_parameter* const* parameters;
  size_t n_parameters;
  /* [main] On success *instance is set and must be given to destroy. `host` outlives it. */
  percuta_status (*create)(const percuta_host* host, const percuta_values* values,
                           percuta_instance** instance, percuta_error* error);
  /* [main] */
  void (*destroy)(percuta_instance* instance);
  const void* functions; /* the interface's own struct, e.g. percuta_diffusion_functions */
} percuta_model;

typedef struct percuta_plugin_descriptor {
  uint64_t magic; /* PERCUTA_PLUGIN_MAGIC */
  uint32_t struct_size;
  uint32_t abi_revision; /* PERCUTA_ABI_REVISION */
  const char* id;        /* reverse-domain or snake_case, e.g. "percuta.cone" */
  const char* version;   /* semantic version */
  const char* license;   /* SPDX */
  const percuta_model* const* models;
  size_t n_models;
} percuta_plugin_descriptor;

/* ---- percuta.diffusion ---------------------------------------------------------------------- */

/* What is known of an ingredient. NaN is unknown. */
typedef struct percuta_ingredient {
  uint32_t struct_size;
  const char* name;
  double molar_mass;                   /* kg/mol */
  double log_kow;                      /* log10 octanol-water, un-ionised species */
  double molar_volume;                 /* m3/mol at the boiling point (Schroeder) */
  double pka_acid;                     /* most acidic group that matters; NaN: none known */
  double pka_base;                     /* conjugate acid of the most basic group; NaN: none known */
  double water_solubility;             /* kg/m3 of the un-ionised species */
  double water_solubility_temperature; /* K */
  double melting_point;                /* K */
  double boiling_point;                /* K */
  double density;                      /* kg/m3 */
  double fraction_unbound;             /* in 2.7 % albumin, measured; 1 */
} percuta_ingredient;

/* Properties by name, as they stand in `properties = { ... }` of a serum, in a model's needs and in
 * an ingredient database: the fields above, and for the film that the host dries
 *   "vapour_pressure" Pa, "vapour_pressure_temperature" K, "vaporisation_enthalpy" J/mol,
 *   "viscosity" Pa s, "cosolvency_sigma" 1 (log-linear solubilising power per volume fraction, for
 *   a solute of logKow 0), "cosolvency_slope" 1 (its gain per unit of the solute's logKow). */

typedef enum percuta_region_kind {
  PERCUTA_OTHER_LAYER = 0,
  PERCUTA_STRATUM_CORNEUM = 1,
  PERCUTA_VIABLE_EPIDERMIS = 2,
  PERCUTA_DERMIS = 3,
  PERCUTA_SUBCUTIS = 4,
  PERCUTA_CHANNEL_FLUID = 5
} percuta_region_kind;

typedef enum percuta_hydration {
  PERCUTA_PARTIALLY_HYDRATED = 0,
  PERCUTA_FULLY_HYDRATED = 1
} percuta_hydration;

/* Where an ingredient is to be described. */
typedef struct percuta_region {
  uint32_t struct_size;
  percuta_region_kind kind;
  const char* name;   /* the layer's name in the scenario; "channel" for the channel fluid */
  double thickness;   /* m; NaN for the channel fluid */
  double temperature; /* K */
  double ph;          /* of the aqueous phase */
  percuta_hydration hydration;
} percuta_region;

enum {
  /* The faces of this region let only un-ionised solute through (a lipid barrier). */
  PERCUTA_FLAG_LIPID_BARRIER = 1u,
  /* An input lay outside the range in which the model was fitted. */
  PERCUTA_FLAG_EXTRAPOLATED = 2u,
  /* The model says nothing of this region; the host's own rule applies (channel fluid only). */
  PERCUTA_FLAG_HOST_RULE = 4u,
  /* Lag times are unreliable: only the steady permeability is predicted. */
  PERCUTA_FLAG_LAG_UNRELIABLE = 8u
};

typedef struct percuta_diffusion_functions {
  uint32_t struct_size;
  /* Property names without which coefficients fails for a region of the given kind; a NULL-ended
   * array, never NULL. [any] */
  const char* const* (*needs)(const percuta_instance* instance, percuta_region_kind kind);
  /* [worker] Row i describes ingredient[i] in region[i]. Outputs are arrays of length n:
   *   diffusivity      m2/s, effective, of the total concentration C = partition * u
   *   partition        1, C over u, u being the unbound concentration in water (ionised and not),
   *                    or, where LIPID_BARRIER is flagged, over un-ionised u
   *   loss             1/s, first-order, acting on the total concentration
   *   log10_spread     1, standard deviation of log10(diffusivity * partition); NaN unknown
   *   flags            PERCUTA_FLAG_* */
  percuta_status (*coefficients)(const percuta_instance* instance, size_t n,
                                 const percuta_ingredient* const* ingredient,
                                 const percuta_region* const* region, double* diffusivity,
                                 double* partition, double* loss, double* log10_spread,
                                 uint32_t* flags, percuta_error* error);
} percuta_diffusion_functions;

/* ---- percuta.geometry ----------------------------------------------------------------------- */

typedef struct percuta_geometry_summary {
  uint32_t struct_size;
  double density;         /* channels per m2 */
  double insertion_depth; /* m, needle in place; NaN unknown */
  double residual_depth;  /* m, what stays open */
  double surface_radius;  /* m */
  double wetted_fraction; /* share of the channels that the serum enters; 0..1 */
} percuta_geometry_summary;

typedef struct percuta_geometry_functions {
  uint32_t struct_size;
  /* [worker] */
  percuta_status (*summary)(const percuta_instance* instance, percuta_geometry_summary* summary,
                            percuta_error* error);
  /* [worker] radius[i], m, at depth[i], m below the surface; 0 below the residual depth. */
  percuta_status (*profile)(const percuta_instance* instance, size_t n, const double* depth,
                            double* radius, percuta_error* error);
} percuta_geometry_functions;

/* ---- percuta.closure ------------------------------------------------------------------------ */

/* Conditions since needling, piecewise constant: piece i lasts from start[i] to start[i+1]. */
typedef struct percuta_conditions {
  uint32_t struct_size;
  size_t n;                  /* at least 1 */
  const double* start;       /* s since needling, ascending, start[0] = 0 */
  const double* occluded;    /* 0 or 1 */
  const double* temperature; /* K, of the skin */
} percuta_conditions;

typedef struct percuta_closure_functions {
  uint32_t struct_size;
  /* [worker] time[i] in s since needling, >= 0. Outputs in [0, 1], 1 is freshly opened:
   *   barrier   share of the barrier defect left (water loss, impedance); reported
   *   solute    share of the channels' conductance left; drives transport */
  percuta_status (*openness)(const percuta_instance* instance, const percuta_conditions* conditions,
                             size_t n, const double* time, double* barrier, double* solute,
                             percuta_error* error);
} percuta_closure_functions;

/* ---- percuta.ingredients -------------------------------------------------------------------- */

typedef enum percuta_grade {
  PERCUTA_MEASURED = 0,
  PERCUTA_COMPILED = 1, /* from a curated compilation */
  PERCUTA_ESTIMATED = 2,
  PERCUTA_DOUBTFUL = 3
} percuta_grade;

/* One property of one ingredient. */
typedef struct percuta_property {
  uint32_t struct_size;
  const char* key;  /* a property name, see above; "name", "cas", "role" carry `text` */
  double value;     /* SI; NaN when `text` carries it */
  const char* text; /* "" when `value` carries it */
  double spread;    /* standard deviation in the value's own unit; NaN unknown */
  percuta_grade grade;
  const char* method; /* how it was obtained; "" unknown */
  const char* source; /* citation */
} percuta_property;

typedef struct percuta_ingredients_functions {
  uint32_t struct_size;
  /* [main] Names nearest to `text` (case-insensitive, synonyms included), best first, at most
   * `limit`, handed to sink with a score: 0 for an exact match, growing with the distance. */
  percuta_status (*find)(const percuta_instance* instance, const char* text, size_t limit,
                         void (*sink)(void* argument, const char* name, double score),
                         void* argument, percuta_error* error);
  /* [main] Hands every known property of the ingredient with that exact name or synonym
   * (case-insensitive) to sink; sets *found to 0 where there is none. */
  percuta_status (*get)(const percuta_instance* instance, const char* name,
                        void (*sink)(void* argument, const percuta_property* property),
                        void* argument, int* found, percuta_error* error);
} percuta_ingredients_functions;

#ifdef __cplusplus
}
#endif

#endif

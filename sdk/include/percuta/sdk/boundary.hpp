#pragma once

#include "percuta/sdk/host.hpp"
#include "percuta/sdk/models.hpp"
#include "percuta/sdk/values.hpp"

#include <array>
#include <concepts>
#include <cstddef>
#include <memory>
#include <utility>

// The C functions of a model class. Nothing here is for a model's author.
namespace percuta::sdk::detail {

template <class Model>
const Model& self(const percuta_instance* instance) noexcept {
  return *reinterpret_cast<const Model*>(instance);
}

template <class Model>
struct interface_of;

template <std::derived_from<diffusion> Model>
struct interface_of<Model> {
  static constexpr const char* id = PERCUTA_DIFFUSION_INTERFACE;

  // It has no status to fail with; NULL is what the host refuses.
  static const char* const* needs(const percuta_instance* instance,
                                  percuta_region_kind kind) noexcept {
    try {
      return self<Model>(instance).needs(kind);
    } catch (...) {
      return nullptr;
    }
  }

  static percuta_status describe(const percuta_instance* instance, std::size_t n,
                                 const percuta_ingredient* const* ingredient,
                                 const percuta_region* const* region, double* diffusivity,
                                 double* partition, double* loss, double* log10_spread,
                                 std::uint32_t* flags, percuta_error* error) noexcept {
    return guarded(error, [&](std::int64_t& row) {
      for (std::size_t i = 0; i < n; ++i) {
        row = static_cast<std::int64_t>(i);
        const coefficients c = self<Model>(instance).describe(*ingredient[i], *region[i]);
        diffusivity[i] = c.diffusivity;
        partition[i] = c.partition;
        loss[i] = c.loss;
        log10_spread[i] = c.log10_spread;
        flags[i] = c.flags;
      }
    });
  }

  static constexpr percuta_diffusion_functions functions{sizeof(percuta_diffusion_functions),
                                                         &needs, &describe};
};

template <std::derived_from<geometry> Model>
struct interface_of<Model> {
  static constexpr const char* id = PERCUTA_GEOMETRY_INTERFACE;

  static percuta_status summary(const percuta_instance* instance, percuta_geometry_summary* out,
                                percuta_error* error) noexcept {
    return guarded(error, [&](std::int64_t&) {
      const channel_summary s = self<Model>(instance).summary();
      out->density = s.density;
      out->insertion_depth = s.insertion_depth;
      out->residual_depth = s.residual_depth;
      out->surface_radius = s.surface_radius;
      out->wetted_fraction = s.wetted_fraction;
    });
  }

  static percuta_status profile(const percuta_instance* instance, std::size_t n,
                                const double* depth, double* radius,
                                percuta_error* error) noexcept {
    return guarded(error, [&](std::int64_t& row) {
      for (std::size_t i = 0; i < n; ++i) {
        row = static_cast<std::int64_t>(i);
        radius[i] = self<Model>(instance).radius(depth[i]);
      }
    });
  }

  static constexpr percuta_geometry_functions functions{sizeof(percuta_geometry_functions),
                                                        &summary, &profile};
};

template <std::derived_from<closure> Model>
struct interface_of<Model> {
  static constexpr const char* id = PERCUTA_CLOSURE_INTERFACE;

  static percuta_status openness(const percuta_instance* instance, const percuta_conditions* since,
                                 std::size_t n, const double* time, double* barrier, double* solute,
                                 percuta_error* error) noexcept {
    return guarded(error, [&](std::int64_t& row) {
      const conditions pieces(*since);
      for (std::size_t i = 0; i < n; ++i) {
        row = static_cast<std::int64_t>(i);
        const opening o = self<Model>(instance).openness(pieces, time[i]);
        barrier[i] = o.barrier;
        solute[i] = o.solute;
      }
    });
  }

  static constexpr percuta_closure_functions functions{sizeof(percuta_closure_functions),
                                                       &openness};
};

template <std::derived_from<ingredients> Model>
struct interface_of<Model> {
  static constexpr const char* id = PERCUTA_INGREDIENTS_INTERFACE;

  static percuta_status find(const percuta_instance* instance, const char* text, std::size_t limit,
                             void (*sink)(void*, const char*, double), void* argument,
                             percuta_error* error) noexcept {
    return guarded(error, [&](std::int64_t&) {
      self<Model>(instance).find(text, limit, name_sink(sink, argument));
    });
  }

  static percuta_status get(const percuta_instance* instance, const char* name,
                            void (*sink)(void*, const percuta_property*), void* argument,
                            int* found, percuta_error* error) noexcept {
    return guarded(error, [&](std::int64_t&) {
      *found = self<Model>(instance).get(name, property_sink(sink, argument)) ? 1 : 0;
    });
  }

  static constexpr percuta_ingredients_functions functions{sizeof(percuta_ingredients_functions),
                                                           &find, &get};
};

template <class Model>
struct exported {
  static constexpr std::size_t n_parameters = Model::parameters.size();

  static constexpr auto rows = []<std::size_t... I>(std::index_sequence<I...>) {
    return std::array<const percuta_parameter*, sizeof...(I)>{&Model::parameters[I]...};
  }
  (std::make_index_sequence<n_parameters>{});

  static percuta_status create(const percuta_host* services, const percuta_values* given,
                               percuta_instance** instance, percuta_error* error) noexcept {
    return guarded(error, [&](std::int64_t&) {
      auto made = std::make_unique<Model>(host(*services), values(*given));
      *instance = reinterpret_cast<percuta_instance*>(made.release());
    });
  }

  static void destroy(percuta_instance* instance) noexcept {
    delete reinterpret_cast<Model*>(instance);
  }

  static constexpr percuta_model model{sizeof(percuta_model),
                                       interface_of<Model>::id,
                                       Model::about.id,
                                       Model::about.summary,
                                       Model::about.citation,
                                       Model::about.evidence,
                                       Model::about.evidence_note,
                                       n_parameters == 0 ? nullptr : rows.data(),
                                       n_parameters,
                                       &create,
                                       &destroy,
                                       &interface_of<Model>::functions};
};

template <class... Models>
inline constexpr std::array<const percuta_model*, sizeof...(Models)> all_of{
    &exported<Models>::model...};

template <class... Models>
constexpr percuta_plugin_descriptor describe(const char* id, const char* version,
                                             const char* license) {
  static_assert(sizeof...(Models) > 0, "a plugin exports at least one model");
  return {PERCUTA_PLUGIN_MAGIC,
          sizeof(percuta_plugin_descriptor),
          PERCUTA_ABI_REVISION,
          id,
          version,
          license,
          all_of<Models...>.data(),
          sizeof...(Models)};
}

}  // namespace percuta::sdk::detail

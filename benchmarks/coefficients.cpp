// A diffusion model asked through the plugin host, in batches of several sizes: what a call across
// the plugin boundary costs, and what is left of it when it is shared.

#include "percuta/host.hpp"

#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <vector>

namespace {

constexpr const char* id = "wang_kasting_nitsche";
constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

std::shared_ptr<percuta::model_instance> model() {
  percuta::plugin_host host({{PERCUTA_PLUGINS}, {}});
  percuta::model_choice choice;
  choice.id.value = id;
  percuta::diagnostics faults;
  auto instance =
      percuta::instantiate(host.find(PERCUTA_DIFFUSION_INTERFACE, id), choice, {}, {"probe"},
                           std::make_shared<percuta::host_context>(), faults);
  faults.raise_if_errors();
  return instance;
}

/// Ingredients of 100 to 500 g/mol and log Kow -1 to 3.
percuta_ingredient ingredient(std::size_t i) {
  percuta_ingredient a{};
  a.struct_size = sizeof a;
  a.name = "probe";
  a.molar_mass = 0.1 + 0.004 * static_cast<double>(i % 101);
  a.log_kow = -1.0 + 0.04 * static_cast<double>(i % 101);
  a.molar_volume = a.pka_acid = a.pka_base = unknown;
  a.water_solubility = a.water_solubility_temperature = unknown;
  a.melting_point = a.boiling_point = a.density = a.fraction_unbound = unknown;
  return a;
}

percuta_region stratum_corneum() {
  percuta_region r{};
  r.struct_size = sizeof r;
  r.kind = PERCUTA_STRATUM_CORNEUM;
  r.name = "stratum_corneum";
  r.thickness = 13e-6;
  r.temperature = 305.15;
  r.ph = 5.5;
  r.hydration = PERCUTA_PARTIALLY_HYDRATED;
  return r;
}

void coefficients(benchmark::State& state) {
  const auto instance = model();
  const auto n = static_cast<std::size_t>(state.range(0));
  const percuta_region region = stratum_corneum();
  std::vector<percuta_ingredient> ingredients;
  for (std::size_t i = 0; i < n; ++i)
    ingredients.push_back(ingredient(i));
  std::vector<const percuta_ingredient*> rows;
  for (const percuta_ingredient& i : ingredients)
    rows.push_back(&i);
  const std::vector<const percuta_region*> regions(n, &region);
  std::vector<double> diffusivity(n), partition(n), loss(n), spread(n);
  std::vector<std::uint32_t> flags(n);
  percuta_error error{};
  error.struct_size = sizeof error;

  const auto& functions = instance->functions<percuta_diffusion_functions>();
  for (auto _ : state) {
    const percuta_status status =
        functions.coefficients(instance->get(), n, rows.data(), regions.data(), diffusivity.data(),
                               partition.data(), loss.data(), spread.data(), flags.data(), &error);
    if (status != PERCUTA_OK) {
      state.SkipWithError(error.message);
      break;
    }
    benchmark::DoNotOptimize(diffusivity.data());
  }
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations() * n));
}

BENCHMARK(coefficients)->Arg(1)->Arg(64)->Arg(1024)->ArgName("batch");

}  // namespace

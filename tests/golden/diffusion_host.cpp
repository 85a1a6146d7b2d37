#include "diffusion_host.hpp"

#include "catch.hpp"

namespace golden {

diffusion_model::diffusion_model(const std::string& id, const parameters& given,
                                 const std::string& albumin_class) {
  percuta::plugin_host host({{std::string(PERCUTA_BINARY_DIR) + "/lib/percuta/plugins"}, {}});
  percuta::model_choice choice;
  choice.id.value = id;
  choice.parameters = given;
  if (!albumin_class.empty()) {
    const percuta::raw_table row{{"albumin_class", word(albumin_class)}};
    const percuta::raw_table by_name{{"probe", {row, {}, {}}}};
    choice.parameters.emplace_back("ingredients", percuta::raw_value{by_name, {}, {}});
  }
  percuta::diagnostics faults;
  instance_ = percuta::instantiate(host.find(PERCUTA_DIFFUSION_INTERFACE, id), choice, {},
                                   {"probe"}, std::make_shared<percuta::host_context>(), faults);
  INFO(faults.render());
  REQUIRE(instance_ != nullptr);
}

const percuta_diffusion_functions& diffusion_model::functions() const {
  return instance_->functions<percuta_diffusion_functions>();
}

diffusion_model::answer diffusion_model::ask(const percuta_ingredient& i,
                                             const percuta_region& r) const {
  const percuta_ingredient* ingredients[] = {&i};
  const percuta_region* regions[] = {&r};
  percuta_error error{};
  error.struct_size = sizeof error;
  answer a;
  a.status =
      functions().coefficients(instance_->get(), 1, ingredients, regions, &a.c.diffusivity,
                               &a.c.partition, &a.c.loss, &a.c.log10_spread, &a.c.flags, &error);
  a.parameter = error.parameter;
  a.message = error.message;
  return a;
}

percuta::sdk::coefficients diffusion_model::of(const percuta_ingredient& i,
                                               const percuta_region& r) const {
  const answer a = ask(i, r);
  INFO(a.message);
  REQUIRE(a.status == PERCUTA_OK);
  return a.c;
}

double diffusion_model::permeability(const percuta_ingredient& i, const percuta_region& r) const {
  const percuta::sdk::coefficients c = of(i, r);
  return c.diffusivity * c.partition / r.thickness;
}

percuta::raw_value flag(bool on) {
  return {on, {}, {}};
}
percuta::raw_value word(const std::string& text) {
  return {text, {}, {}};
}
percuta::raw_value number(double value) {
  return {value, {}, {}};
}

percuta_ingredient probe(double molar_mass, double log_kow, double molar_volume, double pka_acid,
                         double pka_base) {
  percuta_ingredient i{};
  i.struct_size = sizeof i;
  i.name = "probe";
  i.molar_mass = molar_mass * 1e-3;
  i.log_kow = log_kow;
  i.molar_volume = molar_volume * 1e-6;
  i.pka_acid = pka_acid;
  i.pka_base = pka_base;
  i.water_solubility = i.water_solubility_temperature = unknown;
  i.melting_point = i.boiling_point = i.density = i.fraction_unbound = unknown;
  return i;
}

percuta_region region(percuta_region_kind kind, const char* name, double thickness_um, double ph) {
  percuta_region r{};
  r.struct_size = sizeof r;
  r.kind = kind;
  r.name = name;
  r.thickness = thickness_um * um;
  r.temperature = 305.15;
  r.ph = ph;
  r.hydration = PERCUTA_PARTIALLY_HYDRATED;
  return r;
}

percuta_region stratum_corneum(bool fully_hydrated) {
  percuta_region r =
      region(PERCUTA_STRATUM_CORNEUM, "stratum_corneum", fully_hydrated ? 43.0 : 13.0, 5.5);
  r.hydration = fully_hydrated ? PERCUTA_FULLY_HYDRATED : PERCUTA_PARTIALLY_HYDRATED;
  return r;
}

percuta_region viable_epidermis() {
  return region(PERCUTA_VIABLE_EPIDERMIS, "viable_epidermis", 100.0, 7.4);
}

percuta_region dermis(double thickness_um) {
  return region(PERCUTA_DERMIS, "dermis", thickness_um, 7.4);
}

}  // namespace golden

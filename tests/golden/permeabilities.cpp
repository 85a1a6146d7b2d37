#include "catch.hpp"
#include "diffusion_host.hpp"
#include "serum/ionisation.hpp"

#include <cmath>

using namespace golden;

namespace {

/// Examples of the user guide of the Open Systems Pharmacology skin model (tables 3 to 7, results
/// on page 17): in vivo, viable epidermis 100 um, kp in cm/h over un-ionised concentration. The
/// guide prints 1.19e-4, 1.69e-3, 2.65e-3 and 1.63e-2, made with the constants of 2019.
struct example {
  const char* name;
  double molar_mass, log_kow, molar_volume, pka_base;
  bool fully_hydrated;
  double dermis_um;
  double kp_2019, kp_2020;
};
constexpr example examples[] = {
    {"DPGME", 148.20, -0.22, 182, unknown, true, 1000, 1.194e-4, 1.042e-4},
    {"2-butoxyethanol", 118.18, 0.83, 154, unknown, true, 500, 1.689e-3, 1.513e-3},
    {"testosterone", 288.43, 3.32, 329, unknown, false, 500, 2.650e-3, 2.487e-3},
    {"fentanyl", 336.47, 4.05, 399, 8.9, true, 1000, 1.635e-2, 1.546e-2},
};

/// Steady permeability as the guide defines it: barrier, viable epidermis and dermis with
/// capillaries in series. Its viable layers stand over un-ionised solute, the model's over all of
/// it.
double steady_kp_cm_h(const diffusion_model& model, const example& e) {
  const percuta_ingredient i = probe(e.molar_mass, e.log_kow, e.molar_volume, unknown, e.pka_base);
  const double neutral = percuta::neutral_share(7.4, unknown, e.pka_base);
  const double barrier = model.permeability(i, stratum_corneum(e.fully_hydrated));
  const double epidermis = model.permeability(i, viable_epidermis()) / neutral;
  const percuta::sdk::coefficients d = model.of(i, dermis(e.dermis_um));
  const double reach = e.dermis_um * um * std::sqrt(d.loss / d.diffusivity);
  const double lower = d.partition / neutral * std::sqrt(d.loss * d.diffusivity) / std::tanh(reach);
  return 1.0 / (1.0 / barrier + 1.0 / epidermis + 1.0 / lower) / cm_h;
}

diffusion_model as_published(const char* constants) {
  return diffusion_model("wang_kasting_nitsche", {{"constants", word(constants)},
                                                  {"polar_path", flag(false)},
                                                  {"paracellular_clearance", flag(false)}});
}

}  // namespace

TEST_CASE("Wang-Kasting-Nitsche gives back the published steady permeabilities to three digits") {
  const diffusion_model of_2019 = as_published("2019"), of_2020 = as_published("2020");
  for (const example& e : examples) {
    INFO(e.name);
    CHECK(steady_kp_cm_h(of_2019, e) == Approx(e.kp_2019).epsilon(5e-4));
    CHECK(steady_kp_cm_h(of_2020, e) == Approx(e.kp_2020).epsilon(5e-4));
  }
}

TEST_CASE("the barrier's permeability goes down as its thickness goes up") {
  const diffusion_model model = as_published("2019");
  const percuta_ingredient i = probe(288.43, 3.32, 329);
  percuta_region thick = stratum_corneum(false);
  thick.thickness *= 2.0;
  CHECK(model.permeability(i, thick) ==
        Approx(model.permeability(i, stratum_corneum(false)) / 2.0).epsilon(1e-12));
}

TEST_CASE("the polar path stands beside the lipid path and rules for hydrophiles") {
  // Ascorbic acid: the lipid path alone gives 1.1e-6 cm/h, Robinson 2.6e-5.
  const percuta_ingredient i = probe(176.12, -1.85, 147);
  const parameters off = {{"polar_path", flag(false)}};
  const percuta_region sc = stratum_corneum(false);
  const double polar = 0.0001519 / std::sqrt(176.12);
  const double lipid = diffusion_model("wang_kasting_nitsche", off).permeability(i, sc) / cm_h;
  CHECK(lipid == Approx(1.1e-6).epsilon(0.1));
  CHECK(diffusion_model("wang_kasting_nitsche").permeability(i, sc) / cm_h ==
        Approx(lipid + polar));
  CHECK(diffusion_model("robinson").permeability(i, sc) / cm_h == Approx(2.6e-5).epsilon(0.02));
  const double guy = diffusion_model("potts_guy", off).permeability(i, sc) / cm_h;
  CHECK(diffusion_model("potts_guy").permeability(i, sc) / cm_h == Approx(guy + polar));
}

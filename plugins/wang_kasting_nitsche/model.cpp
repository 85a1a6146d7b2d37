#include "common/layered_skin.hpp"
#include "common/permeability.hpp"
#include "percuta/plugin.hpp"
#include "wang_kasting_nitsche/equations.hpp"

#include <array>
#include <cmath>
#include <cstdint>

namespace {

namespace sdk = percuta::sdk;
namespace skin = percuta::skin_models;
namespace wkn = percuta::wang_kasting_nitsche;

constexpr const char* constant_choices[] = {"2019", "2020"};

/// RMSE of log10 kp over 208 aqueous permeabilities of human skin, fully hydrated (supporting table
/// of 10.1002/aic.12048, computed for this project; 2020 set the same to 0.01).
constexpr double log10_spread = 0.57, log10_spread_without_polar_path = 0.73;

/// Above this share of the permeability the polar path, which is a permeability and nothing else,
/// rules D = P h / K as well, and with it the lag h^2 / 6 D. A judgement.
constexpr double polar_share_of_a_sound_lag = 0.1;

class wang_kasting_nitsche : public skin::layered_skin {
public:
  static constexpr sdk::description about{
      .id = "wang_kasting_nitsche",
      .summary =
          "Stratum corneum as lipid and corneocytes, from molar mass, logKow and molar volume, "
          "with the viable layers of Dancik and Kretsos.",
      .citation =
          "10.1002/jps.20509; 10.1002/jps.20883; 10.1016/j.addr.2012.01.006; "
          "10.1016/j.ijpharm.2007.06.020",
      .evidence = PERCUTA_COMPUTED,
      .evidence_note =
          "Constants read in the Open Systems Pharmacology skin model; the 2019 set gives back its "
          "published permeabilities to three digits. Polar path and paracellular clearance, both "
          "on "
          "unless switched off, rest on common knowledge."};

  static constexpr std::array parameters{
      sdk::choice("constants", constant_choices,
                  "Set of constants; the published permeabilities were made with that of 2019.")
          .or_else("2019"),
      skin::polar_path_parameter,
      skin::paracellular_clearance_parameter,
      skin::perfusion_parameter,
      skin::albumin_class_parameter,
  };

  wang_kasting_nitsche(const sdk::host&, const sdk::values& v)
      : layered_skin(v),
        set_(v.choice("constants") == 0 ? wkn::constant_set::of_2019 : wkn::constant_set::of_2020),
        polar_path_(v.boolean("polar_path")) {}

  sdk::coefficients describe(const percuta_ingredient& ingredient,
                             const percuta_region& region) const {
    return describe_layers(
        ingredient, region,
        [this](const skin::molecule& m, const percuta_region& r) { return barrier(m, r); });
  }

private:
  skin::barrier_answer barrier(const skin::molecule& m, const percuta_region& region) const {
    const bool full = region.hydration == PERCUTA_FULLY_HYDRATED;
    const wkn::barrier_permeability own =
        wkn::permeability(m, full, set_, region.thickness * 100.0);
    const double lipid_m_s = own.cm_s * 0.01;
    const double polar_m_s =
        polar_path_ ? skin::robinson_polar_cm_h(m.molar_mass_g_mol) * skin::m_s_per_cm_h : 0.0;
    const double both_m_s = lipid_m_s + polar_m_s;
    std::uint32_t flags = skin::extrapolated_if(own.extrapolated || m.molar_volume_estimated);
    if (polar_m_s > polar_share_of_a_sound_lag * both_m_s) flags |= PERCUTA_FLAG_LAG_UNRELIABLE;
    return {both_m_s, polar_path_ ? log10_spread : log10_spread_without_polar_path, flags};
  }

  wkn::constant_set set_;
  bool polar_path_;
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("percuta.wang_kasting_nitsche", "0.1.0", "Apache-2.0", wang_kasting_nitsche);

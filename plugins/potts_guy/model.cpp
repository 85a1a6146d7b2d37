#include "common/layered_skin.hpp"
#include "common/permeability.hpp"
#include "percuta/plugin.hpp"

#include <array>

namespace {

namespace sdk = percuta::sdk;
namespace skin = percuta::skin_models;

/// RMSE of log10 kp over 208 aqueous permeabilities of human skin (supporting table of
/// 10.1002/aic.12048, computed for this project).
constexpr double log10_spread = 0.62, log10_spread_without_polar_path = 0.73;

class potts_guy : public skin::layered_skin {
public:
  static constexpr sdk::description about{
      .id = "potts_guy",
      .summary =
          "Stratum corneum by the permeability of Potts and Guy, from molar mass and logKow, "
          "with the viable layers of Dancik and Kretsos.",
      .citation =
          "10.1023/A:1015810312465; 10.1002/jps.20883; 10.1016/j.addr.2012.01.006; "
          "10.1016/j.ijpharm.2007.06.020",
      .evidence = PERCUTA_COMPUTED,
      .evidence_note =
          "Permeability read in the Open Systems Pharmacology skin model and held against 208 "
          "measurements. Polar path and paracellular clearance, both on unless switched off, rest "
          "on "
          "common knowledge."};

  static constexpr std::array parameters{
      skin::polar_path_parameter,
      skin::paracellular_clearance_parameter,
      skin::perfusion_parameter,
      skin::albumin_class_parameter,
  };

  potts_guy(const sdk::host&, const sdk::values& v)
      : layered_skin(v), polar_path_(v.boolean("polar_path")) {}

  sdk::coefficients describe(const percuta_ingredient& ingredient,
                             const percuta_region& region) const {
    return describe_layers(
        ingredient, region, [this](const skin::molecule& m, const percuta_region&) {
          double cm_h = skin::potts_guy_cm_h(m.molar_mass_g_mol, m.log_kow);
          if (polar_path_) cm_h += skin::robinson_polar_cm_h(m.molar_mass_g_mol);
          return skin::barrier_answer{cm_h * skin::m_s_per_cm_h,
                                      polar_path_ ? log10_spread : log10_spread_without_polar_path,
                                      PERCUTA_FLAG_LAG_UNRELIABLE};
        });
  }

private:
  bool polar_path_;
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("percuta.potts_guy", "0.1.0", "Apache-2.0", potts_guy);

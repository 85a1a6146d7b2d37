#include "common/layered_skin.hpp"
#include "common/permeability.hpp"
#include "percuta/plugin.hpp"

#include <array>

namespace {

namespace sdk = percuta::sdk;
namespace skin = percuta::skin_models;

/// RMSE of log10 kp over 208 aqueous permeabilities of human skin (supporting table of
/// 10.1002/aic.12048, computed for this project).
constexpr double log10_spread = 0.56;

class robinson : public skin::layered_skin {
public:
  static constexpr sdk::description about{
      .id = "robinson",
      .summary =
          "Stratum corneum by the lipid and polar permeabilities of Robinson, from molar mass "
          "and logKow, with the viable layers of Dancik and Kretsos.",
      .citation =
          "10.1016/0045-6535(95)00023-2; 10.1002/jps.20883; 10.1016/j.addr.2012.01.006; "
          "10.1016/j.ijpharm.2007.06.020",
      .evidence = PERCUTA_COMMON_KNOWLEDGE,
      .evidence_note =
          "Constants in common use, the paper was not seen; with them the equation comes nearest "
          "of "
          "the models here to 208 measured permeabilities, hydrophiles included."};

  static constexpr std::array parameters{
      skin::paracellular_clearance_parameter,
      skin::perfusion_parameter,
      skin::albumin_class_parameter,
  };

  robinson(const sdk::host&, const sdk::values& v) : layered_skin(v) {}

  sdk::coefficients describe(const percuta_ingredient& ingredient,
                             const percuta_region& region) const {
    return describe_layers(ingredient, region, [](const skin::molecule& m, const percuta_region&) {
      const double cm_h = skin::robinson_lipid_cm_h(m.molar_mass_g_mol, m.log_kow) +
                          skin::robinson_polar_cm_h(m.molar_mass_g_mol);
      return skin::barrier_answer{cm_h * skin::m_s_per_cm_h, log10_spread,
                                  PERCUTA_FLAG_LAG_UNRELIABLE};
    });
  }
};

}  // namespace

PERCUTA_EXPORT_PLUGIN("percuta.robinson", "0.1.0", "Apache-2.0", robinson);

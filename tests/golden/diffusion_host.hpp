#pragma once

#include "percuta/host.hpp"
#include "percuta/plugin.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace golden {

inline constexpr double unknown = percuta::sdk::unknown;
inline constexpr double um = 1e-6, cm_h = 0.01 / 3600.0;

using parameters = percuta::raw_table;

/// A built-in diffusion model, opened by the plugin host from the build tree.
class diffusion_model {
public:
  /// `albumin_class` goes to the ingredient "probe"; "" leaves it out.
  explicit diffusion_model(const std::string& id, const parameters& given = {},
                           const std::string& albumin_class = {});

  struct answer {
    percuta_status status = PERCUTA_OK;
    std::string parameter, message;
    percuta::sdk::coefficients c;
  };
  answer ask(const percuta_ingredient& i, const percuta_region& r) const;

  /// As ask; requires success.
  percuta::sdk::coefficients of(const percuta_ingredient& i, const percuta_region& r) const;

  /// D K / h [m/s].
  double permeability(const percuta_ingredient& i, const percuta_region& r) const;

  const percuta_diffusion_functions& functions() const;
  const percuta::model_instance& instance() const { return *instance_; }

private:
  std::shared_ptr<percuta::model_instance> instance_;
};

percuta::raw_value flag(bool on);
percuta::raw_value word(const std::string& text);
percuta::raw_value number(double value);

/// An ingredient called "probe"; mass in g/mol, volume in cm3/mol.
percuta_ingredient probe(double molar_mass, double log_kow, double molar_volume = unknown,
                         double pka_acid = unknown, double pka_base = unknown);

percuta_region stratum_corneum(bool fully_hydrated);  ///< 43 or 13 um, pH 5.5
percuta_region viable_epidermis();                    ///< 100 um, pH 7.4
percuta_region dermis(double thickness_um);
percuta_region region(percuta_region_kind kind, const char* name, double thickness_um, double ph);

}  // namespace golden

#pragma once

#include "common/ionisation.hpp"
#include "common/molecule.hpp"

#include <cmath>

namespace percuta::skin_models {

/// Binding classes of Yamazaki & Kanaoka 2004, as used by Dancik et al. 2013,
/// 10.1016/j.addr.2012.01.006. `acid_without_pharmacophore` also holds zwitterions.
enum class albumin_class { neutral_or_base, acid_with_pharmacophore, acid_without_pharmacophore };

/// pH at which the binding correlation was made.
inline constexpr double albumin_ph = 7.4;

/// Class by charge at pH 7.4: an acid group mostly ionised there makes an acid (or, with a base, a
/// zwitterion), taken as without pharmacophore; all else is neutral or a base.
inline albumin_class albumin_class_of(const molecule& m) {
  return neutral_acid(albumin_ph, m.pka_acid) < 0.5 ? albumin_class::acid_without_pharmacophore
                                                    : albumin_class::neutral_or_base;
}

/// Unbound fraction in 2.7 % albumin, 1 - (A e^logD + B) / (A e^logD + 1 + B) with logD at pH 7.4
/// and the natural exponential, as published; a measured value takes precedence.
inline double fraction_unbound(const molecule& m, albumin_class c) {
  if (!std::isnan(m.fraction_unbound)) return m.fraction_unbound;
  double a = 0.5578, b = 0.0188;
  if (c == albumin_class::acid_with_pharmacophore) a = 0.7936, b = 0.2239;
  if (c == albumin_class::acid_without_pharmacophore) a = 0.3127, b = 0.5121;
  const double log_d = m.log_kow + std::log10(neutral_share(albumin_ph, m.pka_acid, m.pka_base));
  return 1.0 / (a * std::exp(log_d) + 1.0 + b);
}

}  // namespace percuta::skin_models

#include "plan/advisories.hpp"

#include "plan/skin_plan.hpp"
#include "serum/ionisation.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

/// An advisory about certain ingredients on needled skin.
struct advisory {
  const char* text;
  const char* evidence;
  std::vector<const char*> ingredients;
};

const std::vector<advisory>& ingredient_advisories() {
  static const std::vector<advisory> list{
      {"vitamin C serum applied with needling has been followed by granulomatous reactions",
       "case reports and a review of them, strong for a case literature: "
       "10.1001/jamadermatol.2013.6955, 10.1097/dss.0000000000004450",
       {"Ascorbic Acid", "L-Ascorbic Acid", "Vitamin C"}},
      {"retinoids on freshly needled skin are commonly advised against",
       "expert opinion only",
       {"Retinol", "Retinal", "Retinyl Palmitate", "Retinyl Acetate", "Tretinoin", "Adapalene",
        "Hydroxypinacolone Retinoate"}},
      {"alpha and beta hydroxy acids on freshly needled skin are commonly advised against",
       "expert opinion only",
       {"Glycolic Acid", "Lactic Acid", "Mandelic Acid", "Malic Acid", "Tartaric Acid",
        "Salicylic Acid"}},
      {"lidocaine reaches the body through open channels; doses by infiltration are limited to 4.5 "
       "mg/kg, 7.0 with epinephrine",
       "a review, for infiltration: PMC8480448",
       {"Lidocaine", "Lidocaine HCl"}},
  };
  return list;
}

/// Tissue buffers acid by some tens of mmol/L (common knowledge of the field); beyond it the
/// model's constant tissue pH near a channel does not hold.
constexpr double tissue_buffer_mol_m3 = 50.0;
constexpr double low_ph = 4.0;

bool overwhelms_buffer(const known_serum& serum, const substance& s) {
  const bool is_acid = s.property("pka_acid") < tissue_ph;
  const double mol_m3 = s.fraction * serum.said->density_kg_m3 / s.property("molar_mass");
  return is_acid && mol_m3 > tissue_buffer_mol_m3;
}

bool is_needled(const planning& p) {
  return std::any_of(p.said.steps.begin(), p.said.steps.end(),
                     [](const step& x) { return x.kind == step_kind::needle; });
}

/// True when a needle goes through a film that lies on the skin.
bool needles_through_film(const planning& p) {
  bool film_lies = false;
  for (const step& s : p.said.steps) {
    if (s.kind == step_kind::apply) film_lies = true;
    if (s.kind == step_kind::remove && s.efficiency >= 1.0) film_lies = false;
    if (s.kind == step_kind::needle && film_lies) return true;
  }
  return false;
}

/// What measured needling stands against the model, and what the model leaves out.
void warn_of_needling(planning& p) {
  warn(p,
       "after rollers, measured fluxes were 1.0 to 10.5 times those through intact skin "
       "(PMC4695825, 10.3390/pharmaceutics8040033, 10.3109/10611860903115274); a model of open "
       "channels tends to predict more, since collapsed channels and the outward flow of "
       "interstitial fluid are not in it: ratios far beyond those are likely too high");
}

/// Channel walls are kept at the pH of tissue, whatever floods the channels.
void warn_of_flooding(planning& p, const known_serum& serum, const substance& s) {
  const auto share = [&](double ph) {
    return neutral_share(ph, s.property("pka_acid"), s.property("pka_base"));
  };
  const double at_wall = share(tissue_ph), in_serum = share(serum.ph);
  constexpr double noticeable = 0.1;  // of the larger share
  if (std::abs(in_serum - at_wall) <= noticeable * std::max(in_serum, at_wall)) return;
  warn(p, fmt::format("{}: needling through the film floods channels with serum of pH {:g}, but at "
                      "their walls {} ionises as at pH {:g}: what passes from there into the "
                      "stratum corneum is {} for as long as the serum's pH lasts",
                      serum.said->name, serum.ph, s.name, tissue_ph,
                      in_serum > at_wall ? "underestimated" : "overestimated"));
}

}  // namespace

void advise(planning& p, const std::vector<known_serum>& serums, bool has_channels) {
  if (!has_channels) return;
  const bool needled = is_needled(p), flooded = needles_through_film(p);
  if (needled) warn_of_needling(p);
  for (const known_serum& serum : serums) {
    for (const substance* s : serum.actives()) {
      for (const advisory& a : ingredient_advisories()) {
        const bool meant = std::any_of(a.ingredients.begin(), a.ingredients.end(),
                                       [&](const char* name) { return same_name(name, s->name); });
        if (!meant) continue;
        warn(p, fmt::format("{}: {} (evidence: {})", serum.said->name, a.text, a.evidence));
      }
      if (flooded) warn_of_flooding(p, serum, *s);
      if (serum.ph < low_ph && overwhelms_buffer(serum, *s)) {
        warn(p, fmt::format(
                    "{}: {} at pH {:g} can overwhelm the tissue's buffer near a channel, where "
                    "the model keeps tissue pH at 7.4; low pH on open channels is commonly "
                    "advised against (evidence: expert opinion only)",
                    serum.said->name, s->name, serum.ph));
      }
    }
  }
  if (!needled) return;
  warn(p,
       "reactions are described after products not made for use within the skin were put on open "
       "channels, and pigment change on darker skin (evidence: a review of 85 articles, "
       "10.1097/01.dss.0000790428.70373.f6)");
}

}  // namespace percuta

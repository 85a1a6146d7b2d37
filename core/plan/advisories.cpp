#include "plan/advisories.hpp"

#include "plan/skin_plan.hpp"

#include <fmt/format.h>
#include <algorithm>

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

}  // namespace

void advise(planning& p, const std::vector<known_serum>& serums, bool has_channels) {
  if (!has_channels) return;
  for (const known_serum& serum : serums) {
    for (const substance* s : serum.actives()) {
      for (const advisory& a : ingredient_advisories()) {
        const bool meant = std::any_of(a.ingredients.begin(), a.ingredients.end(),
                                       [&](const char* name) { return same_name(name, s->name); });
        if (!meant) continue;
        warn(p, fmt::format("{}: {} (evidence: {})", serum.said->name, a.text, a.evidence));
      }
      if (serum.ph < low_ph && overwhelms_buffer(serum, *s)) {
        warn(p, fmt::format(
                    "{}: {} at pH {:g} can overwhelm the tissue's buffer near a channel, where "
                    "the model keeps tissue pH at 7.4; low pH on open channels is commonly "
                    "advised against (evidence: expert opinion only)",
                    serum.said->name, s->name, serum.ph));
      }
    }
  }
  const bool needled = std::any_of(p.said.steps.begin(), p.said.steps.end(),
                                   [](const step& x) { return x.kind == step_kind::needle; });
  if (!needled) return;
  warn(p,
       "reactions are described after products not made for use within the skin were put on open "
       "channels, and pigment change on darker skin (evidence: a review of 85 articles, "
       "10.1097/01.dss.0000790428.70373.f6)");
}

}  // namespace percuta

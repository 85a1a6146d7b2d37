// Ingredient database `builtin`: names, synonyms and properties of serum ingredients, each value
// with its source. The data are in ingredients.toml, the format in README.md.

#include "percuta/plugin.hpp"

#include "database.hpp"
#include "search.hpp"

#include <limits>
#include <string_view>

namespace sdk = percuta::sdk;

namespace percuta::builtin {
namespace {

/// Read when it is first asked, once for all instances.
const database& data() {
  static const database read = read_database(ingredients_toml);
  return read;
}

struct builtin_ingredients : sdk::ingredients {
  static constexpr sdk::description about{
      .id = "builtin",
      .summary = "Serum ingredients and solvents with a source for every value.",
      .citation =
          "a citation stands with each value; mostly EPI Suite (US EPA), AqSolDB "
          "(10.1038/s41597-019-0151-1) and the CRC Handbook",
      .evidence = PERCUTA_SECONDARY,
      .evidence_note =
          "Compilations were read, not the measurements behind them; values marked "
          "doubtful say why."};

  builtin_ingredients(const sdk::host&, const sdk::values&) {}

  void find(std::string_view text, std::size_t limit, const sdk::name_sink& sink) const {
    for (const match& m : search(data(), text, limit))
      sink(m.name.c_str(), m.score);
  }

  bool get(std::string_view name, const sdk::property_sink& sink) const {
    const auto place = data().places.find(folded(name));
    if (place == data().places.end()) return false;
    for (const property& p : data().ingredients[place->second].properties) {
      percuta_property out{};
      out.key = p.key.c_str();
      out.value = p.value;
      out.text = p.text.c_str();
      out.spread = std::numeric_limits<double>::quiet_NaN();
      out.grade = p.grade;
      out.method = p.method.c_str();
      out.source = p.source.c_str();
      sink(out);
    }
    return true;
  }
};

}  // namespace
}  // namespace percuta::builtin

PERCUTA_EXPORT_PLUGIN("percuta.builtin", "0.1.0", "Apache-2.0",
                      percuta::builtin::builtin_ingredients);

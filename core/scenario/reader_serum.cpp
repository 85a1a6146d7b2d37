#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "percuta/ascii.hpp"
#include "scenario/properties.hpp"
#include "scenario/rules.hpp"
#include "scenario/sections.hpp"

namespace percuta {

namespace {

using property_map = std::map<std::string, written<double>>;

// One key for each property there is.
const section<property_map>& property_keys() {
  static const section<property_map> keys = [] {
    section<property_map> made;
    for (const ingredient_property& property : ingredient_properties()) {
      const setter<property_map, double> set =
          [name = property.name](property_map& map, double value, const location& where) {
            map[name] = {value, where};
          };
      made.keys.push_back({property.name,
                           property.unit == "1"
                               ? number<property_map>(set, property.allowed)
                               : quantity<property_map>(set, property.unit, property.allowed),
                           property.example, "looked up, or unknown", property.doc});
    }
    return made;
  }();
  return keys;
}

// `fraction = "rest"` stays empty; a fraction that cannot be read is NaN.
void read_share(serum_ingredient& ingredient, const raw_value& value, const key_place& place,
                reading& run) {
  const auto* const text = std::get_if<std::string>(&value.data);
  if (text && *text == "rest") return;
  const std::optional<double> share = read_fraction(value, above("0 %", "100 %"), place.in(run));
  ingredient.fraction = {share.value_or(std::numeric_limits<double>::quiet_NaN()), value.where};
}

// `name` and `inci` differ in whether the ingredient is looked up.
value_rule<serum_ingredient> name_rule(bool looked_up) {
  return special<serum_ingredient>("text", "",
                                   [looked_up](serum_ingredient& ingredient, const raw_value& value,
                                               const key_place& place, reading& run) {
                                     auto name = read_text(value, place.in(run));
                                     if (!name) return;
                                     ingredient.name = {std::move(*name), value.where};
                                     ingredient.looked_up = looked_up;
                                   });
}

void check_ingredient(serum_ingredient&, const raw_value& table, reading& run) {
  const raw_table& entries = std::get<raw_table>(table.data);
  const raw_value* const name = find(entries, "name");
  const raw_value* const inci = find(entries, "inci");
  if (name && inci)
    run.out.error(inci->key_where, "an ingredient has either a name or an inci, not both",
                  "inci is looked up in the ingredient databases, name is not");
  if (!name && !inci)
    run.out.error(table.where, "an ingredient has neither a name nor an inci",
                  "write inci = \"Niacinamide\" to look it up, or name = \"tracer\" not to");
}

const section<serum_ingredient>& ingredient_keys() {
  static const section<serum_ingredient> keys{
      {
          {"inci", name_rule(true), R"("Niacinamide")", "name stands instead",
           "Name to look up in the ingredient databases, in any case; synonyms are known."},
          {"name", name_rule(false), R"("tracer")", "inci stands instead",
           "Name of an ingredient that is not looked up."},
          {"fraction",
           special<serum_ingredient>("fraction", "above 0 %, at most 100 %", read_share),
           R"("10 %")", "",
           "Share by weight, or \"rest\" for one ingredient. What a serum does not list is an "
           "inert, non-volatile base."},
          {"role",
           choice<ingredient_role>(&serum_ingredient::role, {{"active", ingredient_role::active},
                                                             {"solvent", ingredient_role::solvent},
                                                             {"inert", ingredient_role::inert}}),
           R"("solvent")", "active",
           "active: followed into the skin; solvent: part of the film only, evaporates and "
           "dissolves; inert: does nothing."},
          {"properties", table(&serum_ingredient::properties, property_keys),
           R"({ molar_mass = "176.12 g/mol", log_kow = -1.85 })", "none",
           "Properties that override or complete what is looked up."},
      },
      check_ingredient,
      {},
      {}};
  return keys;
}

void check_duplicates(const serum& s, reading& run) {
  for (std::size_t i = 0; i < s.ingredients.size(); ++i) {
    const written<std::string>& name = s.ingredients[i].name;
    if (name.value.empty()) continue;
    const auto end = s.ingredients.begin() + static_cast<std::ptrdiff_t>(i);
    const auto same = std::find_if(s.ingredients.begin(), end, [&](const serum_ingredient& other) {
      return same_name(other.name.value, name.value);
    });
    if (same != end)
      run.out.error(
          name.where, fmt::format("'{}' is listed twice", name.value),
          fmt::format("the first is in line {}; add the fractions up", same->name.where.line));
  }
}

void check_fractions(const serum& s, const raw_array& written_ingredients, reading& run) {
  constexpr double round_off = 1e-9;  // of adding up percentages
  double sum = 0.0;
  bool reported = false;
  const raw_value* rest = nullptr;
  for (std::size_t i = 0; i < s.ingredients.size(); ++i) {
    const auto* const entries = std::get_if<raw_table>(&written_ingredients[i].data);
    const raw_value* const fraction = entries ? find(*entries, "fraction") : nullptr;
    if (!fraction) continue;
    if (s.ingredients[i].fraction) {
      sum += s.ingredients[i].fraction->value;
      if (sum > 1.0 + round_off && !reported) {
        run.out.error(fraction->where,
                      fmt::format("the fractions add up to more than 100 %: {} with this one",
                                  format_quantity(sum, "%")),
                      "fractions are by weight; one of them may be \"rest\"");
        reported = true;
      }
    } else if (rest) {
      run.out.error(fraction->where, "only one ingredient can be the rest",
                    fmt::format("the first is in line {}", rest->where.line));
    } else {
      rest = fraction;
    }
  }
  if (rest && !reported && sum > 1.0 - round_off)
    run.out.error(rest->where, "nothing is left for the rest: the others add up to 100 %");
}

void check_serum(serum& s, const raw_value& table, reading& run) {
  s.where = table.where;
  const raw_value* const ingredients = find(std::get<raw_table>(table.data), "ingredients");
  const auto* const list = ingredients ? std::get_if<raw_array>(&ingredients->data) : nullptr;
  if (!list) return;
  check_duplicates(s, run);
  check_fractions(s, *list, run);
  const bool has_active =
      std::any_of(s.ingredients.begin(), s.ingredients.end(),
                  [](const serum_ingredient& i) { return i.role == ingredient_role::active; });
  if (!has_active)
    run.out.error(ingredients->key_where, "the serum has no active ingredient: nothing to follow",
                  "an ingredient is active unless it says role = \"solvent\" or \"inert\"");
}

// A serum file holds what [serum] holds, and its format.
const section<serum>& serum_file_keys() {
  static const section<serum> keys = [] {
    section<serum> made = serum_keys();
    made.keys.insert(made.keys.begin(),
                     {"format", format_rule<serum>(), "1", "", "Version of the file format."});
    return made;
  }();
  return keys;
}

}  // namespace

const section<serum>& serum_keys() {
  static const section<serum> keys{
      {
          {"name", text(&serum::name), R"("Niacinamide 10 %")",
           "the file's name; \"serum\" inside a scenario", "What results call the serum."},
          {"ph", number(&serum::ph, between("0", "14")), "6.0",
           "assumed, with a warning, where something ionises",
           "pH of the serum; it decides how much of an acid or base is un-ionised."},
          {"density", quantity(&serum::density_kg_m3, "kg/m^3", above("0 kg/m^3", "5000 kg/m^3")),
           R"("1010 kg/m^3")", "1000 kg/m^3", "Density of the serum as applied."},
          {"ingredients", tables(&serum::ingredients, ingredient_keys), "[[serum.ingredients]]", "",
           "What is in it; in a serum file of its own, [[ingredients]]."},
      },
      check_serum,
      {},
      {}};
  return keys;
}

std::optional<serum> read_serum_file(const std::filesystem::path& file, const location& named_at,
                                     reading& run) {
  const std::optional<toml_document> document = read_toml(file, named_at, run.out);
  if (!document) return std::nullopt;
  serum s;
  s.name = file.stem().string();
  s.file = file;
  reading here{run.out, file.parent_path(), run.allow_outside};
  read_section(serum_file_keys(), document->root, "", s, here);
  return s;
}

}  // namespace percuta

#include "plan/ingredient_plan.hpp"

#include "percuta/property.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace percuta {
namespace {

constexpr double assumed_ph = 5.5;  // within the range of the skin's surface; stated as a warning
constexpr std::size_t names_offered = 3;

/// The databases a scenario draws on, opened when the first ingredient is looked up.
class databases {
public:
  explicit databases(planning& p) : p_(p) {}

  const std::vector<std::shared_ptr<model_instance>>& opened() {
    if (opened_) return *opened_;
    opened_.emplace();
    std::vector<model_choice> choices = p_.said.ingredient_databases;
    if (choices.empty()) choices.push_back({{"builtin", {}}, {}});
    for (const model_choice& choice : choices) {
      auto database = open_model(p_, PERCUTA_INGREDIENTS_INTERFACE, choice);
      if (database) opened_->push_back(std::move(database));
      names_.push_back(choice.id.value);
    }
    return *opened_;
  }
  const std::vector<std::string>& names() const { return names_; }

private:
  planning& p_;
  std::optional<std::vector<std::shared_ptr<model_instance>>> opened_;
  std::vector<std::string> names_;
};

const percuta_ingredients_functions& functions_of(const model_instance& database) {
  return database.functions<percuta_ingredients_functions>();
}

/// What a database says of one ingredient.
struct entry {
  std::string name;
  bool is_solvent = false;
  std::map<std::string, known_property> properties;
};

void take_property(void* argument, const percuta_property* property) {
  entry& into = *static_cast<entry*>(argument);
  const std::string key = text_or_none(property->key), text = text_or_none(property->text);
  if (key == "name") {
    into.name = text;
  } else if (key == "role") {
    into.is_solvent = text == "solvent";
  } else if (!std::isnan(property->value)) {
    const std::string method = text_or_none(property->method);
    std::string source =
        fmt::format("{}: {}", grade_word(property->grade), text_or_none(property->source));
    if (!method.empty()) source += fmt::format(" ({})", method);
    std::string doubt;
    if (property->grade == PERCUTA_DOUBTFUL) {
      doubt = method.empty() ? "no reason given" : method;
    }
    into.properties[key] = {property->value, std::move(source), false, std::move(doubt)};
  }
}

std::optional<entry> look_up(planning& p, databases& all, const serum_ingredient& said) {
  for (const auto& database : all.opened()) {
    entry answer{said.name.value, false, {}};
    int found = 0;
    percuta_error error = no_error();
    const percuta_status status =
        call(*database, "get", functions_of(*database).get, said.name.value.c_str(), take_property,
             &answer, &found, &error);
    if (status != PERCUTA_OK) {
      report_failure(p, *database, status, error, said.name.where,
                     fmt::format("ingredient '{}'", said.name.value));
    } else if (found != 0) {
      return answer;
    }
  }
  return std::nullopt;
}

std::vector<std::string> nearest_names(databases& all, const std::string& text) {
  std::vector<std::pair<double, std::string>> scored;
  for (const auto& database : all.opened()) {
    percuta_error error = no_error();
    const auto take = [](void* argument, const char* name, double score) {
      static_cast<decltype(scored)*>(argument)->emplace_back(score, text_or_none(name));
    };
    call(*database, "find", functions_of(*database).find, text.c_str(), names_offered, take,
         &scored, &error);
  }
  std::stable_sort(scored.begin(), scored.end(),
                   [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> names;
  for (const auto& [score, name] : scored) {
    const bool listed = std::find(names.begin(), names.end(), name) != names.end();
    if (!listed && names.size() < names_offered) names.push_back(name);
  }
  return names;
}

void report_unknown(planning& p, databases& all, const serum_ingredient& said) {
  const std::vector<std::string> near = nearest_names(all, said.name.value);
  std::string hint;
  if (!near.empty()) hint = fmt::format("did you mean '{}'? ", fmt::join(near, "' or '"));
  hint += fmt::format(
      "Databases: {}. Or give it as name = \"{}\" with properties = {{ molar_mass = ..., log_kow = "
      "... }}",
      fmt::join(all.names(), ", "), said.name.value);
  p.out.error(said.name.where, fmt::format("unknown ingredient '{}'", said.name.value), hint);
}

/// Values that the database itself doubts. A value's temperature shares its doubt and is not named.
void warn_of_doubt(planning& p, substance& s) {
  if (s.role == ingredient_role::inert) return;
  for (const auto& [key, known] : s.properties) {
    if (known.doubt.empty() || key.find("_temperature") != std::string::npos) continue;
    std::string words = key;
    std::replace(words.begin(), words.end(), '_', ' ');
    const std::string text = fmt::format(
        "the ingredient database doubts the {} of {} ({}); a better one goes into properties = {{ "
        "{} }}",
        words, s.name, known.doubt, property_to_fill(key));
    if (s.is_active()) {
      s.warnings.push_back(text);
    } else {
      warn(p, text);
    }
  }
}

/// Fills in what the databases know; false where they do not know it, which is then reported.
bool complete(planning& p, databases& all, substance& s) {
  std::optional<entry> known = look_up(p, all, *s.said);
  if (!known) {
    report_unknown(p, all, *s.said);
    return false;
  }
  s.name = known->name;
  s.properties = std::move(known->properties);
  if (known->is_solvent && s.is_active()) {
    s.warnings.push_back(fmt::format(
        "{} is followed into the skin as an active; role = \"solvent\" keeps it to the film",
        s.name));
  }
  return true;
}

substance resolve(planning& p, databases& all, const serum_ingredient& said, double rest) {
  substance s;
  s.name = said.name.value;
  s.said = &said;
  s.role = said.role;
  s.fraction = said.fraction ? said.fraction->value : rest;
  if (said.name.value.empty()) {
    s.found = false;  // the reader has said so
  } else if (said.looked_up) {
    s.found = guarded(p, said.name.where, [&] { return complete(p, all, s); });
  }
  for (const auto& [key, value] : said.properties) {
    s.properties[key] = {value.value, "given in the scenario", true, {}};
  }
  warn_of_doubt(p, s);
  return s;
}

/// Two names for one active: the reader cannot see it, the database can.
void require_distinct(planning& p, const known_serum& serum) {
  const std::vector<const substance*> actives = serum.actives();
  for (std::size_t i = 0; i < actives.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!same_name(actives[i]->name, actives[j]->name)) continue;
      p.out.error(actives[i]->said->name.where,
                  fmt::format("'{}' and '{}' are both {}", actives[j]->said->name.value,
                              actives[i]->said->name.value, actives[i]->name),
                  "list it once and add the fractions up");
    }
  }
}

void assume_ph(known_serum& serum) {
  serum.ph = serum.said->ph ? serum.said->ph->value : assumed_ph;
  if (serum.said->ph) return;
  for (substance& s : serum.substances) {
    const bool ionises = !std::isnan(s.property("pka_acid")) || !std::isnan(s.property("pka_base"));
    if (!s.is_active() || !ionises) continue;
    s.warnings.push_back(
        fmt::format("{} ionises and the serum has no ph; {} is assumed", s.name, assumed_ph));
  }
}

}  // namespace

std::vector<const substance*> known_serum::actives() const {
  std::vector<const substance*> list;
  for (const substance& s : substances) {
    if (s.is_active()) list.push_back(&s);
  }
  return list;
}

bool known_serum::all_found() const {
  return std::all_of(substances.begin(), substances.end(),
                     [](const substance& s) { return s.found; });
}

std::vector<known_serum> plan_ingredients(planning& p) {
  databases all(p);
  std::vector<known_serum> serums;
  for (const serum& said : p.said.serums) {
    known_serum known;
    known.said = &said;
    double listed = 0.0;
    for (const serum_ingredient& i : said.ingredients)
      listed += i.fraction ? i.fraction->value : 0.0;
    const double rest = std::max(0.0, 1.0 - listed);
    for (const serum_ingredient& i : said.ingredients) {
      known.substances.push_back(resolve(p, all, i, rest));
    }
    require_distinct(p, known);
    assume_ph(known);
    serums.push_back(std::move(known));
  }
  return serums;
}

}  // namespace percuta

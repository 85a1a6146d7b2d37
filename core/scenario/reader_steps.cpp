#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "scenario/rules.hpp"
#include "scenario/sections.hpp"

namespace percuta {

namespace {

const std::vector<std::pair<std::string, step_kind>> kinds = {{"needle", step_kind::needle},
                                                              {"apply", step_kind::apply},
                                                              {"remove", step_kind::remove},
                                                              {"cover", step_kind::cover},
                                                              {"uncover", step_kind::uncover}};

const std::string& word_of(step_kind kind) {
  return std::find_if(kinds.begin(), kinds.end(), [&](const auto& k) { return k.second == kind; })
      ->first;
}

// The keys of every step.
std::vector<key<step>> common_keys() {
  return {
      {"at", quantity(&step::at_s, "h", between("0 h", "3650 d")), R"("10 min")", "",
       "When, counted from the start of the protocol; steps stand in the order of time."},
      {"do", choice<step_kind>(&step::kind, kinds), R"("apply")", "",
       "What is done: needle the skin, apply the serum, remove what lies on the skin, cover it "
       "(occlusion), uncover it."},
  };
}

// The keys that only one kind of step has.
std::vector<key<step>> own_keys(step_kind kind) {
  switch (kind) {
    case step_kind::needle:
      return {
          {"device", text(&step::device), R"("roller_192")", "",
           "The needling device, a preset: needles, drum, insertion and residual depth."},
          {"needle_length", quantity(&step::needle_length_m, "mm", above("0 mm", "10 mm")),
           R"("0.5 mm")", "", "Length of the needles."},
          {"passes", integer(&step::passes, between("1", "1000")), "15", "",
           "How often the device goes over the same place."},
      };
    case step_kind::apply:
      return {
          {"product", choice<std::string>(&step::product, {{"serum", "serum"}}), R"("serum")",
           "serum", "What is applied: the serum, each in its own run where several are compared."},
          {"amount", quantity(&step::amount_kg_m2, "mg/cm^2", above("0 mg/cm^2", "1000 mg/cm^2")),
           R"("2 mg/cm^2")", "", "Amount of product per area of skin."},
      };
    case step_kind::remove:
      return {{"efficiency", fraction(&step::efficiency, above("0 %", "100 %")), R"("95 %")",
               "100 %", "Share of what lies on the skin that is removed."}};
    case step_kind::cover:
    case step_kind::uncover:
      return {};
  }
  return {};
}

section<step> keys_of(step_kind kind) {
  section<step> made{common_keys(), {}, {}, {}};
  for (key<step>& own : own_keys(kind))
    made.keys.push_back(std::move(own));
  return made;
}

bool has_key(const std::vector<key<step>>& keys, const std::string& name) {
  return std::any_of(keys.begin(), keys.end(), [&](const key<step>& k) { return k.name == name; });
}

// Keys of other kinds get an error of their own; returns the entries without them.
raw_value without_foreign_keys(const raw_value& entry, step_kind kind, reading& run) {
  raw_table kept;
  for (const raw_entry& written_key : std::get<raw_table>(entry.data)) {
    const auto owner = std::find_if(kinds.begin(), kinds.end(), [&](const auto& other) {
      return other.second != kind && has_key(own_keys(other.second), written_key.first);
    });
    if (owner == kinds.end())
      kept.push_back(written_key);
    else
      run.out.error(written_key.second.key_where,
                    fmt::format("'{}' does not belong to a step that does \"{}\"",
                                written_key.first, word_of(kind)),
                    fmt::format("it belongs to do = \"{}\"", owner->first));
  }
  return {std::move(kept), entry.where, entry.key_where};
}

step read_step(const raw_value& entry, const std::string& path, reading& run) {
  step read;
  read.at_s = std::numeric_limits<double>::quiet_NaN();
  read.where = entry.where;
  const auto* const entries = std::get_if<raw_table>(&entry.data);
  const raw_value* const written_kind = entries ? find(*entries, "do") : nullptr;
  const std::string word = written_kind ? text_of(*written_kind) : std::string();
  const auto known = std::find_if(kinds.begin(), kinds.end(),
                                  [&](const auto& kind) { return kind.first == word; });
  if (known != kinds.end()) {
    read_section(keys_of(known->second), without_foreign_keys(entry, known->second, run), path,
                 read, run);
    return read;
  }
  // What the step does is unknown: any step's key may stand here, and none but the common is
  // missing.
  section<step> any{common_keys(), {}, {}, {}};
  for (const auto& [name, kind] : kinds)
    for (key<step>& own : own_keys(kind)) {
      own.fallback = "unknown";
      any.keys.push_back(std::move(own));
    }
  read_section(any, entry, path, read, run);
  return read;
}

std::string hours(double seconds) {
  return format_quantity(seconds, "h");
}

location place_in(const raw_value& table, std::string_view key) {
  const auto* const entries = std::get_if<raw_table>(&table.data);
  const raw_value* const value = entries ? find(*entries, key) : nullptr;
  return value ? value->where : table.where;
}

void check_times(const scenario& s, const raw_array& written_steps, diagnostics& out) {
  for (std::size_t i = 0; i < s.steps.size(); ++i) {
    const double at = s.steps[i].at_s;
    const location where = place_in(written_steps[i], "at");
    if (i > 0 && at < s.steps[i - 1].at_s)
      out.error(where,
                fmt::format("this step is at {}, before the one above it at {}", hours(at),
                            hours(s.steps[i - 1].at_s)),
                "write the steps in the order of time");
    if (at >= s.simulation.duration_s)
      out.error(where,
                fmt::format("this step is at {}, but the simulation ends at {}", hours(at),
                            hours(s.simulation.duration_s)),
                "steps come before the end; make [simulation] duration longer");
  }
}

void check_covering(const scenario& s, diagnostics& out) {
  bool covered = false;
  for (const step& current : s.steps) {
    if (current.kind == step_kind::cover && covered)
      out.warning(current.where, "the skin is covered already; this step changes nothing");
    if (current.kind == step_kind::uncover && !covered)
      out.warning(current.where, "the skin is not covered; this step changes nothing");
    if (current.kind == step_kind::cover) covered = true;
    if (current.kind == step_kind::uncover) covered = false;
  }
}

}  // namespace

value_rule<scenario> steps_rule() {
  return special<scenario>(
      "array of tables", "",
      [](scenario& s, const raw_value& value, const key_place& place, reading& run) {
        if (const raw_array* const entries = read_array(value, place.in(run)))
          for (const raw_value& entry : *entries)
            s.steps.push_back(read_step(entry, place.path + "[]", run));
      },
      [](const std::string& path, std::vector<key_declaration>& list) {
        declare(section<step>{common_keys(), {}, {}, {}}, path + "[]", list);
        for (const auto& [word, kind] : kinds) {
          section<step> own{own_keys(kind), {}, {}, {}};
          for (key<step>& k : own.keys)
            k.doc = fmt::format("For do = \"{}\". {}", word, k.doc);
          declare(own, path + "[]", list);
        }
      });
}

void check_steps(const scenario& s, const raw_value& steps, diagnostics& out) {
  const auto* const written_steps = std::get_if<raw_array>(&steps.data);
  if (!written_steps) return;
  check_times(s, *written_steps, out);
  check_covering(s, out);

  // What a step does that could not be read counts as applying.
  const bool applies = std::any_of(s.steps.begin(), s.steps.end(), [](const step& current) {
    return current.kind == step_kind::apply;
  });
  if (!applies)
    out.error(steps.key_where, "no step applies the serum",
              "add a [[steps]] with do = \"apply\" and amount = \"2 mg/cm^2\"");

  if (!s.channels) return;
  for (const step& current : s.steps)
    if (current.kind == step_kind::needle)
      out.error(current.where, "a needle step and [channels] exclude each other",
                "[channels] describes channels outright, a needle step lets the device make them: "
                "keep one of the two");
}

}  // namespace percuta

#include "model_card.hpp"

#include "percuta/units.hpp"
#include "terminal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <cmath>
#include <limits>
#include <vector>

namespace percuta::cli {
namespace {

std::string in_own_unit(double value, const percuta_parameter& p) {
  const std::string_view unit = p.unit;
  return unit == "1" || unit.empty() ? fmt::format("{:.6g}", value) : format_quantity(value, unit);
}

std::string type_in_words(const percuta_parameter& p) {
  switch (p.type) {
    case PERCUTA_REAL: {
      const std::string_view unit = p.unit;
      if (unit == "1" || unit.empty()) return "number";
      const std::string_view dimension = name_of(parse_unit(unit).dim);
      return dimension.empty() ? fmt::format("quantity in {}", unit)
                               : fmt::format("{}, e.g. in {}", dimension, unit);
    }
    case PERCUTA_INTEGER:
      return "whole number";
    case PERCUTA_BOOLEAN:
      return "true or false";
    case PERCUTA_CHOICE:
      return fmt::format("one of \"{}\"", fmt::join(p.choices, p.choices + p.n_choices, "\", \""));
    case PERCUTA_PATH:
      return "file, relative to the scenario";
    case PERCUTA_TEXT:
      return "text";
  }
  return "";
}

std::string default_in_words(const percuta_parameter& p) {
  if (p.default_text == nullptr) return "none; it must be given";
  if (*p.default_text == '\0') return "none; it may be left out";
  return p.default_text;
}

}  // namespace

std::string kind_of(const percuta_model& model) {
  std::string_view id = model.interface_id;
  id.remove_prefix(std::min(id.size(), id.find('.') + 1));
  return std::string(id.substr(0, id.find('/')));
}

std::string_view evidence_in_words(percuta_evidence evidence) {
  switch (evidence) {
    case PERCUTA_READ:
      return "constants read in the source named above";
    case PERCUTA_COMPUTED:
      return "constants read in the source named above and checked against published results";
    case PERCUTA_SECONDARY:
      return "constants taken from a secondary source";
    case PERCUTA_COMMON_KNOWLEDGE:
      return "constants are common knowledge of the field; the original source was not seen";
    case PERCUTA_USER_INPUT:
      return "no constants of its own; it passes on what the user gives";
  }
  return "";
}

std::string bounds_of(const percuta_parameter& p) {
  if (p.type != PERCUTA_REAL && p.type != PERCUTA_INTEGER) return {};
  std::string low, high;
  // Bounds are inclusive; the smallest number above zero is how a table says "above zero".
  const bool above_zero = p.minimum > 0.0 && p.minimum <= std::numeric_limits<double>::min();
  if (above_zero)
    low = fmt::format("above {}", in_own_unit(0.0, p));
  else if (std::isfinite(p.minimum))
    low = fmt::format("at least {}", in_own_unit(p.minimum, p));
  if (std::isfinite(p.maximum)) high = fmt::format("at most {}", in_own_unit(p.maximum, p));
  return low + (low.empty() || high.empty() ? "" : ", ") + high;
}

std::string section_of(const percuta_model& model) {
  const std::string kind = kind_of(model);
  return kind == "geometry" ? "channels" : kind;
}

std::string path_of(const percuta_parameter& p, std::string_view section) {
  switch (p.scope) {
    case PERCUTA_SCOPE_LAYER:
      return fmt::format("{}.layers.NAME.{}", section, p.key);
    case PERCUTA_SCOPE_CHANNEL:
      return fmt::format("{}.channel.{}", section, p.key);
    case PERCUTA_SCOPE_FILM:
      return fmt::format("{}.film.{}", section, p.key);
    case PERCUTA_SCOPE_INGREDIENT:
      return fmt::format("{}.ingredients.NAME.{}", section, p.key);
    case PERCUTA_SCOPE_MODEL:
      break;
  }
  return fmt::format("{}.{}", section, p.key);
}

std::string describe(const percuta_parameter& p, std::string_view section) {
  std::string out = fmt::format("{}\n  {}\n  value    {}\n  default  {}\n", path_of(p, section),
                                p.doc, type_in_words(p), default_in_words(p));
  const std::string bounds = bounds_of(p);
  if (!bounds.empty()) out += fmt::format("  range    {}\n", bounds);
  return out;
}

std::string describe(const model_info& info) {
  const percuta_model& m = *info.model;
  std::string out =
      fmt::format("{} ({})\n  {}\n  source   {}\n  status   {}\n", m.id, kind_of(m), m.summary,
                  *m.citation == '\0' ? "none" : m.citation, evidence_in_words(m.evidence));
  if (*m.evidence_note != '\0') out += fmt::format("           {}\n", m.evidence_note);
  out += fmt::format("  plugin   {} {}, {}\n", info.plugin->id, info.plugin->version,
                     info.plugin->file.string());
  if (m.n_parameters == 0) return out + "\nIt has no parameters.\n";
  for (std::size_t i = 0; i < m.n_parameters; ++i) {
    out += fmt::format("\n{}", describe(*m.parameters[i], section_of(m)));
  }
  return out;
}

void report_refused(const std::filesystem::path& file, const std::string& reason) {
  message(fmt::format("not used: {}\n  {}", file.string(), reason));
}

std::string folders_of(const plugin_host& host) {
  std::string out;
  for (const std::filesystem::path& folder : host.folders()) {
    out += fmt::format("{}  {}", out.empty() ? "" : "\n", folder.string());
  }
  return out;
}

}  // namespace percuta::cli

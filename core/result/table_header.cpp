#include "result/table.hpp"
#include "result/text.hpp"
#include "result/units_shown.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <vector>

namespace percuta {
namespace {

void append(std::string& list, std::string_view separator, const std::string& item) {
  if (!list.empty()) list.append(separator);
  list.append(item);
}

std::string typeset_value(const computed_value& c) {
  return typeset(c.value, c.low ? &*c.low : nullptr, c.high ? &*c.high : nullptr, c.unit);
}

/// A layer's thickness as it was computed, with its range; nullptr when the user gave it.
const computed_value* computed_thickness(const plan& p, const planned_layer& layer) {
  const auto found = std::find_if(p.computed.begin(), p.computed.end(), [&](const auto& c) {
    return c.key == "thickness_" + layer.name;
  });
  return found == p.computed.end() ? nullptr : &*found;
}

std::string describe_skin(const plan& p) {
  std::string out;
  for (const planned_layer& layer : p.layers) {
    const computed_value* computed = computed_thickness(p, layer);
    append(out, ", ",
           fmt::format("{} {}", spoken(layer.name),
                       computed ? typeset_value(*computed)
                                : typeset(layer.thickness_m, nullptr, nullptr, "um")));
  }
  if (p.serums.empty()) return out;
  return out + (p.serums[0].base.bottom == bottom_boundary::sink ? "; a receptor below, as in vitro"
                                                                 : "; closed below, as in vivo");
}

/// Values of one ingredient or serum are called "NAME: value". Those of the skin and the treatment
/// are shown here, but for the layers' thicknesses, which stand beside the layers; those of the
/// ingredients fill pages and are left to JSON and provenance.
std::string describe_treatment(const plan& p) {
  std::string out;
  for (const computed_value& c : p.computed) {
    const bool of_layer =
        std::any_of(p.layers.begin(), p.layers.end(),
                    [&](const planned_layer& layer) { return c.key == "thickness_" + layer.name; });
    if (of_layer || c.name.find(": ") != std::string::npos) continue;
    append(out, "; ", fmt::format("{} {}", spoken(c.name), typeset_value(c)));
  }
  return out;
}

/// What was computed of a serum's film.
std::string describe_film(const plan& p, const std::string& serum) {
  const std::string start = serum + ": ";
  std::string out;
  for (const computed_value& c : p.computed) {
    if (c.name.rfind(start, 0) != 0) continue;
    append(out, "; ", fmt::format("{} {}", spoken(c.name.substr(start.size())), typeset_value(c)));
  }
  return out.empty() ? out : start + out;
}

/// First time at or after the barrier's last full opening when it has fallen to `share`; between
/// two known times it falls exponentially.
std::optional<double> time_of(const plan& p, double share) {
  const auto& open = p.barrier_openness;
  const auto& time_s = p.barrier_time_s;
  const auto last_peak = std::max_element(open.rbegin(), open.rend());
  const double sought = share * *last_peak;
  for (auto i = static_cast<std::size_t>(open.rend() - last_peak) - 1; i < open.size(); ++i) {
    if (open[i] > sought) continue;
    if (i == 0 || open[i] <= 0.0 || open[i] == open[i - 1]) return time_s[i];
    const double part = std::log(open[i - 1] / sought) / std::log(open[i - 1] / open[i]);
    return time_s[i - 1] + part * (time_s[i] - time_s[i - 1]);
  }
  return std::nullopt;
}

std::string describe_barrier(const plan& p) {
  const std::optional<double> half = time_of(p, 0.5), most = time_of(p, 0.05);
  if (!half) return "less than half recovered within the run";
  std::string out = fmt::format("half recovered by {} h", three_digits(hours(*half)));
  if (most) out += fmt::format(", 95 % by {} h", three_digits(hours(*most)));
  return out + " (water loss; the channels close to molecules on a clock of their own)";
}

/// Values above that have a range which the results do not vary.
std::string ranged_only(const plan& p) {
  std::string out;
  for (const computed_value& c : p.computed) {
    const bool varied = std::any_of(p.uncertain.begin(), p.uncertain.end(), [&](const auto& u) {
      return c.key == u.key || c.key.rfind(u.key + "_", 0) == 0;
    });
    if (!c.low || !c.high || varied || c.name.find(": ") != std::string::npos) continue;
    append(out, ", ", spoken(c.name));
  }
  return out;
}

std::string describe_ranges(const plan& p) {
  std::string out;
  for (const uncertain_input& u : p.uncertain) {
    append(out, "; ", fmt::format("{} {}", u.name, typeset(u.mode, &u.low, &u.high, u.unit)));
  }
  out = "results in brackets are the lowest and highest over every combination of " + out;
  const std::string fixed = ranged_only(p);
  return fixed.empty() ? out : out + ". Shown with a range above but not varied: " + fixed;
}

}  // namespace

void write_header(page& out, const result& r) {
  const plan& p = r.made_from;
  const std::string title = p.title.empty() ? "Percuta" : p.title;
  for (const std::string& piece : wrap(title, out.width()))
    out.line(out.bold(piece));
  std::string rule;
  for (std::size_t i = 0; i < out.width(); ++i)
    rule += "─";
  out.line(out.faint(rule));
  out.labelled("Skin", describe_skin(p));
  out.labelled("Target",
               fmt::format("{}, from {} h to {} h", spoken(p.layers.at(p.target).name),
                           three_digits(hours(p.window_s[0])), three_digits(hours(p.window_s[1]))));
  const std::string treatment = describe_treatment(p);
  if (!treatment.empty()) out.labelled("Computed", treatment);
  bool first = true;
  for (const planned_serum& s : p.serums) {
    const std::string film = describe_film(p, s.name);
    if (film.empty()) continue;
    out.labelled(first ? "Films" : "", film);
    first = false;
  }
  if (!p.barrier_openness.empty()) out.labelled("Barrier", describe_barrier(p));
  const bool ranged = std::any_of(p.serums.begin(), p.serums.end(),
                                  [](const planned_serum& s) { return !s.corners.empty(); });
  if (ranged) out.labelled("Ranges", describe_ranges(p));
}

void write_warnings(page& out, const result& r) {
  // In order of first appearance; a text that several ingredients share is given once.
  std::vector<std::pair<std::string, std::vector<std::string>>> warnings;
  const auto note = [&](const std::string& text, const std::string& whose) {
    auto same = std::find_if(warnings.begin(), warnings.end(),
                             [&](const auto& w) { return w.first == text; });
    if (same == warnings.end()) same = warnings.insert(same, {text, {}});
    auto& names = same->second;
    if (!whose.empty() && std::find(names.begin(), names.end(), whose) == names.end()) {
      names.push_back(whose);
    }
  };
  for (const std::string& text : r.made_from.warnings)
    note(text, {});
  for (const run_result& run : r.runs) {
    for (const std::string& text : run.warnings)
      note(text, run.ingredient);
  }
  if (warnings.empty()) return;
  out.line();
  out.line(out.yellow("Please note"));
  for (const auto& [text, names] : warnings) {
    std::string whose;
    for (const std::string& name : names)
      append(whose, ", ", name);
    out.bullet(whose.empty() ? text : whose + ": " + text);
  }
}

}  // namespace percuta

#include "result/table.hpp"

#include "result/text.hpp"
#include "result/units_shown.hpp"
#include "result/verdict.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <optional>
#include <vector>

namespace percuta {
namespace {

constexpr std::size_t narrowest_page = 60;
constexpr std::size_t indent = 2;
constexpr std::size_t gap = 2;  // columns between two serums
constexpr std::size_t narrowest_cell = 18;

/// A line of the block: a heading when it has no cells.
struct row {
  std::string label;
  std::vector<std::string> cells;
};

std::string cell(const estimate& e, double factor) {
  std::string out = three_digits(e.value * factor);
  if (!e.low || !e.high) return out;
  const std::string low = three_digits(*e.low * factor), high = three_digits(*e.high * factor);
  return low == high ? out : fmt::format("{} ({}–{})", out, low, high);
}

row make_row(std::string label, const ingredient_runs& group, estimate run_result::*member,
             double factor) {
  row made{"  " + std::move(label), {}};
  for (const run_result* r : group.runs)
    made.cells.push_back(cell(r->*member, factor));
  return made;
}

/// Needled over intact; marked where the lag of intact skin is too long for the ratio.
row make_ratio_row(std::string label, const ingredient_runs& group,
                   std::optional<estimate> run_result::*member, bool run_result::*long_lag) {
  row made{"  " + std::move(label), {}};
  for (const run_result* r : group.runs) {
    const std::optional<estimate>& e = r->*member;
    made.cells.push_back(!e ? "not given" : cell(*e, 1.0) + (r->*long_lag ? " *" : ""));
  }
  return made;
}

/// The whole dose and, where the window ends before the last application, what came before.
void add_doses(std::vector<row>& rows, const ingredient_runs& group, const plan& p) {
  row dose{"dose applied, µg/cm²", {}};
  row before{fmt::format("  of it before {} h", three_digits(hours(p.window_s[1]))), {}};
  bool differs = false;
  for (const run_result* run : group.runs) {
    dose.cells.push_back(three_digits(run->dose_kg_m2 * to_ug_per_cm2));
    before.cells.push_back(three_digits(run->dose_in_window_kg_m2 * to_ug_per_cm2));
    differs = differs || dose.cells.back() != before.cells.back();
  }
  rows.push_back(std::move(dose));
  if (differs) rows.push_back(std::move(before));
}

std::vector<row> rows_of(const ingredient_runs& group, const result& r) {
  const plan& p = r.made_from;
  const std::string target = spoken(p.layers.at(p.target).name);
  const std::string first = spoken(p.layers.front().name);
  const auto hour = [](double s) { return three_digits(hours(s)); };
  std::vector<row> rows;
  const auto add = [&](const std::string& label, estimate run_result::*member, double factor) {
    rows.push_back(make_row(label, group, member, factor));
  };

  add_doses(rows, group, p);
  rows.push_back({fmt::format("in the {} as a whole, {} h to {} h", target, hour(p.window_s[0]),
                              hour(p.window_s[1])),
                  {}});
  add("highest concentration, µg/cm³", &run_result::target_peak_kg_m3, to_ug_per_cm3);
  add("  unbound, in its water, µg/cm³", &run_result::target_peak_unbound_kg_m3, to_ug_per_cm3);
  add("  reached at, h of the protocol", &run_result::target_peak_at_s, hours(1.0));
  add("average concentration, µg/cm³", &run_result::target_mean_kg_m3, to_ug_per_cm3);
  add("  unbound, in its water, µg/cm³", &run_result::target_mean_unbound_kg_m3, to_ug_per_cm3);
  add("amount that entered, µg/cm²", &run_result::target_entered_kg_m2, to_ug_per_cm2);

  rows.push_back({fmt::format("where the dose is after {} h", hour(r.time_s.back())), {}});
  add("left on the surface, %", &run_result::on_surface, to_percent);
  add("  of which undissolved, %", &run_result::undissolved, to_percent);
  add("evaporated, %", &run_result::evaporated, to_percent);
  add("removed, %", &run_result::removed, to_percent);
  add(fmt::format("held in the {}, %", first), &run_result::in_first_layer, to_percent);
  add("delivered below it, %", &run_result::delivered, to_percent);
  add("  of which cleared by capillaries, %", &run_result::cleared, to_percent);
  if (!p.serums.empty() && p.serums[0].base.bottom == bottom_boundary::sink) {
    add("  of which in the receptor, %", &run_result::receptor, to_percent);
  }
  const bool needled = std::any_of(p.serums.begin(), p.serums.end(),
                                   [](const planned_serum& s) { return !s.base.channels.empty(); });
  rows.push_back({fmt::format("on the way there, up to {} h", hour(r.time_s.back())), {}});
  add("undissolved at most, %", &run_result::undissolved_most, to_percent);
  if (needled) add("entered through channels, %", &run_result::via_channels, to_percent);

  const bool compared = std::any_of(p.serums.begin(), p.serums.end(),
                                    [](const planned_serum& s) { return !s.intact.empty(); });
  if (compared) {
    rows.push_back({"times as much as without needling", {}});
    rows.push_back(make_ratio_row("delivered", group, &run_result::delivered_ratio,
                                  &run_result::long_lag_in_run));
    rows.push_back(make_ratio_row("highest concentration", group, &run_result::peak_ratio,
                                  &run_result::long_lag_in_window));
    rows.push_back(make_ratio_row("average concentration", group, &run_result::mean_ratio,
                                  &run_result::long_lag_in_window));
  }
  return rows;
}

/// Serums from .. to - 1 of a group, side by side.
struct columns_shown {
  std::size_t from, to;
  std::size_t label_width;
  const std::vector<std::size_t>& widths;
};

/// The names of the serums, wrapped into their columns.
void write_names(page& out, const ingredient_runs& group, const columns_shown& shown) {
  // A serum that has the page to itself may spread its name over what is left of the line.
  const bool alone = shown.to == shown.from + 1;
  const std::size_t taken = indent + shown.label_width + gap;
  const std::size_t left = out.width() > taken ? out.width() - taken : 0;
  std::vector<std::vector<std::string>> names;
  std::size_t lines = 0;
  for (std::size_t i = shown.from; i < shown.to; ++i) {
    const std::size_t room = alone ? std::max(shown.widths[i], left) : shown.widths[i];
    names.push_back(wrap(group.runs[i]->serum, room));
    lines = std::max(lines, names.back().size());
  }
  for (std::size_t n = 0; n < lines; ++n) {
    std::string line(indent + shown.label_width, ' ');
    for (std::size_t i = shown.from; i < shown.to; ++i) {
      const std::vector<std::string>& name = names[i - shown.from];
      line.append(gap, ' ').append(padded(n < name.size() ? name[n] : "", shown.widths[i]));
    }
    out.line(out.bold(line.substr(0, line.find_last_not_of(' ') + 1)));
  }
}

void write_row(page& out, const row& r, const columns_shown& shown) {
  std::string line(indent, ' ');
  if (r.cells.empty()) {
    out.line(out.faint(line.append(r.label)));
    return;
  }
  line.append(padded(r.label, shown.label_width));
  for (std::size_t i = shown.from; i < shown.to; ++i) {
    line.append(gap, ' ').append(padded(r.cells[i], shown.widths[i]));
  }
  out.line(line.substr(0, line.find_last_not_of(' ') + 1));
}

/// As many serums side by side as the page takes; the others follow in blocks below.
void write_block(page& out, const ingredient_runs& group, const std::vector<row>& rows) {
  std::size_t label_width = 0;
  std::vector<std::size_t> widths(group.runs.size(), narrowest_cell);
  for (const row& r : rows) {
    if (r.cells.empty()) continue;
    label_width = std::max(label_width, columns(r.label));
    for (std::size_t i = 0; i < widths.size(); ++i)
      widths[i] = std::max(widths[i], columns(r.cells[i]));
  }
  for (std::size_t from = 0; from < widths.size();) {
    std::size_t to = from, taken = indent + label_width;
    do {
      taken += gap + widths[to++];
    } while (to < widths.size() && taken + gap + widths[to] <= out.width());
    const columns_shown shown{from, to, label_width, widths};
    write_names(out, group, shown);
    for (const row& r : rows)
      write_row(out, r, shown);
    if (to < widths.size()) out.line();
    from = to;
  }
}

}  // namespace

void write_ingredients(page& out, const result& r) {
  const std::vector<ingredient_runs> groups = by_ingredient(r);
  for (const ingredient_runs& group : groups) {
    out.line();
    out.line(out.bold(group.ingredient));
    write_block(out, group, rows_of(group, r));
    for (const std::string& sentence : verdict(group))
      out.bullet(sentence);
  }
  if (groups.size() > 1) {
    out.line();
    for (const std::string& line : wrap(
             "Different ingredients stand side by side and are not ranked against each other: more "
             "of one is not better than less of another.",
             out.width())) {
      out.line(line);
    }
  }
}

std::string render_table(const result& r, int width, bool colour) {
  page out(std::max(narrowest_page, static_cast<std::size_t>(std::max(width, 0))), colour);
  write_header(out, r);
  write_ingredients(out, r);
  write_warnings(out, r);
  return out.text();
}

}  // namespace percuta

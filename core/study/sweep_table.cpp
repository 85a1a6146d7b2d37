#include "percuta/sweep.hpp"
#include "result/table.hpp"
#include "result/text.hpp"
#include "result/units_shown.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace percuta {
namespace {

constexpr std::size_t depth_column = 9, density_column = 10, value_column = 11;

std::string right_aligned(std::string_view text, std::size_t width) {
  const std::size_t taken = columns(text);
  return std::string(taken < width ? width - taken : 0, ' ').append(text);
}

/// One ingredient of one serum: rows of the table by depth and density, values by resolution.
using block = std::map<std::pair<double, double>, std::map<resolution, const sweep_row*>>;

std::vector<resolution> resolutions_of(const sweep_result& r) {
  std::vector<resolution> list;
  for (const sweep_point& p : r.points) {
    if (std::find(list.begin(), list.end(), p.space) == list.end()) list.push_back(p.space);
  }
  return list;
}

/// The reasons of failures, each once, and its number.
class notes {
public:
  std::size_t number_of(const std::string& reason) {
    const auto found = std::find(reasons_.begin(), reasons_.end(), reason);
    if (found == reasons_.end()) {
      reasons_.push_back(reason);
      return reasons_.size();
    }
    return static_cast<std::size_t>(found - reasons_.begin()) + 1;
  }
  const std::vector<std::string>& reasons() const { return reasons_; }

private:
  std::vector<std::string> reasons_;
};

using shown_value = double (*)(const sweep_row&, const sweep_point&);
struct quantity {
  const char* name;
  shown_value value;
};
constexpr quantity quantities[] = {
    {"delivered, %",
     [](const sweep_row& row, const sweep_point&) { return row.delivered * to_percent; }},
    {"highest, µg/cm³",
     [](const sweep_row& row, const sweep_point&) { return row.peak_kg_m3 * to_ug_per_cm3; }},
    {"one solve, ms", [](const sweep_row&, const sweep_point& p) { return p.solve_s * 1e3; }}};

/// Width of each column of a quantity, so that its name fits over all of them.
std::size_t width_of(const quantity& q, std::size_t resolutions) {
  constexpr std::size_t gap = 4;
  return std::max(value_column, (columns(q.name) + gap + resolutions - 1) / resolutions);
}

void write_block(page& out, const sweep_result& r, const block& rows,
                 const std::vector<resolution>& spaces, notes& failures) {
  std::string over =
      right_aligned("depth", depth_column) + right_aligned("channels", density_column);
  std::string under = right_aligned("µm", depth_column) + right_aligned("/cm²", density_column);
  for (const quantity& q : quantities) {
    over += right_aligned(q.name, width_of(q, spaces.size()) * spaces.size());
    for (const resolution space : spaces)
      under += right_aligned(spoken(name_of(space)), width_of(q, spaces.size()));
  }
  out.line(over);
  out.line(under);
  double depth_above = rows.begin()->first.first;
  for (const auto& [at, by_space] : rows) {
    if (at.first != depth_above) out.line();
    depth_above = at.first;
    std::string line = right_aligned(three_digits(at.first * to_um), depth_column) +
                       right_aligned(three_digits(in_unit(at.second, "/cm^2")), density_column);
    for (const quantity& q : quantities) {
      const std::size_t width = width_of(q, spaces.size());
      for (const resolution space : spaces) {
        const auto found = by_space.find(space);
        if (found == by_space.end()) {
          line += std::string(width, ' ');
          continue;
        }
        const sweep_point& p = r.points.at(found->second->point);
        line +=
            right_aligned(p.failure.empty() ? three_digits(q.value(*found->second, p))
                                            : fmt::format("[{}]", failures.number_of(p.failure)),
                          width);
      }
    }
    out.line(line);
  }
}

}  // namespace

std::string sweep_table(const sweep_result& r, int width) {
  const plan& p = r.made_from;
  page out(static_cast<std::size_t>(std::max(width, 40)), false);
  out.line(p.title);
  out.line();
  out.labelled("Delivered", fmt::format("below the {} by {}, of the dose",
                                        spoken(p.layers.front().name), time_text(r.at_s)));
  out.labelled(
      "Highest",
      fmt::format("concentration in the {}, {} h to {} h", spoken(p.layers.at(p.target).name),
                  three_digits(hours(p.window_s[0])), three_digits(hours(p.window_s[1]))));
  out.labelled("One solve", "of all ingredients of the serum, on one thread");
  const std::vector<resolution> spaces = resolutions_of(r);
  std::map<std::pair<std::size_t, std::size_t>, block> blocks;  // by serum and ingredient
  for (const sweep_row& row : r.rows) {
    const sweep_point& at = r.points.at(row.point);
    blocks[{at.serum, row.ingredient}][{at.depth_m, at.density_1_m2}][at.space] = &row;
  }
  notes failures;
  for (const auto& [which, rows] : blocks) {
    const planned_serum& serum = p.serums.at(which.first);
    out.line();
    out.line(fmt::format("{} from {}", serum.ingredients.at(which.second).name, serum.name));
    write_block(out, r, rows, spaces, failures);
  }
  if (!failures.reasons().empty()) out.line();
  for (std::size_t i = 0; i < failures.reasons().size(); ++i)
    out.labelled(fmt::format("[{}]", i + 1), failures.reasons()[i]);
  return out.text();
}

}  // namespace percuta

#include "percuta/sweep.hpp"
#include "picture/axis.hpp"
#include "picture/colours.hpp"
#include "picture/svg.hpp"
#include "result/text.hpp"
#include "result/units_shown.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>
#include <vector>

namespace percuta {
namespace {

constexpr double left = 62.0, top = 128.0, chart_width = 264.0, chart_height = 186.0;
constexpr double column_gap = 66.0, row_gap = 96.0, bottom = 66.0;

struct dot {
  double density = 0.0, y = 0.0;  ///< per cm², and as shown; NaN where the point failed
};

struct curve {
  double depth_m = 0.0;
  resolution space = resolution::layered;
  std::vector<dot> dots;
};

enum class quantity { delivered, peak, cost };

double shown(quantity q, const sweep_row& row, const sweep_point& p) {
  if (!p.failure.empty()) return std::nan("");
  if (q == quantity::delivered) return row.delivered * to_percent;
  return q == quantity::peak ? row.peak_kg_m3 * to_ug_per_cm3 : p.solve_s * 1e3;
}

std::vector<curve> curves_of(const sweep_result& r, std::size_t serum, std::size_t ingredient,
                             quantity q) {
  std::vector<curve> list;
  for (const sweep_row& row : r.rows) {
    const sweep_point& p = r.points.at(row.point);
    if (p.serum != serum || row.ingredient != ingredient) continue;
    auto found = std::find_if(list.begin(), list.end(), [&](const curve& c) {
      return c.depth_m == p.depth_m && c.space == p.space;
    });
    if (found == list.end()) found = list.insert(list.end(), {p.depth_m, p.space, {}});
    found->dots.push_back({in_unit(p.density_1_m2, "/cm^2"), shown(q, row, p)});
  }
  for (curve& c : list) {
    std::sort(c.dots.begin(), c.dots.end(),
              [](const dot& a, const dot& b) { return a.density < b.density; });
  }
  return list;
}

/// What colours and line styles stand for.
struct legend {
  std::vector<double> depth_m;
  std::vector<resolution> space;

  explicit legend(const sweep_result& r) {
    for (const sweep_point& p : r.points) {
      if (std::find(space.begin(), space.end(), p.space) == space.end()) space.push_back(p.space);
      depth_m.push_back(p.depth_m);
    }
    std::sort(depth_m.begin(), depth_m.end());
    depth_m.erase(std::unique(depth_m.begin(), depth_m.end()), depth_m.end());
  }

  std::string colour(double depth) const {
    constexpr double darkest = 0.1, lightest = 0.82;  // both are read on white
    if (depth_m.size() < 2) return viridis(0.3);
    const auto rank = std::lower_bound(depth_m.begin(), depth_m.end(), depth) - depth_m.begin();
    return viridis(darkest + (lightest - darkest) * static_cast<double>(rank) /
                                 static_cast<double>(depth_m.size() - 1));
  }

  static const char* dashes(resolution space) {
    if (space == resolution::layered) return "none";
    return space == resolution::unit_cell ? "7 4" : "2 3";
  }
};

axis densities(const sweep_result& r, double x) {
  axis a{HUGE_VAL, 0.0, x, x + chart_width, true};
  for (const sweep_point& p : r.points) {
    const double density = in_unit(p.density_1_m2, "/cm^2");
    a.low = std::min(a.low, density);
    a.high = std::max(a.high, density);
  }
  constexpr double margin = 1.25;
  a.low /= margin;
  a.high *= margin;
  return a;
}

axis values(const std::vector<curve>& curves, quantity q, double y) {
  axis a{HUGE_VAL, 0.0, y + chart_height, y, q == quantity::cost};
  for (const curve& c : curves) {
    for (const dot& d : c.dots) {
      if (!std::isfinite(d.y)) continue;
      a.low = std::min(a.low, d.y);
      a.high = std::max(a.high, d.y);
    }
  }
  constexpr double widest_linear = 10.0;
  if (q == quantity::peak && a.low > 0.0) a.logarithmic = a.high > widest_linear * a.low;
  if (!(a.high > 0.0)) return {a.logarithmic ? 0.1 : 0.0, 1.0, a.from, a.to, a.logarithmic};
  if (a.logarithmic) {
    constexpr double margin = 1.6;
    a.low /= margin;
    a.high *= margin;
  } else {
    constexpr double headroom = 1.06;
    a.low = 0.0;
    a.high *= headroom;
  }
  return a;
}

/// The densities that were swept, without those whose labels would touch.
std::vector<double> density_ticks(const sweep_result& r, const axis& x) {
  constexpr double apart = 26.0;
  std::vector<double> all, kept;
  for (const sweep_point& p : r.points)
    all.push_back(in_unit(p.density_1_m2, "/cm^2"));
  std::sort(all.begin(), all.end());
  for (const double density : all) {
    if (kept.empty() || x.at(density) - x.at(kept.back()) >= apart) kept.push_back(density);
  }
  return kept;
}

void draw_mark(svg& out, double x, double y, resolution space, const std::string& colour) {
  out.circle(x, y, 2.8,
             fmt::format("fill=\"{}\" stroke=\"{}\" stroke-width=\"1.4\"",
                         space == resolution::layered ? colour : "#fff", colour));
}

void draw_curve(svg& out, const legend& key, const curve& c, const axis& x, const axis& y) {
  const std::string colour = key.colour(c.depth_m);
  std::string data;
  bool joined = false;
  for (const dot& d : c.dots) {
    const bool there = std::isfinite(d.y) && (!y.logarithmic || d.y > 0.0);
    if (there)
      fmt::format_to(std::back_inserter(data), "{}{} {}", joined ? "L" : "M", px(x.at(d.density)),
                     px(y.at(d.y)));
    joined = there;
  }
  if (data.empty()) return;
  out.path(data, fmt::format("fill=\"none\" stroke=\"{}\" stroke-width=\"1.8\" "
                             "stroke-dasharray=\"{}\" stroke-linejoin=\"round\"",
                             colour, legend::dashes(c.space)));
  for (const dot& d : c.dots) {
    if (std::isfinite(d.y)) draw_mark(out, x.at(d.density), y.at(d.y), c.space, colour);
  }
}

void draw_chart(svg& out, const sweep_result& r, const legend& key,
                const std::vector<curve>& curves, quantity q, const std::string& caption, double x0,
                double y0) {
  const axis x = densities(r, x0), y = values(curves, q, y0);
  out.text(x0, y0 - 10, caption, "font-size=\"12\" fill=\"#444\"");
  for (const double tick : y.ticks(6)) {
    out.line(x0, y.at(tick), x0 + chart_width, y.at(tick), "stroke=\"#e4e4e4\"");
    out.text(x0 - 7, y.at(tick) + 4, tick_text(tick), "text-anchor=\"end\" font-size=\"11\"");
  }
  for (const double tick : density_ticks(r, x)) {
    out.line(x.at(tick), y0 + chart_height, x.at(tick), y0 + chart_height + 4, "stroke=\"#333\"");
    out.text(x.at(tick), y0 + chart_height + 17, tick_text(tick),
             "text-anchor=\"middle\" font-size=\"11\"");
  }
  for (const curve& c : curves)
    draw_curve(out, key, c, x, y);
  out.path(fmt::format("M{} {}V{}H{}", px(x0), px(y0), px(y0 + chart_height), px(x0 + chart_width)),
           "fill=\"none\" stroke=\"#333\"");
  out.text(x0 + 0.5 * chart_width, y0 + chart_height + 35, "channels per cm²",
           "text-anchor=\"middle\" font-size=\"11\" fill=\"#444\"");
}

void draw_legend(svg& out, const legend& key, double y) {
  constexpr double sample = 30.0, gap = 24.0;
  double x = left;
  const auto entry = [&](const std::string& name, const std::string& colour, const char* dashes) {
    out.line(
        x, y - 4, x + sample, y - 4,
        fmt::format("stroke=\"{}\" stroke-width=\"1.8\" stroke-dasharray=\"{}\"", colour, dashes));
    out.text(x + sample + 7, y, name, "font-size=\"12\"");
    x += sample + 7 + text_width(name, 12.0) + gap;
  };
  for (const double depth : key.depth_m)
    entry(three_digits(depth * to_um) + " µm deep", key.colour(depth), "none");
  for (const resolution space : key.space) {
    const double middle = x + 0.5 * sample;
    entry(spoken(name_of(space)), "#444", legend::dashes(space));
    draw_mark(out, middle, y - 4, space, "#444");
  }
}

}  // namespace

std::string sweep_svg(const sweep_result& r) {
  const plan& p = r.made_from;
  const legend key(r);
  std::vector<std::pair<std::size_t, std::size_t>> runs;  // serum and ingredient
  for (const sweep_row& row : r.rows) {
    const std::pair run(r.points.at(row.point).serum, row.ingredient);
    if (runs.empty() || runs.back() != run) runs.push_back(run);
  }
  const double step_x = chart_width + column_gap, step_y = chart_height + row_gap;
  const double room = 3.0 * step_x - column_gap;
  svg out(left + room + 24.0, top + step_y * static_cast<double>(runs.size()) - row_gap + bottom);
  const auto heading = [&](double y, const std::string& text, double size) {
    out.text(
        left, y, text,
        fmt::format("font-size=\"{}\" font-weight=\"bold\"", px(fitting_size(text, size, room))));
  };
  heading(32, p.title, 18.0);
  draw_legend(out, key, 60);
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const std::size_t serum = runs[i].first, ingredient = runs[i].second;
    const double y = top + step_y * static_cast<double>(i);
    const planned_serum& of = p.serums.at(serum);
    heading(y - 30, fmt::format("{} from {}", of.ingredients.at(ingredient).name, of.name), 13.0);
    const auto chart = [&](quantity q, int column, const std::string& caption) {
      draw_chart(out, r, key, curves_of(r, serum, ingredient, q), q, caption,
                 left + column * step_x, y);
    };
    chart(quantity::delivered, 0, fmt::format("delivered by {}, % of the dose", time_text(r.at_s)));
    chart(quantity::peak, 1,
          fmt::format("highest in the {}, µg/cm³", spoken(p.layers.at(p.target).name)));
    if (ingredient == 0) chart(quantity::cost, 2, "one solve of the serum, one thread, ms");
  }
  if (r.any_failed()) {
    out.text(left, top + step_y * static_cast<double>(runs.size()) - row_gap + bottom - 12,
             "Points that could not be solved are left out.", "font-size=\"11\" fill=\"#666\"");
  }
  return out.finish(p.title + ": channel densities");
}

}  // namespace percuta

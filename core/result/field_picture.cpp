#include "result/field_picture.hpp"

#include "picture/colour_bar.hpp"
#include "picture/colours.hpp"
#include "picture/raster_paths.hpp"
#include "picture/svg.hpp"
#include "result/field_raster.hpp"
#include "result/field_view.hpp"
#include "result/text.hpp"
#include "result/units_shown.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

constexpr double left = 74.0, top = 102.0, panel_gap = 26.0, row_gap = 40.0, below_panels = 52.0;
constexpr double note_leading = 15.0;
constexpr int colours = 160;
constexpr std::size_t largest_file = 900'000;  // bytes

/// Everything that drawing needs.
struct picture {
  const run_result& run;
  const std::vector<planned_layer>& layers;
  const std::vector<double>& time_s;
  field_view view;
  std::vector<double> content;  ///< below the first layer, at all times
  std::vector<std::size_t> times;
  panel_layout panel;
  double right = 0.0;  ///< margin for the layers' names

  double scale() const { return panel.height / view.depth_m; }  ///< px per metre
  double panels_width() const {
    return panel.columns * 2.0 * panel.half_width + (panel.columns - 1) * panel_gap;
  }
  double width() const { return std::max(left + panels_width() + right, 660.0); }
  double middle_x(std::size_t k) const {
    const auto column = static_cast<double>(k % static_cast<std::size_t>(panel.columns));
    return left + panel.half_width + column * (2.0 * panel.half_width + panel_gap);
  }
  double top_y(std::size_t k) const {
    const auto row = static_cast<double>(k / static_cast<std::size_t>(panel.columns));
    return top + row * (panel.height + row_gap);
  }
  bool first_in_row(std::size_t k) const {
    return k % static_cast<std::size_t>(panel.columns) == 0;
  }
  bool last_in_row(std::size_t k) const { return first_in_row(k + 1) || k + 1 == times.size(); }
  /// No panel stands below.
  bool last_in_column(std::size_t k) const {
    return k + static_cast<std::size_t>(panel.columns) >= times.size();
  }
  double bottom_y() const { return top_y(times.empty() ? 0 : times.size() - 1) + panel.height; }
};

/// A line that is seen on every colour.
void draw_over_colours(svg& out, const std::string& data, double width) {
  out.path(data, fmt::format("fill=\"none\" stroke=\"#000\" stroke-opacity=\"0.45\" "
                             "stroke-width=\"{}\" stroke-linejoin=\"round\"",
                             px(width + 1.6)));
  out.path(data, fmt::format("fill=\"none\" stroke=\"#fff\" stroke-width=\"{}\" "
                             "stroke-linejoin=\"round\"",
                             px(width)));
}

/// Radius of the channel at a depth, 0 below its tip.
double channel_radius_m(const resolved_cell& cell, double depth_m) {
  const auto& z = cell.channel_depth_m;
  const auto& a = cell.channel_radius_m;
  for (std::size_t i = 1; i < z.size(); ++i) {
    if (depth_m <= z[i])
      return a[i - 1] + (a[i] - a[i - 1]) * (depth_m - z[i - 1]) / (z[i] - z[i - 1]);
  }
  return 0.0;
}

void draw_layers(svg& out, const picture& p, std::size_t k) {
  const double x = p.middle_x(k), y = p.top_y(k), half = p.panel.half_width;
  double depth = 0.0;
  std::string data;
  for (const planned_layer& layer : p.layers) {
    depth += layer.thickness_m;
    if (depth >= p.view.depth_m * (1.0 - 1e-9)) break;
    const double at = y + depth * p.scale();
    const double wall = channel_radius_m(*p.run.cell, depth) * p.scale();
    data += fmt::format("M{0} {1}H{2}M{3} {1}H{4}", px(x - half), px(at), px(x - wall),
                        px(x + wall), px(x + half));
  }
  if (!data.empty()) draw_over_colours(out, data, 0.8);
}

void draw_channel(svg& out, const picture& p, std::size_t k) {
  const resolved_cell& cell = *p.run.cell;
  std::string down, up;
  for (std::size_t i = 0; i < cell.channel_depth_m.size(); ++i) {
    const double y = p.top_y(k) + std::min(cell.channel_depth_m[i] * p.scale(), p.panel.height);
    const double a = std::min(cell.channel_radius_m[i] * p.scale(), p.panel.half_width);
    down += fmt::format("{}{} {}", i == 0 ? "M" : "L", px(p.middle_x(k) - a), px(y));
    up = fmt::format("L{} {}", px(p.middle_x(k) + a), px(y)) + up;
  }
  if (!down.empty()) draw_over_colours(out, down + up, 1.4);
}

/// Names of the layers beside the last panel of a row, moved apart where layers are thin.
void name_layers(svg& out, const picture& p, std::size_t k) {
  constexpr double leading = 15.0, away = 16.0;
  const double x = p.middle_x(k) + p.panel.half_width, y = p.top_y(k);
  double upper = 0.0, free = y;
  for (const planned_layer& layer : p.layers) {
    if (upper >= p.view.depth_m * (1.0 - 1e-9)) break;
    const double lower = std::min(upper + layer.thickness_m, p.view.depth_m);
    const double middle = y + 0.5 * (upper + lower) * p.scale();
    const double at = std::max(middle, free);
    out.path(fmt::format("M{} {}L{} {}", px(x + 3), px(middle), px(x + away - 3), px(at)),
             "fill=\"none\" stroke=\"#999\" stroke-width=\"0.8\"");
    out.text(x + away, at + 4.0, spoken(layer.name), "font-size=\"12\"");
    free = at + leading;
    upper = lower;
  }
}

void draw_axes(svg& out, const picture& p, std::size_t k) {
  const double x = p.middle_x(k), y = p.top_y(k), half = p.panel.half_width;
  const double height = p.panel.height;
  out.rect(x - half, y, 2.0 * half, height, "fill=\"none\" stroke=\"#333\" stroke-width=\"1\"");
  const axis down{0.0, p.view.depth_m * to_um, y, y + height, false};
  for (const double tick : down.ticks(std::max(2, static_cast<int>(height / 44.0)))) {
    const double at = down.at(tick);
    out.line(x - half - 4, at, x - half, at, "stroke=\"#333\"");
    if (p.first_in_row(k))
      out.text(x - half - 7, at + 4, tick_text(tick), "text-anchor=\"end\" font-size=\"11\"");
  }
  const double reach = p.view.half_width_m * to_um;
  const axis across{-reach, reach, x - half, x + half, false};
  for (const double tick : across.ticks(std::max(4, static_cast<int>(half / 24.0)))) {
    const double at = across.at(tick);
    out.line(at, y + height, at, y + height + 4, "stroke=\"#333\"");
    if (p.last_in_column(k))
      out.text(at, y + height + 16, tick_text(std::abs(tick)),
               "text-anchor=\"middle\" font-size=\"11\"");
  }
}

void draw_panel(svg& out, const picture& p, std::size_t k, const field_raster& raster,
                const std::vector<int>& numbers, const std::vector<std::string>& palette) {
  const double x = p.middle_x(k), y = p.top_y(k), half = p.panel.half_width;
  out.text(x, y - 8, time_text(p.time_s[p.times[k]]),
           "text-anchor=\"middle\" font-size=\"13\" font-weight=\"bold\"");
  out.rect(x - half, y, 2.0 * half, p.panel.height, "fill=\"#eee\"");
  const std::string id = fmt::format("half{}", k + 1);
  const std::string fit =
      fmt::format("{:.6g} {:.6g}", half / raster.columns(), p.panel.height / raster.rows());
  out.open_group(
      fmt::format("transform=\"translate({} {}) scale({})\" "
                  "shape-rendering=\"crispEdges\"",
                  px(x), px(y), fit));
  out.open_group(fmt::format("id=\"{}\"", id));
  out.raw(raster_paths(numbers, raster.columns(), palette));
  out.close_group();
  out.use(id, "transform=\"scale(-1 1)\"");
  out.close_group();
  draw_layers(out, p, k);
  draw_channel(out, p, k);
  draw_axes(out, p, k);
  if (p.last_in_row(k)) name_layers(out, p, k);
}

void draw_titles(svg& out, const picture& p) {
  const double room = p.width() - left - 24.0;
  const std::string title = p.run.ingredient + " around one channel", serum = "from " + p.run.serum;
  out.text(
      left, 34, title,
      fmt::format("font-size=\"{}\" font-weight=\"bold\"", px(fitting_size(title, 18.0, room))));
  out.text(left, 56, serum,
           fmt::format("font-size=\"{}\" fill=\"#555\"", px(fitting_size(serum, 13.0, room))));
  const double y = 0.5 * (top + p.bottom_y());
  out.text(0, 0, "depth, µm",
           fmt::format("transform=\"translate(28 {}) rotate(-90)\" text-anchor=\"middle\"", px(y)));
  out.text(left + 0.5 * p.panels_width(), p.bottom_y() + 34, "distance from the channel's axis, µm",
           "text-anchor=\"middle\"");
}

colour_bar bar_of(const picture& p, const axis& scale, const std::vector<std::string>& palette,
                  double highest_kg_m3) {
  colour_bar bar{scale, palette, "Concentration, bound and unbound, µg/cm³", {}, {}};
  bar.scale.low *= to_ug_per_cm3;
  bar.scale.high *= to_ug_per_cm3;
  const bool clipped = highest_kg_m3 > scale.high;
  bar.end = (clipped ? "≥ " : "highest ") + three_digits(bar.scale.high);
  if (clipped && !p.layers.empty()) {
    bar.beyond =
        fmt::format("Within the {} up to {} µg/cm³; the scale is that of what lies below it.",
                    spoken(p.layers.at(0).name), three_digits(highest_kg_m3 * to_ug_per_cm3));
  }
  return bar;
}

/// What is left out, so that nobody takes the edge of the picture for the edge of the cell.
std::string note_on_view(const picture& p) {
  const auto um = [](double m) { return three_digits(m * to_um); };
  const field_view& v = p.view;
  const double radius = p.run.cell->grid.radius_m;
  std::string depth = v.depth_m < v.whole_depth_m * (1.0 - 1e-9)
                          ? fmt::format("the upper {} of {} µm", um(v.depth_m), um(v.whole_depth_m))
                          : fmt::format("the whole depth of {} µm", um(v.whole_depth_m));
  std::string sides =
      v.half_width_m < radius * (1.0 - 1e-9)
          ? fmt::format(
                "{} of the {} µm from the axis to the edge of the channel's cell, on each "
                "side",
                um(v.half_width_m), um(radius))
          : fmt::format("the whole cell of the channel, {} µm from axis to edge", um(radius));
  const double most = *std::max_element(p.content.begin(), p.content.end());
  const bool some_empty = std::any_of(p.content.begin(), p.content.end(),
                                      [&](double x) { return x <= least_shown * most; });
  const std::string first = p.layers.empty() ? "first layer" : spoken(p.layers.front().name);
  return fmt::format(
      "Shown: {}, and {}; the same scale downwards and sideways. The cell is the skin that falls "
      "to one channel, cut through the channel's axis; white lines are the channel's outline and "
      "the boundaries of layers. In the {}, less than {} % of the highest is shown as none.{}",
      depth, sides, first, three_digits(least_resolved * to_percent),
      some_empty ? fmt::format(" Times with less than {} % of the highest content below the {} are "
                               "left out.",
                               three_digits(least_shown * to_percent), first)
                 : "");
}

std::string draw(const picture& p, double sample_px) {
  const int columns = std::max(2, static_cast<int>(std::ceil(p.panel.half_width / sample_px)));
  const int rows = std::max(2, static_cast<int>(std::ceil(p.panel.height / sample_px)));
  const field_raster raster(p.run.cell->grid, p.view.half_width_m, p.view.depth_m, columns, rows);
  const double first_layer_m = p.layers.empty() ? 0.0 : p.layers.front().thickness_m;
  const auto [shown, scale, highest] = values_shown(p.run, raster, p.times, first_layer_m);
  std::vector<std::string> palette;
  for (int i = 0; i < colours; ++i)
    palette.push_back(viridis((i + 0.5) / colours));
  const auto number_of = [scale = scale](double x) {
    if (!std::isfinite(x)) return -1;
    if (!(x > scale.low)) return 0;
    return std::clamp(static_cast<int>(scale.share(x) * colours), 0, colours - 1);
  };

  const double bar_y = p.bottom_y() + below_panels + 24.0;
  const colour_bar bar = bar_of(p, scale, palette, highest);
  const double notes_y = bar_y + height_of(bar) + 26.0;
  const auto line_length = static_cast<std::size_t>((p.width() - left - 24.0) / 6.0);
  const std::vector<std::string> notes = wrap(note_on_view(p), line_length);
  svg out(p.width(), notes_y + note_leading * static_cast<double>(notes.size()));
  draw_titles(out, p);
  for (std::size_t k = 0; k < p.times.size(); ++k) {
    std::vector<int> numbers(shown[k].size());
    std::transform(shown[k].begin(), shown[k].end(), numbers.begin(), number_of);
    draw_panel(out, p, k, raster, numbers, palette);
  }
  draw(out, bar, left + std::max(0.0, 0.5 * (p.panels_width() - colour_bar_width)), bar_y);
  for (std::size_t i = 0; i < notes.size(); ++i) {
    out.text(left, notes_y + note_leading * static_cast<double>(i), notes[i],
             "font-size=\"11\" fill=\"#666\"");
  }
  return out.finish(fmt::format("{} from {} around one channel", p.run.ingredient, p.run.serum));
}

}  // namespace

std::string field_picture(const run_result& run, const std::vector<planned_layer>& layers,
                          const std::vector<double>& time_s) {
  picture p{run, layers, time_s, view_of(*run.cell, layers), {}, {}, {}};
  p.content = content_below_first_layer(*run.cell, p.view, layers, run.series.fields_kg_m3);
  p.times = times_shown(time_s, p.content);
  p.panel = arrange(p.view, p.times.size());
  for (const planned_layer& layer : layers)
    p.right = std::max(p.right, 40.0 + text_width(spoken(layer.name), 12.0));
  double sample_px = 1.5;
  std::string out = draw(p, sample_px);
  while (out.size() > largest_file) {
    sample_px *= 1.3;
    out = draw(p, sample_px);
  }
  return out;
}

}  // namespace percuta

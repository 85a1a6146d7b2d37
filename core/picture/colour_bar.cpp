#include "picture/colour_bar.hpp"

#include <fmt/format.h>

namespace percuta {
namespace {

constexpr double thickness = 12.0, leading = 18.0;

/// Round values on the scale with its lower end, none so close that labels touch.
std::vector<double> labelled(const axis& scale) {
  constexpr double apart = 34.0;  // px
  std::vector<double> ticks;
  if (scale.logarithmic) ticks.push_back(scale.low);
  for (const double tick : scale.ticks(6)) {
    if (ticks.empty() || scale.at(tick) - scale.at(ticks.back()) >= apart) ticks.push_back(tick);
  }
  return ticks;
}

}  // namespace

double height_of(const colour_bar& bar) {
  return thickness + leading + (bar.beyond.empty() ? 0.0 : leading);
}

void draw(svg& out, const colour_bar& bar, double x, double y) {
  out.text(
      x, y - 8,
      fmt::format("{} ({} scale)", bar.quantity, bar.scale.logarithmic ? "logarithmic" : "linear"),
      "font-size=\"12\"");
  out.open_group("shape-rendering=\"crispEdges\"");
  const double step = colour_bar_width / static_cast<double>(bar.palette.size());
  for (std::size_t i = 0; i < bar.palette.size(); ++i) {
    out.rect(x + static_cast<double>(i) * step, y, step + 0.5, thickness,
             fmt::format("fill=\"{}\"", bar.palette[i]));
  }
  out.close_group();
  axis scale = bar.scale;
  scale.from = x;
  scale.to = x + colour_bar_width;
  for (const double tick : labelled(scale)) {
    const bool lowest = scale.logarithmic && tick == scale.low;
    out.line(scale.at(tick), y + thickness, scale.at(tick), y + thickness + 4, "stroke=\"#333\"");
    out.text(scale.at(tick), y + thickness + 16,
             fmt::format("{}{}", lowest ? "≤ " : "", tick_text(tick)),
             "text-anchor=\"middle\" font-size=\"11\"");
  }
  out.text(x + colour_bar_width + 8, y + thickness - 2, bar.end, "font-size=\"11\"");
  if (!bar.beyond.empty())
    out.text(x, y + thickness + 16 + leading, bar.beyond, "font-size=\"11\"");
}

}  // namespace percuta

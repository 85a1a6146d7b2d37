#include "picture/svg.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <iterator>

namespace percuta {

std::string px(double length) {
  std::string out = fmt::format("{:.2f}", length);
  out.erase(out.find_last_not_of('0') + 1);
  if (out.back() == '.') out.pop_back();
  return out == "-0" ? "0" : out;
}

std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

double text_width(std::string_view utf8, double font_size) {
  constexpr double mean_advance = 0.56;  // of the font size; Helvetica and its kin
  const auto characters = std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  });
  return mean_advance * font_size * static_cast<double>(characters);
}

double fitting_size(std::string_view utf8, double wanted, double width) {
  const double taken = text_width(utf8, wanted);
  return taken > width ? wanted * width / taken : wanted;
}

void svg::line(double x1, double y1, double x2, double y2, std::string_view attributes) {
  fmt::format_to(std::back_inserter(body_), "<line x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\" {}/>\n",
                 px(x1), px(y1), px(x2), px(y2), attributes);
}

void svg::rect(double x, double y, double width, double height, std::string_view attributes) {
  fmt::format_to(std::back_inserter(body_),
                 "<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" {}/>\n", px(x), px(y),
                 px(width), px(height), attributes);
}

void svg::circle(double x, double y, double radius, std::string_view attributes) {
  fmt::format_to(std::back_inserter(body_), "<circle cx=\"{}\" cy=\"{}\" r=\"{}\" {}/>\n", px(x),
                 px(y), px(radius), attributes);
}

void svg::path(std::string_view data, std::string_view attributes) {
  fmt::format_to(std::back_inserter(body_), "<path d=\"{}\" {}/>\n", data, attributes);
}

void svg::text(double x, double y, std::string_view text, std::string_view attributes) {
  fmt::format_to(std::back_inserter(body_), "<text x=\"{}\" y=\"{}\" {}>{}</text>\n", px(x), px(y),
                 attributes, escaped(text));
}

void svg::open_group(std::string_view attributes) {
  fmt::format_to(std::back_inserter(body_), "<g {}>\n", attributes);
}

void svg::close_group() {
  body_ += "</g>\n";
}

void svg::use(std::string_view id, std::string_view attributes) {
  // Older programs know this form only.
  fmt::format_to(std::back_inserter(body_), "<use xlink:href=\"#{}\" {}/>\n", id, attributes);
}

std::string svg::finish(std::string_view title) const {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
      "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
      "viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" "
      "font-family=\"Helvetica, Arial, 'DejaVu Sans', sans-serif\" font-size=\"12\" "
      "fill=\"#222\">\n"
      "<title>{2}</title>\n"
      "<rect width=\"{0}\" height=\"{1}\" fill=\"#fff\"/>\n{3}</svg>\n",
      px(width_), px(height_), escaped(title), body_);
}

}  // namespace percuta

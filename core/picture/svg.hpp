#pragma once

#include <string>
#include <string_view>

namespace percuta {

/// A length in a picture: at most two decimals, none where they are zero.
std::string px(double length);

/// Text as XML takes it.
std::string escaped(std::string_view text);

/// Width that text takes [px], from the usual proportions of a sans-serif face.
double text_width(std::string_view utf8, double font_size);

/// The font size, at most `wanted`, at which text keeps within a width.
double fitting_size(std::string_view utf8, double wanted, double width);

/// An SVG picture, drawn element by element, later over earlier. Lengths in px, y runs downwards;
/// `attributes` are written into the element as they are.
class svg {
public:
  svg(double width, double height) : width_(width), height_(height) {}

  void line(double x1, double y1, double x2, double y2, std::string_view attributes);
  void rect(double x, double y, double width, double height, std::string_view attributes);
  void circle(double x, double y, double radius, std::string_view attributes);
  void path(std::string_view data, std::string_view attributes);
  /// On its baseline.
  void text(double x, double y, std::string_view text, std::string_view attributes);
  void open_group(std::string_view attributes);
  void close_group();
  /// Again what has the id.
  void use(std::string_view id, std::string_view attributes);

  /// Elements that are written already.
  void raw(std::string_view elements) { body_ += elements; }
  /// The file; `title` is what a browser shows and a screen reader reads.
  std::string finish(std::string_view title) const;

private:
  double width_, height_;
  std::string body_;
};

}  // namespace percuta

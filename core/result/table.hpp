#pragma once

#include "percuta/result.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace percuta {

/// Text with the width it is laid out in and, if asked, ANSI colour.
class page {
public:
  page(std::size_t width, bool colour) : width_(width), colour_(colour) {}

  std::size_t width() const { return width_; }
  void line(std::string_view text = {});
  /// "Label      text that is wrapped under itself".
  void labelled(std::string_view label, std::string_view text);
  /// "  - text that is wrapped under itself".
  void bullet(std::string_view text);

  std::string bold(std::string_view text) const { return styled(text, "\x1b[1m"); }
  std::string faint(std::string_view text) const { return styled(text, "\x1b[2m"); }
  std::string yellow(std::string_view text) const { return styled(text, "\x1b[33m"); }

  const std::string& text() const { return text_; }

private:
  std::string styled(std::string_view text, std::string_view code) const;
  void hanging(std::string_view first, std::string_view rest, std::string_view text);

  std::size_t width_;
  bool colour_;
  std::string text_;
};

/// Title, skin, treatment with its computed values, target, and what the ranges stand for.
void write_header(page& out, const result& r);

/// One block of numbers for each ingredient.
void write_ingredients(page& out, const result& r);

/// Every warning once, with the ingredients it concerns.
void write_warnings(page& out, const result& r);

}  // namespace percuta

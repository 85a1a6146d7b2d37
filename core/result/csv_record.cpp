#include "result/csv_record.hpp"

#include <fmt/format.h>
#include <cmath>

namespace percuta {
namespace {

std::string quoted(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string out(1, '"');
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
  return out;
}

}  // namespace

csv_record& csv_record::operator<<(const std::string& field) {
  if (!first_) line_ += ',';
  line_ += quoted(field);
  first_ = false;
  return *this;
}

csv_record& csv_record::operator<<(double x) {
  return *this << (std::isfinite(x) ? fmt::format("{}", x) : "");
}

}  // namespace percuta

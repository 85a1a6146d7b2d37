#pragma once

#include <string>

namespace percuta {

/// One line of comma-separated fields. Texts that need it are quoted (RFC 4180), numbers are the
/// shortest that read back to the same bits, and a number that is not finite is an empty field.
class csv_record {
public:
  csv_record& operator<<(const std::string& field);
  csv_record& operator<<(double x);
  std::string text() const { return line_ + "\n"; }

private:
  std::string line_;
  bool first_ = true;
};

}  // namespace percuta

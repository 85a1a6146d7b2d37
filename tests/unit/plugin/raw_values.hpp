#pragma once

#include "percuta/scenario.hpp"

#include <string>
#include <utility>

namespace percuta::test {

/// A TOML value without a place: toml(0.5), toml(raw_table{...}).
inline raw_value toml(decltype(raw_value::data) data) {
  raw_value value;
  value.data = std::move(data);
  return value;
}
inline raw_value text(const std::string& words) {
  return toml(words);
}

}  // namespace percuta::test

#include "skin/layer_kinds.hpp"

#include "percuta/ascii.hpp"

#include <array>
#include <string>
#include <utility>
#include <vector>

namespace percuta {
namespace {

constexpr std::array<std::pair<std::string_view, layer_kind>, 19> words = {{
    {"corneum", layer_kind::stratum_corneum},
    {"sc", layer_kind::stratum_corneum},
    {"epidermis", layer_kind::viable_epidermis},
    {"epidermal", layer_kind::viable_epidermis},
    {"ve", layer_kind::viable_epidermis},
    {"lucidum", layer_kind::viable_epidermis},
    {"granulosum", layer_kind::viable_epidermis},
    {"spinosum", layer_kind::viable_epidermis},
    {"basale", layer_kind::viable_epidermis},
    {"dermis", layer_kind::dermis},
    {"dermal", layer_kind::dermis},
    {"papillary", layer_kind::dermis},
    {"reticular", layer_kind::dermis},
    {"subcutis", layer_kind::subcutis},
    {"subcutaneous", layer_kind::subcutis},
    {"hypodermis", layer_kind::subcutis},
    {"hypodermal", layer_kind::subcutis},
    {"adipose", layer_kind::subcutis},
    {"fat", layer_kind::subcutis},
}};

/// Runs of letters, in lower case.
std::vector<std::string> letters_of(std::string_view name) {
  std::vector<std::string> runs(1);
  for (const char c : lower_case(name)) {
    if (c >= 'a' && c <= 'z')
      runs.back() += c;
    else if (!runs.back().empty())
      runs.emplace_back();
  }
  return runs;
}

}  // namespace

layer_kind guess_layer_kind(std::string_view name) {
  layer_kind found = layer_kind::other;
  for (const std::string& run : letters_of(name)) {
    for (const auto& [word, kind] : words) {
      if (run != word) continue;
      if (found != layer_kind::other && found != kind) return layer_kind::other;
      found = kind;
    }
  }
  return found;
}

}  // namespace percuta

#include "plan/uncertainty.hpp"

namespace percuta {

std::vector<levels> combinations(const std::vector<knob>& knobs) {
  std::vector<levels> all;
  if (knobs.empty()) return all;
  const std::size_t count = std::size_t{1} << knobs.size();
  for (std::size_t pattern = 0; pattern < count; ++pattern) {
    levels l;
    for (std::size_t i = 0; i < knobs.size(); ++i) {
      l.*knobs[i].moves = (pattern >> i & 1) != 0 ? level::high : level::low;
    }
    all.push_back(l);
  }
  return all;
}

}  // namespace percuta

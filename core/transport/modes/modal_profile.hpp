#pragma once

#include "transport/modes/modal_march.hpp"

namespace percuta {

/// Keeps depth profiles of one case at every output: means over equal parts of every element.
class modal_profiles : public output_listener {
public:
  explicit modal_profiles(const problem& p, int solute) : problem_(p), what_(p.solutes[solute]) {}
  void at_output(std::size_t time, const march_pack& pack, int lane, bool started) override;
  std::vector<depth_profile> take() { return std::move(profiles_); }

private:
  const problem& problem_;
  const solute& what_;
  std::vector<depth_profile> profiles_;
};

}  // namespace percuta

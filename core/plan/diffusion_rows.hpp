#pragma once

#include "plan/context.hpp"
#include "plan/ingredient_plan.hpp"
#include "plan/skin_plan.hpp"

#include <cstdint>
#include <optional>
#include <vector>

namespace percuta {

/// What a diffusion model says of one ingredient in one region.
struct coefficient {
  double diffusivity = 0.0, partition = 0.0, loss = 0.0;  ///< m2/s, 1, 1/s
  double log10_spread = 0.0;                              ///< of diffusivity times partition
  std::uint32_t flags = 0;
};

/// [serum][active][region]: the layers top to bottom, then the channel fluid where there are
/// channels.
using coefficient_table = std::vector<std::vector<std::vector<coefficient>>>;

/// Checks what the model needs, then asks for everything in one batch. Nothing when something is
/// missing, which the diagnostics then say.
std::optional<coefficient_table> ask_coefficients(planning& p, const model_instance& model,
                                                  const std::vector<known_layer>& skin,
                                                  const std::vector<known_serum>& serums,
                                                  bool has_channels);

}  // namespace percuta

#pragma once

#include "percuta/solve.hpp"
#include "transport/modes/effort.hpp"
#include "transport/modes/march_pack.hpp"
#include "transport/solute_rows.hpp"
#include "transport/stops.hpp"

#include <vector>

namespace percuta {

/// Called at every output time of every lane, the state being in the pack; for profiles.
class output_listener {
public:
  virtual ~output_listener() = default;
  virtual void at_output(std::size_t time, const march_pack& pack, int lane, bool started) = 0;
};

/// Takes the cases through time, each at steps of its own: the outcome of a case does not depend on
/// its neighbours. `shape` has the events, outputs and boundaries that all share, `way` the stops
/// and breaks. Throws interrupted_error when cancelled.
std::vector<solute_rows> march_in_modes(const lanes::kernels& kernels, const problem& shape,
                                        int solute, const std::vector<const modal_case*>& cases,
                                        const element_plan& plan, const effort& how,
                                        const course& way, const solve_options& options,
                                        output_listener* listener = nullptr);

}  // namespace percuta

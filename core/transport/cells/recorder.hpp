#pragma once

#include "percuta/solution.hpp"
#include "transport/cells/flows.hpp"
#include "transport/cells/radau_step.hpp"

#include <array>

namespace percuta {

/// Keeps the books of one solute: adds up every flow over the steps with the method's own weights,
/// so that the sums balance to round-off, and writes them down at the output times.
class recorder {
public:
  recorder(const problem& p, const layered_operator& op);

  /// What was there at the start.
  void supply(double amount) {
    supplied_ += amount;
    given_ += amount;
  }
  void remove(double amount) { removed_ += amount; }
  void flood(double amount) { via_channels_ += amount; }

  /// Adds a step and moves `state` from its start to its end: the last stage, made consistent with
  /// the books, with amounts that the local error left below zero raised to zero at the expense of
  /// their neighbours.
  void step(double start_s, double h, const std::array<instant, 3>& at, const stage_states& stages,
            const std::array<flows, 3>& measured, layered_state& state);

  /// Content at the start of the run and after events, for the search of peaks.
  void look(double time_s, const layered_state& s, const instant& at);

  void write(double time_s, const layered_state& s, const instant& at, double undissolved);

  solute_solution take();

private:
  /// Scales film and contents so that they hold what the flows say. The last stage does so in exact
  /// numbers; the flow through a face, large conductance times small difference, carries rounding
  /// errors. A gap larger than is excusable is left for the balance to show.
  void close_books(double expected, double excusable, layered_state& end) const;
  void find_peaks(double start_s, double h, const std::array<flows, 3>& measured);
  void look_at(int layer, double time_s, double amount);

  const problem& problem_;
  const layered_operator& op_;
  solute_solution out_;
  flows now_;
  std::vector<double> content_before_;  ///< per layer, at the start of the step
  std::vector<double> integral_, entered_, cleared_, converted_, formed_;
  double channels_cleared_ = 0.0, channels_cleared_below_ = 0.0;
  double receptor_ = 0.0, evaporated_ = 0.0, removed_ = 0.0, supplied_ = 0.0, via_channels_ = 0.0;
  double given_ = 0.0;  ///< supplied, but by a fixed top
  double largest_imbalance_ = 0.0;
  double window_from_s_, window_to_s_;
};

}  // namespace percuta

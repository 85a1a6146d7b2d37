#pragma once

#include "percuta/plan.hpp"
#include "percuta/solution.hpp"
#include "percuta/solve.hpp"

#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace percuta {

/// A prediction with its range over the uncertain inputs; low and high are absent where nothing is
/// uncertain or ranges were not asked for.
struct estimate {
  double value = 0.0;
  std::optional<double> low, high;
};

/// Numbers of the target at every combination of the uncertain inputs, in the plan's order, which
/// is the same for every serum: what serums of one ingredient are compared by.
struct target_corners {
  std::vector<double> peak_kg_m3, mean_kg_m3, entered_kg_m2;
};

/// The unit cell around a channel, with what its fields (solute_solution::fields_kg_m3) take to be
/// shown: total concentration is partition times w.
struct resolved_cell {
  field_grid grid;
  std::vector<double> partition;  ///< of the ingredient, one for each layer
  double fluid_partition = 1.0;
  std::vector<double> channel_depth_m, channel_radius_m;  ///< as in percuta::channel
};

/// What is ranked and reported for one ingredient of one serum. Fractions are of the dose applied
/// over the whole protocol; all at the end unless said.
struct run_result {
  std::string serum, ingredient;
  double dose_kg_m2 = 0.0;
  double dose_in_window_kg_m2 = 0.0;  ///< applied before the window's end
  std::string resolution;             ///< of the most likely inputs: "layered", "unit_cell"
  /// Total over unbound concentration in the target layer, most likely inputs.
  double target_partition = 1.0;
  solute_solution series;             ///< of the most likely inputs, at result::time_s
  std::optional<resolved_cell> cell;  ///< where fields were kept
  estimate target_peak_kg_m3;         ///< total concentration in the target layer, in the window
  estimate target_peak_unbound_kg_m3;
  estimate target_peak_at_s;
  estimate target_mean_kg_m3;  ///< time-averaged over the window
  estimate target_mean_unbound_kg_m3;
  estimate target_entered_kg_m2;  ///< within the window
  estimate delivered;             ///< fraction of dose, everything below the first layer
  estimate via_channels;
  estimate undissolved;       ///< on the surface, part of on_surface
  estimate undissolved_most;  ///< the most at any of the times solved for
  estimate on_surface, evaporated, removed, cleared, receptor;
  estimate in_first_layer;  ///< its tissue and the channel fluid within it
  /// Ratios to the same protocol without needling; absent where nothing is needled.
  std::optional<estimate> delivered_ratio, peak_ratio, mean_ratio;
  double intact_lag_s = 0.0;  ///< of intact stratum corneum, h^2 / 6 D
  /// The lag is so long that a ratio over the window, or over the whole run, says more of it than
  /// of needling (long_lag_share).
  bool long_lag_in_window = false, long_lag_in_run = false;
  target_corners corners;
  double balance_error = 0.0;
  std::string time_method;
  std::vector<std::string> warnings;
};

struct result {
  plan made_from;
  std::vector<double> time_s;    ///< the times asked for, ending with the duration
  std::vector<run_result> runs;  ///< serum by serum, ingredient by ingredient
  bool complete = true;
};

/// Solves every problem of the plan in parallel. The result does not depend on the thread count.
/// Throws what solve throws, naming serum and ingredient.
result simulate(plan p, const solve_options& options = {});

/// The object of `run --json -`, indented; the format is documented in docs/formats.md.
std::string to_json(const result& r);

/// The comparison as text for a terminal of `width` columns; colour only when asked.
std::string render_table(const result& r, int width, bool colour);

/// How the program was called, for provenance.json.
struct run_settings {
  std::vector<std::string> command_line;
  std::vector<std::pair<std::string, std::string>> set;  ///< --set key=value
  int threads = 0;                                       ///< 0: as many as the machine has
};

/// Throws file_error unless write_output could write there: the folder above exists, and `folder`
/// itself is missing, empty, or an earlier result of ours and nothing else.
void check_output_folder(const std::filesystem::path& folder);

/// Writes result.json, series.csv, profiles.csv, input.toml, the serums, provenance.json and, where
/// unit cells were solved, fields/ into `folder`. Everything goes to a temporary folder beside it,
/// which then takes its name; an earlier result is replaced as a whole. On failure nothing is left
/// behind. Throws file_error as check_output_folder does, or when writing fails.
void write_output(const result& r, const scenario& s, const std::filesystem::path& folder,
                  const run_settings& settings = {});

}  // namespace percuta

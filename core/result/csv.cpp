#include "result/csv.hpp"

#include "result/csv_record.hpp"
#include "result/measure.hpp"
#include "result/units_shown.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <cmath>
#include <iterator>

namespace percuta {
namespace {

std::size_t channel_columns(const result& r) {
  std::size_t most = 1;
  for (const run_result& run : r.runs) {
    for (const depth_profile& p : run.series.profiles)
      most = std::max(most, p.channel_kg_m3.size());
  }
  return most;
}

/// The layer that holds a depth.
const std::string& layer_at(const plan& p, double depth_m) {
  double bottom = 0.0;
  for (const planned_layer& layer : p.layers) {
    bottom += layer.thickness_m;
    if (depth_m < bottom) return layer.name;
  }
  return p.layers.back().name;
}

bool any_axis(const result& r) {
  return std::any_of(r.runs.begin(), r.runs.end(), [](const run_result& run) {
    return std::any_of(run.series.profiles.begin(), run.series.profiles.end(),
                       [](const depth_profile& p) { return !p.axis_kg_m3.empty(); });
  });
}

/// What the table of profiles has beyond its fixed columns.
struct profile_columns {
  std::size_t channels = 1;
  bool axis = false;
};

void write_profile(std::string& out, const run_result& run, const depth_profile& profile,
                   const plan& p, const profile_columns& columns) {
  for (std::size_t i = 0; i < profile.depth_m.size(); ++i) {
    csv_record line;
    line << hours(profile.time_s) << run.serum << run.ingredient << profile.depth_m[i] * to_um
         << profile.width_m.at(i) * to_um << layer_at(p, profile.depth_m[i])
         << profile.tissue_kg_m3.at(i) * to_ug_per_cm3
         << profile.unbound_kg_m3.at(i) * to_ug_per_cm3;
    for (std::size_t c = 0; c < columns.channels; ++c) {
      const bool there = c < profile.channel_kg_m3.size();
      line << (there ? profile.channel_kg_m3[c].at(i) * to_ug_per_cm3 : std::nan(""));
    }
    if (columns.axis) {
      const bool there = !profile.axis_kg_m3.empty();
      line << (there ? profile.axis_kg_m3.at(i) * to_ug_per_cm3 : std::nan(""));
    }
    out += line.text();
  }
}

}  // namespace

std::string series_csv(const result& r) {
  const plan& p = r.made_from;
  csv_record header;
  header << "time_h"
         << "serum"
         << "ingredient"
         << "fraction_of_dose_vehicle"
         << "fraction_of_dose_undissolved";
  for (const planned_layer& layer : p.layers)
    header << "fraction_of_dose_" + layer.name;
  for (const char* name :
       {"channels", "cleared", "receptor", "evaporated", "removed", "converted"}) {
    header << std::string("fraction_of_dose_") + name;
  }
  header << "delivered_fraction_of_dose"
         << "via_channels_fraction_of_dose"
         << "target_ug_per_cm3"
         << "target_unbound_ug_per_cm3"
         << "flux_in_ug_per_cm2_h"
         << "flux_out_ug_per_cm2_h";
  std::string out = header.text();

  const planned_layer& target = p.layers.at(p.target);
  for (const run_result& run : r.runs) {
    const solute_solution& s = run.series;
    const std::vector<double> cleared = cleared_kg_m2(s), converted = converted_kg_m2(s);
    for (std::size_t t = 0; t < r.time_s.size(); ++t) {
      const auto share = [&](const std::vector<double>& series) {
        return series.at(t) / run.dose_kg_m2;
      };
      const double total = s.layers.at(p.target).amount_kg_m2.at(t) / target.thickness_m;
      csv_record line;
      line << hours(r.time_s[t]) << run.serum << run.ingredient << share(s.film_kg_m2)
           << share(s.undissolved_kg_m2);
      for (const layer_series& layer : s.layers)
        line << share(layer.amount_kg_m2);
      line << share(s.channels_kg_m2) << share(cleared) << share(s.receptor_kg_m2)
           << share(s.evaporated_kg_m2) << share(s.removed_kg_m2) << share(converted)
           << share(s.delivered_kg_m2) << share(s.via_channels_kg_m2) << total * to_ug_per_cm3
           << total / run.target_partition * to_ug_per_cm3
           << s.flux_in_kg_m2_s.at(t) * to_ug_per_cm2_h
           << s.flux_out_kg_m2_s.at(t) * to_ug_per_cm2_h;
      out += line.text();
    }
  }
  return out;
}

std::string profiles_csv(const result& r) {
  const profile_columns columns{channel_columns(r), any_axis(r)};
  csv_record header;
  header << "time_h"
         << "serum"
         << "ingredient"
         << "depth_um"
         << "width_um"
         << "layer"
         << "tissue_ug_per_cm3"
         << "unbound_ug_per_cm3";
  for (std::size_t c = 0; c < columns.channels; ++c) {
    header << (c == 0 ? std::string("channel_ug_per_cm3")
                      : fmt::format("channel_{}_ug_per_cm3", c + 1));
  }
  if (columns.axis) header << "axis_unbound_ug_per_cm3";
  std::string out = header.text();
  for (const run_result& run : r.runs) {
    for (const depth_profile& profile : run.series.profiles) {
      write_profile(out, run, profile, r.made_from, columns);
    }
  }
  return out;
}

}  // namespace percuta

#include "percuta/sweep.hpp"
#include "result/csv_record.hpp"
#include "result/units_shown.hpp"

#include <cmath>

namespace percuta {

std::string sweep_csv(const sweep_result& r) {
  csv_record header;
  for (const char* name :
       {"serum", "ingredient", "channels_per_cm2", "depth_um", "resolution", "solved_as",
        "time_method", "time_h", "delivered_fraction_of_dose", "target_peak_ug_per_cm3",
        "target_peak_at_h", "solve_ms", "steps", "cells", "failure"}) {
    header << name;
  }
  std::string out = header.text();
  for (const sweep_row& row : r.rows) {
    const sweep_point& p = r.points.at(row.point);
    const planned_serum& serum = r.made_from.serums.at(p.serum);
    const auto count = [&](long n) {
      return p.failure.empty() ? static_cast<double>(n) : std::nan("");
    };
    csv_record line;
    line << serum.name << serum.ingredients.at(row.ingredient).name
         << in_unit(p.density_1_m2, "/cm^2") << p.depth_m * to_um << name_of(p.space) << p.solved_as
         << p.time_method << hours(r.at_s) << row.delivered << row.peak_kg_m3 * to_ug_per_cm3
         << hours(row.peak_at_s) << p.solve_s * 1e3 << count(p.statistics.steps)
         << count(p.statistics.cells) << p.failure;
    out += line.text();
  }
  return out;
}

}  // namespace percuta

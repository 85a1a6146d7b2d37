#include "percuta/problem_json.hpp"

#include <cmath>
#include <nlohmann/json.hpp>

namespace percuta {
namespace {

using json = nlohmann::ordered_json;

json write(const layer_series& l) {
  return {{"amount_kg_m2", l.amount_kg_m2},       {"integral_kg_s_m2", l.integral_kg_s_m2},
          {"entered_kg_m2", l.entered_kg_m2},     {"cleared_kg_m2", l.cleared_kg_m2},
          {"converted_kg_m2", l.converted_kg_m2}, {"formed_kg_m2", l.formed_kg_m2},
          {"peak_kg_m2", l.peak_kg_m2},           {"peak_time_s", l.peak_time_s}};
}

/// NaN, below a channel's tip, becomes null.
json write(const depth_profile& p) {
  json j{{"time_s", p.time_s},
         {"depth_m", p.depth_m},
         {"width_m", p.width_m},
         {"tissue_kg_m3", p.tissue_kg_m3},
         {"unbound_kg_m3", p.unbound_kg_m3},
         {"channel_kg_m3", p.channel_kg_m3}};
  if (!p.axis_kg_m3.empty()) j["axis_kg_m3"] = p.axis_kg_m3;
  return j;
}

json write(const field_grid& g) {
  return {{"radius_m", g.radius_m},
          {"r_m", g.r_m},
          {"z_m", g.z_m},
          {"quads", g.quads},
          {"region", g.region}};
}

json write(const solute_solution& s);

template <class T>
json write_all(const std::vector<T>& items) {
  json all = json::array();
  for (const T& item : items)
    all.push_back(write(item));
  return all;
}

json write(const solute_solution& s) {
  json j{{"film_kg_m2", s.film_kg_m2},
         {"undissolved_kg_m2", s.undissolved_kg_m2},
         {"layers", write_all(s.layers)},
         {"channels_kg_m2", s.channels_kg_m2},
         {"channels_below_first_layer_kg_m2", s.channels_below_first_layer_kg_m2},
         {"channels_cleared_kg_m2", s.channels_cleared_kg_m2},
         {"receptor_kg_m2", s.receptor_kg_m2},
         {"evaporated_kg_m2", s.evaporated_kg_m2},
         {"removed_kg_m2", s.removed_kg_m2},
         {"supplied_kg_m2", s.supplied_kg_m2},
         {"via_channels_kg_m2", s.via_channels_kg_m2},
         {"flux_in_kg_m2_s", s.flux_in_kg_m2_s},
         {"flux_out_kg_m2_s", s.flux_out_kg_m2_s},
         {"delivered_kg_m2", s.delivered_kg_m2},
         {"peak_film_kg_m3", s.peak_film_kg_m3},
         {"balance_error", s.balance_error}};
  if (!s.profiles.empty()) j["profiles"] = write_all(s.profiles);
  if (!s.fields_kg_m3.empty()) j["fields_kg_m3"] = s.fields_kg_m3;
  return j;
}

}  // namespace

std::string to_json(const solution& s) {
  json j{{"format", 1},
         {"kind", "percuta.solution"},
         {"resolution", s.resolution},
         {"method", s.method},
         {"statistics",
          {{"steps", s.statistics.steps},
           {"rejected", s.statistics.rejected},
           {"factorisations", s.statistics.factorisations},
           {"cells", s.statistics.cells},
           {"estimated_error", s.statistics.estimated_error}}},
         {"time_s", s.time_s},
         {"solutes", write_all(s.solutes)}};
  if (s.grid) j["grid"] = write(*s.grid);
  return j.dump(1) + "\n";
}

}  // namespace percuta

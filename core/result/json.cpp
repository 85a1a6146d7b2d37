#include "percuta/result.hpp"
#include "percuta/version.hpp"
#include "result/inputs_json.hpp"
#include "result/measure.hpp"
#include "result/units_shown.hpp"

#include <nlohmann/json.hpp>
#include <utility>

namespace percuta {
namespace {

using json = nlohmann::ordered_json;

json in_hours(const std::vector<double>& seconds) {
  json list = json::array();
  for (const double s : seconds)
    list.push_back(hours(s));
  return list;
}

json scaled(const std::vector<double>& values, double factor) {
  json list = json::array();
  for (const double x : values)
    list.push_back(x * factor);
  return list;
}

json shares(const std::vector<double>& values, double dose) {
  json list = json::array();
  for (const double x : values)
    list.push_back(x / dose);
  return list;
}

/// Several numbers under their keys and, beside them, "range": { key: [low, high] } for those that
/// have one.
class numbers {
public:
  void add(const char* key, const estimate& e, double factor = 1.0) {
    values_[key] = e.value * factor;
    if (e.low && e.high) range_[key] = {*e.low * factor, *e.high * factor};
  }
  void add(const char* key, const std::optional<estimate>& e) {
    if (e) add(key, *e);
  }
  json& values() { return values_; }
  json finish() {
    if (!range_.empty()) values_["range"] = range_;
    return values_;
  }

private:
  json values_ = json::object(), range_ = json::object();
};

const char* name_of(layer_kind kind) {
  switch (kind) {
    case layer_kind::stratum_corneum:
      return "stratum_corneum";
    case layer_kind::viable_epidermis:
      return "viable_epidermis";
    case layer_kind::dermis:
      return "dermis";
    case layer_kind::subcutis:
      return "subcutis";
    case layer_kind::other:
      break;
  }
  return "other";
}

json layers(const plan& p) {
  json list = json::array();
  for (const planned_layer& layer : p.layers) {
    list.push_back({{"name", layer.name},
                    {"kind", name_of(layer.kind)},
                    {"thickness_um", layer.thickness_m * to_um}});
  }
  return list;
}

json films(const plan& p) {
  json list = json::array();
  for (const planned_serum& s : p.serums) {
    json solvents = json::object();
    for (std::size_t i = 0; i < s.film.solvents.size(); ++i) {
      solvents[s.film.solvents[i]] = s.film.volume_fraction.at(i);
    }
    list.push_back({{"serum", s.name},
                    {"time_h", in_hours(s.film.time_s)},
                    {"thickness_um", scaled(s.film.thickness_m, to_um)},
                    {"volume_fraction", solvents}});
  }
  return list;
}

json fraction_of_dose(const run_result& r, const plan& p) {
  const solute_solution& s = r.series;
  json out;
  out["vehicle"] = shares(s.film_kg_m2, r.dose_kg_m2);
  out["undissolved"] = shares(s.undissolved_kg_m2, r.dose_kg_m2);
  for (std::size_t i = 0; i < p.layers.size(); ++i) {
    out[p.layers[i].name] = shares(s.layers.at(i).amount_kg_m2, r.dose_kg_m2);
  }
  out["channels"] = shares(s.channels_kg_m2, r.dose_kg_m2);
  out["cleared"] = shares(cleared_kg_m2(s), r.dose_kg_m2);
  out["receptor"] = shares(s.receptor_kg_m2, r.dose_kg_m2);
  out["evaporated"] = shares(s.evaporated_kg_m2, r.dose_kg_m2);
  out["removed"] = shares(s.removed_kg_m2, r.dose_kg_m2);
  out["converted"] = shares(converted_kg_m2(s), r.dose_kg_m2);
  return out;
}

json target(const run_result& r, const plan& p) {
  numbers n;
  n.values()["layer"] = p.layers.at(p.target).name;
  n.values()["window_h"] = {hours(p.window_s[0]), hours(p.window_s[1])};
  n.add("peak_ug_per_cm3", r.target_peak_kg_m3, to_ug_per_cm3);
  n.add("peak_at_h", r.target_peak_at_s, hours(1.0));
  n.add("mean_ug_per_cm3", r.target_mean_kg_m3, to_ug_per_cm3);
  n.add("entered_ug_per_cm2", r.target_entered_kg_m2, to_ug_per_cm2);
  n.values()["applied_ug_per_cm2"] = r.dose_in_window_kg_m2 * to_ug_per_cm2;
  n.add("peak_unbound_ug_per_cm3", r.target_peak_unbound_kg_m3, to_ug_per_cm3);
  n.add("mean_unbound_ug_per_cm3", r.target_mean_unbound_kg_m3, to_ug_per_cm3);
  return n.finish();
}

json against_intact(const run_result& r) {
  numbers n;
  n.add("delivered", r.delivered_ratio);
  n.add("peak", r.peak_ratio);
  n.add("mean", r.mean_ratio);
  n.values()["lag_h"] = hours(r.intact_lag_s);
  n.values()["long_lag_in_window"] = r.long_lag_in_window;
  n.values()["long_lag_in_run"] = r.long_lag_in_run;
  return n.finish();
}

/// Shares of the dose at the end.
json summary(const run_result& r) {
  numbers n;
  n.add("on_surface", r.on_surface);
  n.add("undissolved", r.undissolved);
  n.add("undissolved_most", r.undissolved_most);
  n.add("evaporated", r.evaporated);
  n.add("removed", r.removed);
  n.add("in_first_layer", r.in_first_layer);
  n.add("delivered", r.delivered);
  n.add("via_channels", r.via_channels);
  n.add("cleared", r.cleared);
  n.add("receptor", r.receptor);
  return n.finish();
}

json run_json(const run_result& r, const result& whole) {
  const plan& p = whole.made_from;
  json out;
  out["serum"] = r.serum;
  out["ingredient"] = r.ingredient;
  out["dose_ug_per_cm2"] = r.dose_kg_m2 * to_ug_per_cm2;
  out["resolution"] = r.resolution;
  out["time_method"] = r.time_method;
  out["time_h"] = in_hours(whole.time_s);
  out["fraction_of_dose"] = fraction_of_dose(r, p);
  out["delivered"] = shares(r.series.delivered_kg_m2, r.dose_kg_m2);
  out["via_channels"] = shares(r.series.via_channels_kg_m2, r.dose_kg_m2);
  out["supplied"] = shares(r.series.supplied_kg_m2, r.dose_kg_m2);
  out["formed"] = shares(formed_kg_m2(r.series), r.dose_kg_m2);
  out["flux_in_ug_per_cm2_h"] = scaled(r.series.flux_in_kg_m2_s, to_ug_per_cm2_h);
  out["flux_out_ug_per_cm2_h"] = scaled(r.series.flux_out_kg_m2_s, to_ug_per_cm2_h);
  out["target"] = target(r, p);
  out["summary"] = summary(r);
  const bool compared = r.delivered_ratio || r.peak_ratio || r.mean_ratio;
  if (compared) out["against_intact"] = against_intact(r);
  out["mass_balance_error"] = r.balance_error;
  out["warnings"] = r.warnings;
  return out;
}

}  // namespace

std::string to_json(const result& r) {
  const plan& p = r.made_from;
  json out;
  out["format"] = 1;
  out["title"] = p.title;
  out["complete"] = r.complete;
  out["engine"] = {
      {"name", "percuta"}, {"version", version()}, {"plugins", plugins_json(p, false)}};
  out["seed"] = nullptr;  // nothing is drawn at random
  out["layers"] = layers(p);
  out["computed"] = computed_json(p);
  out["uncertain"] = uncertain_json(p);
  out["barrier"] = {{"time_h", in_hours(p.barrier_time_s)}, {"openness", p.barrier_openness}};
  out["film"] = films(p);
  out["warnings"] = p.warnings;
  json runs = json::array();
  for (const run_result& run : r.runs)
    runs.push_back(run_json(run, r));
  out["runs"] = std::move(runs);
  return out.dump(2) + "\n";
}

}  // namespace percuta

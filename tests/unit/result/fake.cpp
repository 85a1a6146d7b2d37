#include "fake.hpp"

#include <limits>
#include <utility>

namespace percuta::fake {
namespace {

std::vector<double> shares(double a, double b, double c) {
  return {a * dose_kg_m2, b * dose_kg_m2, c * dose_kg_m2};
}

layer_series layer(std::vector<double> amount, std::vector<double> cleared) {
  layer_series s;
  s.amount_kg_m2 = std::move(amount);
  s.cleared_kg_m2 = std::move(cleared);
  s.integral_kg_s_m2 = {0.0, 0.36, 1.08};
  s.entered_kg_m2 = shares(0.0, 0.3, 0.5);
  s.converted_kg_m2 = shares(0.0, 0.0, 0.0);
  s.formed_kg_m2 = shares(0.0, 0.0, 0.0);
  s.peak_kg_m2 = 0.35 * dose_kg_m2;
  s.peak_time_s = 5400.0;
  return s;
}

estimate ranged(double x) {
  return {x, x / 2.0, 2.0 * x};
}

}  // namespace

solute_solution solved() {
  solute_solution s;
  s.film_kg_m2 = shares(1.0, 0.5, 0.1);
  s.undissolved_kg_m2 = shares(0.4, 0.1, 0.0);
  s.layers = {layer(shares(0.0, 0.1, 0.15), shares(0.0, 0.0, 0.0)),
              layer(shares(0.0, 0.2, 0.3), shares(0.0, 0.05, 0.1))};
  s.channels_kg_m2 = shares(0.0, 0.05, 0.04);
  s.channels_below_first_layer_kg_m2 = shares(0.0, 0.03, 0.02);
  s.channels_cleared_kg_m2 = shares(0.0, 0.02, 0.05);
  s.receptor_kg_m2 = shares(0.0, 0.03, 0.06);
  s.evaporated_kg_m2 = shares(0.0, 0.05, 0.1);
  s.removed_kg_m2 = shares(0.0, 0.0, 0.1);
  s.supplied_kg_m2 = shares(1.0, 1.0, 1.0);
  s.via_channels_kg_m2 = shares(0.0, 0.2, 0.35);
  s.flux_in_kg_m2_s = {1e-8, 2e-8, 0.0};
  s.flux_out_kg_m2_s = {0.0, 1e-9, 1e-9};
  s.delivered_kg_m2 = shares(0.0, 0.33, 0.53);
  for (const double t : {0.0, 3600.0, 7200.0}) {
    depth_profile p;
    p.time_s = t;
    p.depth_m = {5e-6, 60e-6};
    p.width_m = {10e-6, 100e-6};
    p.tissue_kg_m3 = {3.0, 0.6};
    p.unbound_kg_m3 = {3.0, 0.3};
    p.channel_kg_m3 = {{1.0, std::numeric_limits<double>::quiet_NaN()}};
    s.profiles.push_back(p);
  }
  s.balance_error = 1e-15;
  return s;
}

run_result run(const char* serum, const char* ingredient, double mean) {
  run_result r;
  r.serum = serum;
  r.ingredient = ingredient;
  r.dose_kg_m2 = r.dose_in_window_kg_m2 = dose_kg_m2;
  r.corners = {{mean, 4.0 * mean}, {mean / 2.0, 2.0 * mean}, {0.5e-4, 2e-4}};
  r.target_partition = 2.0;
  r.series = solved();
  r.target_peak_kg_m3 = ranged(2.0 * mean);
  r.target_peak_unbound_kg_m3 = ranged(mean);
  r.target_peak_at_s = {5400.0, 3600.0, 7200.0};
  r.target_mean_kg_m3 = ranged(mean);
  r.target_mean_unbound_kg_m3 = ranged(0.5 * mean);
  r.target_entered_kg_m2 = ranged(1e-4);
  r.delivered = ranged(0.53);
  r.via_channels = ranged(0.35);
  r.on_surface = ranged(0.1);
  r.evaporated = ranged(0.1);
  r.removed = ranged(0.1);
  r.cleared = ranged(0.15);
  r.receptor = ranged(0.06);
  r.in_first_layer = ranged(0.17);
  r.delivered_ratio = ranged(12.0);
  r.peak_ratio = ranged(8.0);
  r.mean_ratio = ranged(9.0);
  r.resolution = "layered";
  r.time_method = "stepping";
  r.balance_error = 1e-15;
  r.warnings = {"a rule acted"};
  return r;
}

result made_up() {
  result r;
  plan& p = r.made_from;
  p.title = "Two serums";
  p.layers = {{"stratum_corneum", layer_kind::stratum_corneum, 10e-6},
              {"viable_epidermis", layer_kind::viable_epidermis, 100e-6}};
  p.target = 1;
  p.window_s[1] = 7200.0;
  p.time_s = r.time_s = {0.0, 3600.0, 7200.0};
  p.computed = {{"channel density", "channel_density", "/cm^2", 2.29e6, 2e6, 2.5e6, "a rule"}};
  p.uncertain = {{"wetted fraction", "wetted_fraction", "1", 0.15, 0.5, 0.98, "a source"}};
  p.barrier_time_s = {0.0, 3600.0, 7200.0};
  p.barrier_openness = {1.0, 0.4, 0.01};
  p.warnings = {"the scenario extrapolates"};
  planned_serum needled;
  needled.base.channels.resize(1);
  needled.corners.resize(2);
  needled.intact.resize(1);
  needled.film = {{0.0, 7200.0}, {20e-6, 5e-6}, {"Aqua"}, {{0.9, 0.1}}};
  for (const char* name : {"A", "B"}) {
    needled.name = name;
    p.serums.push_back(needled);
  }
  r.runs = {run("A", "acid", 0.02), run("A", "base", 0.001), run("B", "acid", 0.03)};
  return r;
}

}  // namespace percuta::fake

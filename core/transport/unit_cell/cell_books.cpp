#include "transport/unit_cell/cell_books.hpp"

#include "transport/inventories.hpp"

#include <numeric>

namespace percuta {

Eigen::VectorXd rates_of(const cell_system& s, const cell_instant& at,
                         const Eigen::VectorXd& measured) {
  const observables& of = s.measured;
  const cell_rates to(s.layers());
  Eigen::VectorXd rates(to.count());
  const int last = s.layers() - 1;
  for (int l = 0; l <= last; ++l) {
    rates[to.content(l)] = measured[of.tissue(l)];
    rates[to.cleared(l)] = at.loss_1_s[l] * measured[of.tissue(l)];
    rates[to.fluid_cleared(l)] = at.fluid_loss_1_s * measured[of.fluid(l)];
    rates[to.fluid_down(l)] = measured[of.face_conduct(l)] +
                              at.openness * measured[of.face_conduct_open(l)] +
                              at.fluid_loss_1_s * measured[of.face_mass(l)];
  }
  rates[to.evaporated()] = at.evaporation_m_s * measured[of.film_u()];
  rates[to.sink()] = -measured[of.sink_conduct()] - at.loss_1_s[last] * measured[of.sink_mass()];
  rates[to.top()] = measured[of.top_conduct()] + at.openness * measured[of.top_conduct_open()] +
                    at.loss_1_s[0] * measured[of.top_tissue_mass()] +
                    at.fluid_loss_1_s * measured[of.top_fluid_mass()];
  return rates;
}

cell_books::cell_books(const cell_system& s)
    : s_(s),
      rates_(s.layers()),
      flooded_(static_cast<std::size_t>(s.layers()), 0.0),
      flooded_at_face_(flooded_) {
  out_.layers.resize(static_cast<std::size_t>(s.layers()));
}

double cell_books::passed(int layer, const Eigen::VectorXd& measured,
                          const Eigen::VectorXd& accumulated) const {
  return accumulated[rates_.fluid_down(layer)] + measured[s_.measured.face_mass(layer)] -
         s_.initial_at_face[layer] - flooded_at_face_[layer];
}

void cell_books::write(const cell_instant& at, const Eigen::VectorXd& measured,
                       const Eigen::VectorXd& accumulated, double film, double undissolved) {
  const observables& of = s_.measured;
  const int layers = s_.layers();
  const bool fixed = s_.source->top == top_boundary::fixed;
  const bool sink = s_.source->bottom == bottom_boundary::sink;
  out_.film_kg_m2.push_back(film);
  out_.undissolved_kg_m2.push_back(undissolved);
  double fluid = 0.0, fluid_below = 0.0, fluid_cleared = 0.0, fluid_cleared_below = 0.0;
  for (int l = 0; l < layers; ++l) {
    fluid += measured[of.fluid(l)];
    fluid_cleared += accumulated[rates_.fluid_cleared(l)];
    if (l > 0) {
      fluid_below += measured[of.fluid(l)];
      fluid_cleared_below += accumulated[rates_.fluid_cleared(l)];
    }
  }
  out_.channels_kg_m2.push_back(fluid);
  out_.channels_below_first_layer_kg_m2.push_back(fluid_below);
  out_.channels_cleared_kg_m2.push_back(fluid_cleared);
  const double receptor =
      sink ? accumulated[rates_.sink()] + s_.initial_at_sink - measured[of.sink_mass()] : 0.0;
  out_.receptor_kg_m2.push_back(receptor);
  out_.evaporated_kg_m2.push_back(accumulated[rates_.evaporated()]);
  out_.removed_kg_m2.push_back(removed_);
  const double from_top = fixed ? accumulated[rates_.top()] + measured[of.top_tissue_mass()] +
                                      measured[of.top_fluid_mass()] - s_.initial_at_top
                                : 0.0;
  out_.supplied_kg_m2.push_back(supplied_ + from_top);
  out_.via_channels_kg_m2.push_back(passed(0, measured, accumulated) +
                                    std::accumulate(flooded_.begin(), flooded_.end(), 0.0));
  double in = measured[of.surface_down()];
  in += s_.fluid_conductivity(0, at.openness) * measured[of.mouth_down()];
  out_.flux_in_kg_m2_s.push_back(s_.source->top == top_boundary::closed ? 0.0 : in);
  out_.flux_out_kg_m2_s.push_back(sink ? measured[of.bottom_down()] : 0.0);
  // From the bottom up: what has passed a layer's lower face is all that is and went below it.
  double below = receptor, below_before = 0.0, flooded_below = 0.0;
  std::vector<double> entered(static_cast<std::size_t>(layers));
  for (int l = layers - 1; l >= 0; --l) {
    const double fluid_passed =
        l + 1 < layers ? passed(l + 1, measured, accumulated) + flooded_below : 0.0;
    flooded_below += flooded_[l];
    const double held = measured[of.tissue(l)], gone = accumulated[rates_.cleared(l)];
    entered[l] = held + gone - s_.initial_layer[l] + below - below_before - fluid_passed;
    below += held + gone + measured[of.fluid(l)] + accumulated[rates_.fluid_cleared(l)];
    below_before += s_.initial_layer[l] + s_.initial_fluid[l];
    if (l == 1 || layers == 1) out_.delivered_kg_m2.push_back(layers == 1 ? receptor : below);
  }
  for (int l = 0; l < layers; ++l) {
    layer_series& layer = out_.layers[l];
    layer.amount_kg_m2.push_back(measured[of.tissue(l)]);
    layer.integral_kg_s_m2.push_back(accumulated[rates_.content(l)]);
    layer.entered_kg_m2.push_back(entered[l]);
    layer.cleared_kg_m2.push_back(accumulated[rates_.cleared(l)]);
    layer.converted_kg_m2.push_back(0.0);
    layer.formed_kg_m2.push_back(0.0);
  }
}

void cell_books::write_start(const cell_instant& at, double film, double undissolved) {
  Eigen::VectorXd measured = Eigen::VectorXd::Zero(s_.measured.count());
  for (int l = 0; l < s_.layers(); ++l) {
    measured[s_.measured.tissue(l)] = s_.initial_layer[l];
    measured[s_.measured.fluid(l)] = s_.initial_fluid[l];
  }
  for (int l = 0; l < s_.layers(); ++l)
    measured[s_.measured.face_mass(l)] = s_.initial_at_face[l];
  measured[s_.measured.sink_mass()] = s_.initial_at_sink;
  measured[s_.measured.top_tissue_mass()] = s_.initial_at_top;
  write(at, measured, Eigen::VectorXd::Zero(rates_.count()), film, undissolved);
}

solute_solution cell_books::take() {
  const double given = out_.supplied_kg_m2.empty() ? 0.0 : supplied_;
  out_.balance_error = imbalance(out_, given);
  for (std::size_t i = 0; i < out_.film_kg_m2.size(); ++i)
    raise_negative_inventories(out_, i);
  for (layer_series& layer : out_.layers)
    layer.peak_kg_m2 = std::max(layer.peak_kg_m2, 0.0);
  return std::move(out_);
}

}  // namespace percuta

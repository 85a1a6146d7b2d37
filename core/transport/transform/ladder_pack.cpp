#include "transport/transform/ladder_pack.hpp"

#include "transport/transform/validity.hpp"

#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

using P = ladder_parameters;
using R = ladder_results;

/// Of the tolerance, what the poles' error may take.
constexpr double pole_share = 0.5;

}  // namespace

ladder_pack::ladder_pack(const lanes::kernels& kernels, const problem& shape, int solute,
                         bool fluxes)
    : kernels_(&kernels) {
  const percuta::solute& s = shape.solutes[solute];
  job_.layers = static_cast<int>(shape.thickness_m.size());
  job_.top = lanes::kernel_top(shape.top);
  job_.sink = shape.bottom == bottom_boundary::sink;
  job_.fluxes = fluxes;
  job_.initial_content = std::any_of(s.layers.begin(), s.layers.end(),
                                     [](const medium& m) { return m.initial_kg_m3 > 0.0; });
  parameters_.resize(at(P::count(job_.layers), 0));
  work_.resize(at(ladder_work(job_.layers), 0));
  const auto set = [this](int index, double x) {
    std::fill_n(&parameters_[at(index, 0)], kernels_->width, x);
  };
  if (shape.top == top_boundary::film) {
    set(P::film_capacity, value(s.top.capacity_m, 0.0));
    set(P::film_loss, value(s.top.loss_m_s, 0.0));
    set(P::film_initial, start_of(shape, solute).film_kg_m2);
  }
  if (shape.top == top_boundary::fixed) set(P::fixed, value(s.top.fixed_kg_m3, 0.0));
  for (int l = 0; l < job_.layers; ++l) {
    const medium& m = s.layers[l];
    set(P::of(l, P::thickness), shape.thickness_m[l]);
    set(P::of(l, P::diffusivity), m.diffusivity_m2_s);
    set(P::of(l, P::partition), m.partition);
    set(P::of(l, P::loss), value(m.loss_1_s, 0.0));
    set(P::of(l, P::initial), m.initial_kg_m3);
    set(P::of(l, P::gate_top), m.gate.top);
    set(P::of(l, P::gate_bottom), m.gate.bottom);
  }
}

void ladder_pack::evaluate(const double* time_s, int times, double* trace) {
  const std::size_t needed = at(times * R::count(job_.layers), 0);
  if (out_.size() < needed) out_.resize(needed);
  job_.parameters = parameters_.data();
  job_.work = work_.data();
  job_.out = out_.data();
  job_.time_s = time_s;
  job_.times = times;
  job_.trace = trace;
  kernels_->ladder(job_);
}

void ladder_pack::set_times(const double* time_s, int times) {
  times_.resize(at(times, 0));
  for (int i = 0; i < times; ++i)
    std::fill_n(&times_[at(i, 0)], kernels_->width, time_s[i]);
}

double error_gain(const ladder_pack& pack, int lane, top_boundary top, double scale) {
  const auto of = [&](int l, P::layer what) { return pack.parameter(P::of(l, what), lane); };
  const bool film = top == top_boundary::film;
  double start = 0.0, all = 0.0, skin = 0.0;
  if (film) {
    const double held = pack.parameter(P::film_capacity, lane);
    start = pack.parameter(P::film_initial, lane) / std::sqrt(held);
    all = held;
  }
  double w = of(0, P::gate_top);  // in equilibrium with u = 1
  for (int l = 0; l < pack.layers(); ++l) {
    if (l > 0) w *= of(l, P::gate_top) / of(l - 1, P::gate_bottom);
    const double capacity = of(l, P::partition) * of(l, P::thickness);
    const double held = capacity * w;
    start += of(l, P::initial) * capacity / std::sqrt(held);
    all += held;
    skin += held;
  }
  if (top == top_boundary::fixed) start += pack.parameter(P::fixed, lane) * std::sqrt(skin);
  return start * std::sqrt(all) / scale;
}

const exponential_poles* enough_poles(double gain, double tolerance) {
  const auto all = all_exponential_poles();
  const auto found = std::find_if(all.begin(), all.end(), [&](const exponential_poles& x) {
    return gain * x.error <= pole_share * tolerance;
  });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace percuta

#include "transport/modes/march_pack.hpp"

#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

/// Shares of a layer, drawn together towards both faces: its quarters, quartered again.
std::vector<double> shares(int divisions) {
  std::vector<double> faces{0.0, 1.0};
  for (int k = 1; k <= divisions; ++k) {
    faces.push_back(std::pow(0.25, k));
    faces.push_back(1.0 - std::pow(0.25, k));
  }
  std::sort(faces.begin(), faces.end());
  std::vector<double> lengths;
  for (std::size_t i = 0; i + 1 < faces.size(); ++i)
    lengths.push_back(faces[i + 1] - faces[i]);
  return lengths;
}

}  // namespace

march_pack::march_pack(const lanes::kernels& kernels, const problem& shape,
                       const element_plan& plan, int modes)
    : kernels_(&kernels) {
  march_shape& s = job_.shape;
  s.layers = static_cast<int>(plan.size());
  for (int l = 0; l < s.layers; ++l) {
    first_element_.push_back(static_cast<int>(share_.size()));
    for (const double share : shares(plan[l])) {
      share_.push_back(share);
      layer_of_.push_back(l);
    }
  }
  s.elements = static_cast<int>(share_.size());
  first_element_.push_back(s.elements);
  const element_basis& basis = basis_of(modes);
  s.modes = modes;
  s.top = lanes::kernel_top(shape.top);
  s.sink = shape.bottom == bottom_boundary::sink;
  s.first_element = first_element_.data();
  s.lambda = basis.lambda.data();
  s.coupling = basis.coupling.data();
  s.residue_even = basis.residue_even;
  s.residue_odd = basis.residue_odd;
  s.split = &split_radau();
  // Terminals: the film's face and every face where a shunt ends.
  std::vector<int> faces{0};
  const auto face_of = [&](int place) {
    return place == s.layers && s.sink ? -1 : first_element_[place];
  };
  for (const percuta::shunt& path : shape.shunts) {
    for (const int place : {path.from, path.to}) {
      if (face_of(place) >= 0) faces.push_back(face_of(place));
    }
  }
  std::sort(faces.begin(), faces.end());
  faces.erase(std::unique(faces.begin(), faces.end()), faces.end());
  s.terminals = static_cast<int>(faces.size());
  std::copy(faces.begin(), faces.end(), s.terminal_face);
  const auto terminal_of = [&](int place) {
    const int face = face_of(place);
    if (face < 0) return -1;
    return static_cast<int>(std::find(faces.begin(), faces.end(), face) - faces.begin());
  };
  s.shunts = static_cast<int>(shape.shunts.size());
  for (int k = 0; k < s.shunts; ++k) {
    s.shunt_from[k] = terminal_of(shape.shunts[k].from);
    s.shunt_to[k] = terminal_of(shape.shunts[k].to);
  }
  const auto size = [&](lanes::buffer& b, int entries) { b.resize(at(entries, 0)); };
  for (auto* b : {&capacity_, &conductance_, &speed_, &loss_, &length_})
    size(*b, s.elements);
  size(terminal_u_, s.terminals);
  size(gate_, s.layers);
  for (auto* b : {&h_, &held_, &film_, &next_film_})
    size(*b, 1);
  for (auto* b : {&held_u_, &film_capacity_, &film_loss_, &film_stage_, &film_u_})
    size(*b, 3);
  size(shunt_, 3 * s.shunts);
  for (auto* b : {&mode_, &next_mode_})
    size(*b, s.elements * s.modes);
  for (auto* b : {&end_moment_, &next_end_moment_})
    size(*b, 2 * s.elements);
  size(face_v_, s.elements + 1);
  size(error_, 2);
  size(content_, 3 * s.layers);
  size(passed_, march_passed::count(s.layers));
  size(work_, march_work(s.elements, s.modes));
}

void march_pack::set(int lane, const modal_case& c) {
  const march_shape& s = job_.shape;
  double gate = c.layers[0].gate_top;
  for (int l = 0; l < s.layers; ++l) {
    const modal_case::layer& m = c.layers[l];
    if (l > 0) gate *= m.gate_top / c.layers[l - 1].gate_bottom;
    gate_[at(l, lane)] = gate;
    for (int e = first_element_[l]; e < first_element_[l + 1]; ++e) {
      const double length = share_[e] * m.thickness_m, partition = m.partition * gate;
      length_[at(e, lane)] = length;
      capacity_[at(e, lane)] = 0.5 * partition * length;
      conductance_[at(e, lane)] = partition * m.diffusivity_m2_s / length;
      speed_[at(e, lane)] = 4.0 * m.diffusivity_m2_s / (length * length);
      loss_[at(e, lane)] = m.loss_1_s;
      // A uniform start: modes and moments in v.
      const double v = m.initial_kg_m3 / gate;
      for (int j = 0; j < s.modes; ++j)
        mode_[at(e * s.modes + j, lane)] = j % 2 == 0 ? 2.0 * s.coupling[j] * v : 0.0;
      end_moment_[at(2 * e, lane)] = end_moment_[at(2 * e + 1, lane)] = capacity_[at(e, lane)] * v;
    }
  }
  for (int t = 0; t < s.terminals; ++t) {
    // u at a face from above; at the film v is u.
    const int face = s.terminal_face[t];
    if (face == 0) {
      terminal_u_[at(t, lane)] = 1.0;
      continue;
    }
    const int above = layer_of_[face - 1];
    terminal_u_[at(t, lane)] = gate_[at(above, lane)] / c.layers[above].gate_bottom;
  }
  film_[lane] = c.film_initial_kg_m2;
}

void march_pack::attempt() {
  job_.capacity = capacity_.data();
  job_.conductance = conductance_.data();
  job_.speed = speed_.data();
  job_.loss = loss_.data();
  job_.terminal_u = terminal_u_.data();
  job_.h = h_.data();
  job_.held = held_.data();
  job_.held_u = held_u_.data();
  job_.film_capacity = film_capacity_.data();
  job_.film_loss = film_loss_.data();
  job_.shunt = shunt_.data();
  job_.film = film_.data();
  job_.mode = mode_.data();
  job_.end_moment = end_moment_.data();
  job_.next_film = next_film_.data();
  job_.next_mode = next_mode_.data();
  job_.next_end_moment = next_end_moment_.data();
  job_.face_v = face_v_.data();
  job_.error = error_.data();
  job_.film_stage = film_stage_.data();
  job_.film_u = film_u_.data();
  job_.content = content_.data();
  job_.passed = passed_.data();
  job_.work = work_.data();
  kernels_->march(job_);
}

void march_pack::accept(const std::vector<char>& accepted) {
  for (int lane = 0; lane < width(); ++lane) {
    if (accepted[lane]) continue;
    const auto keep = [&](const lanes::buffer& from, lanes::buffer& to) {
      for (std::size_t i = lane; i < from.size(); i += static_cast<std::size_t>(width()))
        to[i] = from[i];
    };
    keep(film_, next_film_);
    keep(mode_, next_mode_);
    keep(end_moment_, next_end_moment_);
  }
  film_.swap(next_film_);
  mode_.swap(next_mode_);
  end_moment_.swap(next_end_moment_);
}

double march_pack::content(int layer, int lane) const {
  double sum = 0.0;
  for (int e = first_element_[layer]; e < first_element_[layer + 1]; ++e)
    sum += end_moment_[at(2 * e, lane)] + end_moment_[at(2 * e + 1, lane)];
  return sum;
}

}  // namespace percuta

#pragma once

#include "transport/lanes/dispatch.hpp"
#include "transport/modes/element_basis.hpp"
#include "transport/modes/modal_case.hpp"

namespace percuta {

/// Cases of one shape side by side in the lanes of a kernel, with their state.
class march_pack {
public:
  march_pack(const lanes::kernels& kernels, const problem& shape, const element_plan& plan,
             int modes);
  march_pack(const march_pack&) = delete;
  march_pack& operator=(const march_pack&) = delete;

  int width() const { return kernels_->width; }
  int layers() const { return job_.shape.layers; }
  int elements() const { return job_.shape.elements; }
  int modes() const { return job_.shape.modes; }
  int first_element(int layer) const { return first_element_[layer]; }

  /// Puts a case in a lane, at time zero.
  void set(int lane, const modal_case& c);

  /// Takes the step that the inputs say. Keeps the state.
  void attempt();
  /// Makes the attempt's end the state of the lanes that are accepted.
  void accept(const std::vector<char>& accepted);

  // Inputs of the step.
  double& h(int lane) { return h_[lane]; }
  void hold(int lane, bool held) { held_[lane] = held ? 1.0 : 0.0; }
  double& held_u(int stage, int lane) { return held_u_[at(stage, lane)]; }
  double& film_capacity(int stage, int lane) { return film_capacity_[at(stage, lane)]; }
  double& film_loss(int stage, int lane) { return film_loss_[at(stage, lane)]; }
  double& shunt(int k, int stage, int lane) { return shunt_[at(3 * k + stage, lane)]; }

  // The state.
  double& film(int lane) { return film_[lane]; }
  double content(int layer, int lane) const;
  double mode(int element, int j, int lane) const { return mode_[at(element * modes() + j, lane)]; }
  /// Scaled potential at a face at the end of the last attempt.
  double face_v(int face, int lane) const { return face_v_[at(face, lane)]; }
  double length_m(int element, int lane) const { return length_[at(element, lane)]; }
  /// w over v in a layer.
  double gate(int layer, int lane) const { return gate_[at(layer, lane)]; }

  // Results of the last attempt.
  double error(bool again, int lane) const { return error_[at(again ? 1 : 0, lane)]; }
  double film_stage(int stage, int lane) const { return film_stage_[at(stage, lane)]; }
  double film_u(int stage, int lane) const { return film_u_[at(stage, lane)]; }
  double content_stage(int layer, int stage, int lane) const {
    return content_[at(3 * layer + stage, lane)];
  }
  double passed(int index, int lane) const { return passed_[at(index, lane)]; }

private:
  std::size_t at(int index, int lane) const {
    return static_cast<std::size_t>(index * kernels_->width + lane);
  }

  const lanes::kernels* kernels_;
  march_job job_;
  std::vector<int> first_element_, layer_of_;
  std::vector<double> share_;  ///< of each element in its layer
  lanes::buffer capacity_, conductance_, speed_, loss_, terminal_u_, length_, gate_;
  lanes::buffer h_, held_, held_u_, film_capacity_, film_loss_, shunt_;
  lanes::buffer film_, mode_, end_moment_, next_film_, next_mode_, next_end_moment_;
  lanes::buffer face_v_, error_, film_stage_, film_u_, content_, passed_, work_;
};

}  // namespace percuta

#pragma once

#include "percuta/problem.hpp"
#include "transport/lanes/dispatch.hpp"

#include <vector>

namespace percuta {

/// Problems of one shape side by side in the lanes of a kernel, ready for the Laplace domain.
/// Fill the parameters, then evaluate as often as wanted.
class ladder_pack {
public:
  /// `shape` gives the number of layers, the boundaries, and every parameter of every lane.
  ladder_pack(const lanes::kernels& kernels, const problem& shape, int solute, bool fluxes);

  int width() const { return kernels_->width; }
  int layers() const { return job_.layers; }
  bool has_initial_content() const { return job_.initial_content; }

  double& parameter(int index, int lane) { return parameters_[at(index, lane)]; }
  double parameter(int index, int lane) const { return parameters_[at(index, lane)]; }
  void set_initial_content(bool any) { job_.initial_content = any; }
  void set_fluxes(bool wanted) { job_.fluxes = wanted; }
  void set_poles(const exponential_poles& poles) { job_.poles = poles; }
  const exponential_poles& poles() const { return job_.poles; }

  /// `times` entries of width() values, all above zero. `trace` as in ladder_job.
  void evaluate(const double* time_s, int times, double* trace = nullptr);

  /// The same at times that all lanes share.
  void set_times(const double* time_s, int times);
  void evaluate_at_set_times(double* trace = nullptr) {
    evaluate(times_.data(), static_cast<int>(times_.size()) / width(), trace);
  }

  double result(int time, int index, int lane) const {
    return out_[static_cast<std::size_t>(time * ladder_results::count(job_.layers)) * width() +
                at(index, lane)];
  }

private:
  std::size_t at(int index, int lane) const {
    return static_cast<std::size_t>(index * kernels_->width + lane);
  }

  const lanes::kernels* kernels_;
  ladder_job job_;
  lanes::buffer parameters_, work_, out_, times_;
};

/// Share of `scale` by which any inventory of a lane may err for each unit of the poles' own error.
/// The operator is symmetric where every compartment is weighed by what it holds in equilibrium
/// with u = 1, pi; so an amount in one place errs by at most  error * sqrt(pi) * |start|,  and the
/// start's norm is the sum of amount / sqrt(pi) over all places.
double error_gain(const ladder_pack& pack, int lane, top_boundary top, double scale);

/// The fewest poles whose error times the gain is within half the tolerance; null: none are enough.
const exponential_poles* enough_poles(double gain, double tolerance);

}  // namespace percuta

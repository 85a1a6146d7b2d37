#pragma once

#include "percuta/solution.hpp"
#include "transport/unit_cell/implicit_system.hpp"

namespace percuta {

/// Rates of what accumulates, linear in what is measured; indices into one vector.
struct cell_rates {
  explicit cell_rates(int layers = 0) : layers_(layers) {}
  int content(int layer) const { return layer; }
  int cleared(int layer) const { return layers_ + layer; }
  int fluid_cleared(int layer) const { return 2 * layers_ + layer; }
  /// Down through the fluid at its mouth and each lower layer's upper face, but for what the rows
  /// there hold.
  int fluid_down(int layer) const { return 3 * layers_ + layer; }
  int evaporated() const { return 4 * layers_; }
  int sink() const { return 4 * layers_ + 1; }  ///< but for what the sink's rows hold
  int top() const { return 4 * layers_ + 2; }   ///< from a fixed top, but for what its rows hold
  int count() const { return 4 * layers_ + 3; }

private:
  int layers_;
};

/// The rates [cell_rates, kg/m2/s] at an instant of what is measured [observables].
Eigen::VectorXd rates_of(const cell_system& s, const cell_instant& at,
                         const Eigen::VectorXd& measured);

/// Turns what is measured and accumulated into a solute's solution.
class cell_books {
public:
  explicit cell_books(const cell_system& s);

  void supply(double amount) { supplied_ += amount; }
  void remove(double amount) { removed_ += amount; }
  /// The film's part that the fluid within a layer takes at once, and what of it appears on the
  /// rows of that layer's face.
  void flood(int layer, double amount, double at_face) {
    flooded_[layer] += amount;
    flooded_at_face_[layer] += at_face;
  }

  /// One output: what is measured then, what has accumulated since zero (cell_rates), and the
  /// film's amounts.
  void write(const cell_instant& at, const Eigen::VectorXd& measured,
             const Eigen::VectorXd& accumulated, double film, double undissolved);

  /// The same at time zero, before anything has moved.
  void write_start(const cell_instant& at, double film, double undissolved);

  /// Sets the balance and hands the solution over.
  solute_solution take();

private:
  /// Down through the fluid at a layer's upper face, or the mouth, since zero.
  double passed(int layer, const Eigen::VectorXd& measured,
                const Eigen::VectorXd& accumulated) const;

  const cell_system& s_;
  cell_rates rates_;
  solute_solution out_;
  double supplied_ = 0.0, removed_ = 0.0;
  std::vector<double> flooded_, flooded_at_face_;
};

}  // namespace percuta

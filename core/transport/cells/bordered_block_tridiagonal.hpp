#pragma once

#include <Eigen/Dense>
#include <array>
#include <type_traits>
#include <vector>

namespace percuta {

/// Columns that the border may have: film and six shunts in three stages.
inline constexpr int largest_border = 21;

/// Solves, without allocating where Nodes is fixed,
///
///     lower_j x_{j-1} + diagonal_j x_j + upper_j x_{j+1} + border_j z = rhs_j     j = 0 .. cells-1
///     sum_j row_j x_j + corner z = foot
///
/// by block elimination from the top and the Schur complement of the border. Blocks hold Stages
/// groups of Nodes unknowns; lower and upper couple equal stages only. No pivoting between blocks:
/// the blocks come from diffusion, whose diagonals dominate.
template <int Stages, int Nodes, class Scalar = double>
class bordered_block_tridiagonal {
public:
  static constexpr int size = Nodes == Eigen::Dynamic ? Eigen::Dynamic : Stages * Nodes;
  using node_block = Eigen::Matrix<Scalar, Nodes, Nodes>;
  using block = Eigen::Matrix<Scalar, size, size>;
  static constexpr int panel_order = size == 1 ? Eigen::RowMajor : Eigen::ColMajor;
  static constexpr int max_columns = 1 + largest_border;
  using panel = std::conditional_t<
      Nodes == Eigen::Dynamic, Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic>,
      Eigen::Matrix<Scalar, size, Eigen::Dynamic, panel_order, size, max_columns>>;

  struct cell {
    std::array<node_block, Stages> lower, upper;
    block diagonal;
    panel right;  ///< rhs in column 0, border from column 1; becomes the solution's parts
  };

  /// One entry of the border's rows: unknown `index` of cell `cell` times `factor` in row `row`.
  struct row_entry {
    int row, cell, index;
    double factor;
  };

  void resize(int cells, int nodes, int border) {
    nodes_ = nodes;
    border_ = border;
    cells_.resize(static_cast<std::size_t>(cells));
    for (cell& c : cells_) {
      for (int i = 0; i < Stages; ++i) {
        c.lower[i].resize(nodes, nodes);
        c.upper[i].resize(nodes, nodes);
      }
      c.diagonal.resize(Stages * nodes, Stages * nodes);
      c.right.resize(Stages * nodes, 1 + border);
    }
    corner.resize(border, border);
    foot.resize(border);
  }

  /// Sets every coefficient to zero.
  void clear() {
    for (cell& c : cells_) {
      for (int i = 0; i < Stages; ++i) {
        c.lower[i].setZero();
        c.upper[i].setZero();
      }
      c.diagonal.setZero();
      c.right.setZero();
    }
    corner.setZero();
    foot.setZero();
    rows.clear();
  }

  cell& operator[](int j) { return cells_[static_cast<std::size_t>(j)]; }

  /// Solves in place; afterwards x(j) and z hold the solution.
  void solve() {
    const int cells = static_cast<int>(cells_.size());
    for (int j = 0; j < cells; ++j) {
      cell& c = cells_[j];
      if (j > 0) subtract_lower(c, cells_[j - 1]);
      divide(c, j + 1 < cells);
    }
    for (int j = cells - 2; j >= 0; --j) {
      cells_[j].right -= cells_[j].diagonal.lazyProduct(cells_[j + 1].right);
    }
    if (border_ > 0) close_border();
  }

  Scalar x(int j, int index) const {
    const panel& r = cells_[static_cast<std::size_t>(j)].right;
    Scalar sum = r(index, 0);
    for (int k = 0; k < border_; ++k)
      sum -= r(index, 1 + k) * z(k);
    return sum;
  }

  Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor, largest_border,
                largest_border>
      corner;
  Eigen::Matrix<Scalar, Eigen::Dynamic, 1, Eigen::ColMajor, largest_border, 1> foot, z;
  std::vector<row_entry> rows;

private:
  /// Turns right into diagonal^-1 right, and the diagonal, which has served, into diagonal^-1
  /// upper.
  void divide(cell& c, bool has_upper) {
    if constexpr (size != Eigen::Dynamic && size <= 4) {
      // The closed form: a general solver spends most of its time on its own set-up here.
      const block inverse = c.diagonal.inverse();
      c.right = inverse.lazyProduct(c.right).eval();
      if (!has_upper) return;
      for (int i = 0; i < Stages; ++i) {
        c.diagonal.template middleCols<Nodes>(i * Nodes) =
            inverse.template middleCols<Nodes>(i * Nodes).lazyProduct(c.upper[i]);
      }
    } else if constexpr (size != Eigen::Dynamic) {
      divide_in_place(c, has_upper);
    } else {
      factor_.compute(c.diagonal);
      c.right = factor_.solve(c.right).eval();
      if (!has_upper) return;
      spread_.setZero(Stages * nodes_, Stages * nodes_);
      for (int i = 0; i < Stages; ++i)
        spread_.block(i * nodes_, i * nodes_, nodes_, nodes_) = c.upper[i];
      c.diagonal = factor_.solve(spread_).eval();
    }
  }

  /// Elimination without pivots, in rows that the compiler can hold in registers: the diagonals
  /// dominate within the blocks too.
  void divide_in_place(cell& c, bool has_upper) {
    constexpr int n = size;
    const int columns = 1 + border_;
    alignas(64) Scalar row[n][2 * n + max_columns];
    for (int i = 0; i < n; ++i) {
      for (int j = 0; j < n; ++j) {
        row[i][j] = c.diagonal(i, j);
        row[i][n + j] = 0.0;
      }
      for (int j = 0; j < columns; ++j)
        row[i][2 * n + j] = c.right(i, j);
    }
    if (has_upper) {
      for (int s = 0; s < Stages; ++s) {
        for (int i = 0; i < Nodes; ++i) {
          for (int j = 0; j < Nodes; ++j)
            row[s * Nodes + i][n + s * Nodes + j] = c.upper[s](i, j);
        }
      }
    }
    const int from = has_upper ? n : 2 * n, to = 2 * n + columns;
    for (int k = 0; k < n; ++k) {
      const Scalar inverse = 1.0 / row[k][k];
      for (int j = k + 1; j < n; ++j)
        row[k][j] *= inverse;
      for (int j = from; j < to; ++j)
        row[k][j] *= inverse;
      for (int i = k + 1; i < n; ++i) {
        const Scalar factor = row[i][k];
        for (int j = k + 1; j < n; ++j)
          row[i][j] -= factor * row[k][j];
        for (int j = from; j < to; ++j)
          row[i][j] -= factor * row[k][j];
      }
    }
    for (int k = n - 1; k > 0; --k) {
      for (int i = 0; i < k; ++i) {
        const Scalar factor = row[i][k];
        for (int j = from; j < to; ++j)
          row[i][j] -= factor * row[k][j];
      }
    }
    for (int i = 0; i < n; ++i) {
      for (int j = 0; has_upper && j < n; ++j)
        c.diagonal(i, j) = row[i][n + j];
      for (int j = 0; j < columns; ++j)
        c.right(i, j) = row[i][2 * n + j];
    }
  }

  void subtract_lower(cell& c, const cell& above) {
    for (int i = 0; i < Stages; ++i) {
      auto rows_of_stage = c.diagonal.middleRows(i * nodes_, nodes_);
      rows_of_stage -= c.lower[i].lazyProduct(above.diagonal.middleRows(i * nodes_, nodes_));
      auto right_of_stage = c.right.middleRows(i * nodes_, nodes_);
      right_of_stage -= c.lower[i].lazyProduct(above.right.middleRows(i * nodes_, nodes_));
    }
  }

  void close_border() {
    for (const row_entry& e : rows) {
      const panel& r = cells_[static_cast<std::size_t>(e.cell)].right;
      foot(e.row) -= e.factor * r(e.index, 0);
      for (int k = 0; k < border_; ++k)
        corner(e.row, k) -= e.factor * r(e.index, 1 + k);
    }
    z = corner.partialPivLu().solve(foot);
  }

  int nodes_ = 0, border_ = 0;
  std::vector<cell> cells_;
  Eigen::PartialPivLU<block> factor_;
  block spread_;
};

}  // namespace percuta

#include "transport/unit_cell/sparse_ldu.hpp"

#include <cmath>

namespace percuta {

void sparse_ldu::analyse(const Eigen::SparseMatrix<double>& a) {
  n_ = static_cast<int>(a.cols());
  const int* const outer = a.outerIndexPtr();
  const int* const inner = a.innerIndexPtr();
  parent_.assign(n_, -1);
  mark_.assign(n_, -1);
  std::vector<int> count(n_, 0);
  for (int k = 0; k < n_; ++k) {
    mark_[k] = k;
    for (int p = outer[k]; p < outer[k + 1] && inner[p] < k; ++p) {
      for (int i = inner[p]; mark_[i] != k; i = parent_[i]) {
        if (parent_[i] == -1) parent_[i] = k;
        ++count[i];
        mark_[i] = k;
      }
    }
  }
  start_.assign(n_ + 1, 0);
  for (int k = 0; k < n_; ++k)
    start_[k + 1] = start_[k] + count[k];
  row_.resize(start_[n_]);
  lower_.resize(start_[n_]);
  right_.resize(start_[n_]);
  mirrored_.resize(a.nonZeros());
  std::vector<int> at(outer, outer + n_);
  for (int k = 0; k < n_; ++k) {
    for (int p = outer[k]; p < outer[k + 1]; ++p)
      mirrored_[p] = at[inner[p]]++;
  }
  d_.resize(n_);
  filled_.resize(n_);
  path_.resize(n_);
  reach_.resize(n_);
  down_.assign(n_, 0.0);
  across_.assign(n_, 0.0);
}

bool sparse_ldu::factorise(const Eigen::SparseMatrix<double>& a) {
  const int* const outer = a.outerIndexPtr();
  const int* const inner = a.innerIndexPtr();
  const double* const value = a.valuePtr();
  std::fill(mark_.begin(), mark_.end(), -1);
  for (int k = 0; k < n_; ++k) {
    filled_[k] = start_[k];
    mark_[k] = k;
    int top = n_;
    double pivot = 0.0;
    for (int p = outer[k]; p < outer[k + 1] && inner[p] <= k; ++p) {
      const int first = inner[p];
      if (first == k) {
        pivot = value[p];
        break;
      }
      down_[first] = value[p];               // A(first, k)
      across_[first] = value[mirrored_[p]];  // A(k, first)
      int length = 0;
      for (int i = first; mark_[i] != k; i = parent_[i]) {
        path_[length++] = i;
        mark_[i] = k;
      }
      while (length > 0)
        reach_[--top] = path_[--length];
    }
    for (; top < n_; ++top) {
      const int i = reach_[top];
      const double v = down_[i], w = across_[i];
      down_[i] = across_[i] = 0.0;
      for (int p = start_[i]; p < filled_[i]; ++p) {
        down_[row_[p]] -= lower_[p] * v;
        across_[row_[p]] -= right_[p] * w;
      }
      const int end = filled_[i]++;
      row_[end] = k;
      lower_[end] = w / d_[i];
      right_[end] = v / d_[i];
      pivot -= lower_[end] * v;
    }
    d_[k] = pivot;
    if (!(std::abs(pivot) > 0.0) || !std::isfinite(pivot)) return false;
  }
  return true;
}

void sparse_ldu::solve_lower(Eigen::VectorXd& b) const {
  for (int k = 0; k < n_; ++k) {
    const double x = b[k];
    for (int p = start_[k]; p < start_[k + 1]; ++p)
      b[row_[p]] -= lower_[p] * x;
  }
}

void sparse_ldu::solve_upper(Eigen::VectorXd& b) const {
  for (int k = n_ - 1; k >= 0; --k) {
    double x = b[k];
    for (int p = start_[k]; p < start_[k + 1]; ++p)
      x -= right_[p] * b[row_[p]];
    b[k] = x;
  }
}

Eigen::MatrixXd sparse_ldu::corner(const std::vector<double>& values, int size) const {
  Eigen::MatrixXd out = Eigen::MatrixXd::Identity(size, size);
  const int first = n_ - size;
  for (int j = 0; j < size; ++j) {
    for (int p = start_[first + j]; p < start_[first + j + 1]; ++p)
      out(row_[p] - first, j) = values[p];
  }
  return out;
}

}  // namespace percuta

#include "transport/modes/element_basis.hpp"

#include <Eigen/Eigenvalues>
#include <array>
#include <cmath>
#include <memory>
#include <mutex>
#include <numeric>

namespace percuta {
namespace {

/// N_n = (P_n - P_{n-2}) / sqrt(2 (2n - 1)), whose derivatives are orthonormal.
double scale_of(int n) {
  return 1.0 / std::sqrt(2.0 * (2.0 * n - 1.0));
}

/// integral N_n N_m.
double mass(int n, int m) {
  const auto norm = [](int k) { return 2.0 / (2.0 * k + 1.0); };  // of P_k
  if (n == m) return scale_of(n) * scale_of(n) * (norm(n) + norm(n - 2));
  if (m == n + 2) return -scale_of(n) * scale_of(m) * norm(n);
  if (n == m + 2) return mass(m, n);
  return 0.0;
}

element_basis make(int modes) {
  element_basis made;
  made.modes = modes;
  made.lambda.resize(modes);
  made.coupling.resize(modes);
  made.legendre.assign(modes, std::vector<double>(modes + 2, 0.0));
  for (const int parity : {0, 1}) {
    const int count = (modes + 1 - parity) / 2;  // degrees 2 + parity, 4 + parity, ...
    if (count == 0) continue;
    const auto degree = [parity](int i) { return 2 + parity + 2 * i; };
    Eigen::MatrixXd m(count, count);
    for (int i = 0; i < count; ++i) {
      for (int j = 0; j < count; ++j)
        m(i, j) = mass(degree(i), degree(j));
    }
    // Stiffness is the identity, so 1/lambda are the eigenvalues of the mass.
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solved(m);
    for (int k = 0; k < count; ++k) {
      const int column = count - 1 - k;  // the largest mass is the slowest mode
      const int mode = 2 * k + parity;
      const double held = solved.eigenvalues()(column);
      made.lambda[mode] = 1.0 / held;
      std::vector<double>& in_legendre = made.legendre[mode];
      for (int i = 0; i < count; ++i) {
        const double share = solved.eigenvectors()(i, column) / std::sqrt(held);
        in_legendre[degree(i)] += share * scale_of(degree(i));
        in_legendre[degree(i) - 2] -= share * scale_of(degree(i));
      }
      // phi_0 = (P_0 - P_1) / 2, so that an even mode meets P_0, an odd one P_1.
      const double met = parity == 0 ? in_legendre[0] : -in_legendre[1] / 3.0;
      if (met < 0.0) {
        for (double& c : in_legendre)
          c = -c;
      }
      made.coupling[mode] = std::abs(met);
    }
  }
  made.residue_even = 0.5;
  made.residue_odd = 1.0 / 6.0;
  for (int j = 0; j < modes; ++j) {
    (j % 2 == 0 ? made.residue_even : made.residue_odd) -= made.coupling[j] * made.coupling[j];
  }
  return made;
}

}  // namespace

const element_basis& basis_of(int modes) {
  static std::array<std::once_flag, most_modes + 1> once;
  static std::array<std::unique_ptr<const element_basis>, most_modes + 1> made;
  std::call_once(once.at(modes),
                 [modes] { made[modes] = std::make_unique<element_basis>(make(modes)); });
  return *made[modes];
}

}  // namespace percuta

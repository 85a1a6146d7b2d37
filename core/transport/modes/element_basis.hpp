#pragma once

#include <vector>

namespace percuta {

// Polynomials on an element, xi in [-1, 1], that make diffusion within it diagonal: two linear
// functions phi_0 = (1 - xi)/2 and phi_1 = (1 + xi)/2 for its ends, and bubbles psi_j that vanish
// there, with
//
//     integral psi_i psi_j = delta_ij      integral psi_i' psi_j' = lambda_j delta_ij
//
// found among the integrated Legendre polynomials of degree 2 to modes + 1. psi_0, psi_2, ... are
// even, psi_1, psi_3, ... odd; lambda tends to (j + 1)^2 pi^2 / 4. phi_0' and phi_1' are constant,
// so that bubbles meet the ends in their mass only: coupling_j = integral phi_0 psi_j.

struct element_basis {
  int modes = 0;
  std::vector<double> lambda, coupling;
  /// What the ends hold beyond the bubbles: 1/2 - sum of coupling^2 over even j, 1/6 - over odd j.
  double residue_even = 0.0, residue_odd = 0.0;
  /// psi_j = sum_n legendre[j][n] P_n, n = 0 .. modes + 1.
  std::vector<std::vector<double>> legendre;
};

/// The basis with the given number of bubbles, 2 to most_modes; made once.
const element_basis& basis_of(int modes);

inline constexpr int most_modes = 16;

}  // namespace percuta

#pragma once

#include <functional>
#include <vector>

namespace percuta {

/// A number that moves with time: `scale` times piecewise Chebyshev polynomials between ascending
/// breaks.
///
/// Piece i spans [breaks_s[i], breaks_s[i + 1]] with coefficients[i] in the Chebyshev basis of the
/// first kind over that span. A constant has no breaks and one piece of one coefficient. Before the
/// first and after the last break the signal keeps its end value.
struct signal {
  std::vector<double> breaks_s;
  std::vector<std::vector<double>> coefficients{{0.0}};
  double scale = 1.0;  ///< so that variations of one signal share its pieces

  signal() = default;
  signal(double constant) : coefficients{{constant}} {}  // NOLINT(google-explicit-constructor)

  bool operator==(const signal&) const = default;
};

/// Which limit to take at a break.
enum class side { right, left };

/// Value at time t_s.
double value(const signal& s, double t_s, side at_break = side::right);

/// The same without the scale.
double value_of_pieces(const signal& s, double t_s, side at_break = side::right);

/// The same at three ascending times at once, the last taken from the left.
void values_of_pieces(const signal& s, const double (&t_s)[3], double (&values)[3]);

/// True when the signal never moves.
bool is_constant(const signal& s);

/// Breaks strictly inside (from_s, to_s) at which value or slope jumps by more than
/// `relative` of the signal's largest magnitude (per piece length for the slope).
std::vector<double> discontinuities(const signal& s, double from_s, double to_s,
                                    double relative = 1e-6);

/// Largest and smallest value over [from_s, to_s], from samples at the Chebyshev points.
struct extent {
  double low, high;
};
extent range_of(const signal& s, double from_s, double to_s);

/// Fits `f` on [breaks.front(), breaks.back()] to within `tolerance` (absolute); f may jump only at
/// the given breaks, where it is sampled from inside each span. Spans are halved until they fit.
/// Throws numerical_error when 2^20 of the span do not suffice.
signal fit(const std::function<double(double)>& f, const std::vector<double>& breaks_s,
           double tolerance);

/// The same for a function that takes many times at once and gives a value for each.
using batch_function = std::function<std::vector<double>(const std::vector<double>&)>;
signal fit_batch(const batch_function& f, const std::vector<double>& breaks_s, double tolerance);

}  // namespace percuta

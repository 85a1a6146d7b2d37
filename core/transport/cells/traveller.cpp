#include "transport/cells/traveller.hpp"

#include "transport/radau.hpp"

#include <algorithm>

namespace percuta {
namespace {

/// A film counts as over its solubility from this share of what it dissolves.
constexpr double sharpness = 1e-8;

bool finite_film(const traveller& x) {
  return x.op.source->top == top_boundary::film;
}

bool saturates(const traveller& x) {
  return finite_film(x) && x.op.what->top.saturation_kg_m3.has_value();
}

/// What a saturated film holds dissolved [kg/m2].
double dissolves(const traveller& x, double time_s, side at) {
  const film& f = x.op.what->top;
  return value(f.capacity_m, time_s, at) * value(*f.saturation_kg_m3, time_s, at);
}

/// A population's fluid takes the film's u, as far as the film reaches.
void flood(traveller& x, int population, double time_s) {
  const film& f = x.op.what->top;
  double u = x.state.film / value(f.capacity_m, time_s);
  if (f.saturation_kg_m3) u = std::min(u, value(*f.saturation_kg_m3, time_s));
  const auto each = [&](auto&& act) {
    for (int j = 0; j < x.op.lines[population].cells; ++j) {
      double& w = x.state.w[x.op.at(j, 1 + population)];
      if (u > w) act(w, x.op.capacity(j, 1 + population));
    }
  };
  double needed = 0.0;
  each([&](double& w, double k) { needed += k * (u - w); });
  if (needed <= 0.0) return;
  const double share = std::min(1.0, x.state.film / needed);
  each([&](double& w, double) { w += share * (u - w); });
  x.state.film = std::max(0.0, x.state.film - share * needed);
  x.books.flood(share * needed);
}

}  // namespace

traveller::traveller(const problem& p, int solute, const mesh& cells, double error_scale)
    : index(solute),
      scale(error_scale),
      op(p, solute, cells),
      solver(make_radau_step(op)),
      books(p, op) {}

void load(traveller& x) {
  const layered_operator& op = x.op;
  x.state.w.assign(op.unknowns(), 0.0);
  x.state.film = finite_film(x) ? op.what->top.initial_kg_m2 : 0.0;
  for (int j = 0; j < op.cells(); ++j) {
    x.state.w[op.at(j, 0)] = op.what->layers[op.grid->layer[j]].initial_kg_m3;
    for (int c = 0; c < op.populations(); ++c) {
      if (j < op.lines[c].cells) x.state.w[op.at(j, 1 + c)] = op.what->fluid[c].initial_kg_m3;
    }
  }
  x.books.supply(total(op, x.state));
}

void apply(const event& e, traveller& x) {
  if (!finite_film(x)) return;
  const double kept = e.keep[x.index] * x.state.film;
  x.books.remove(x.state.film - kept);
  x.state.film = kept + e.add_kg_m2[x.index];
  x.books.supply(e.add_kg_m2[x.index]);
  for (const int c : e.flood)
    flood(x, c, e.time_s);
}

film_mode mode_at(const traveller& x, double time_s) {
  switch (x.op.source->top) {
    case top_boundary::closed:
      return film_mode::none;
    case top_boundary::fixed:
      return film_mode::fixed;
    case top_boundary::film:
      break;
  }
  return undissolved(x, time_s) > 0.0 ? film_mode::saturated : film_mode::dissolved;
}

double undissolved(const traveller& x, double time_s) {
  if (!saturates(x)) return 0.0;
  return std::max(0.0, x.state.film - dissolves(x, time_s, side::right));
}

std::optional<double> leaves_mode(const traveller& x, double time_s, double h) {
  if (!saturates(x)) return std::nullopt;
  const double sign = x.mode == film_mode::saturated ? -1.0 : 1.0;
  const std::array<double, 3> film{x.stages.at[0].film, x.stages.at[1].film, x.stages.at[2].film};
  const auto beyond = [&](double theta) {
    const double m = theta == 0.0 ? x.state.film : radau::collocate(x.state.film, film, theta);
    return sign * (m - dissolves(x, time_s + theta * h, theta == 0.0 ? side::right : side::left));
  };
  const double threshold = sharpness * dissolves(x, time_s, side::right);
  const auto first = std::find_if(radau::c.begin(), radau::c.end(),
                                  [&](double theta) { return beyond(theta) > threshold; });
  if (first == radau::c.end()) return std::nullopt;
  double low = 0.0, high = *first;
  if (beyond(low) >= 0.0) return 0.0;
  for (int k = 0; k < 60 && high - low > 1e-14; ++k) {
    const double middle = 0.5 * (low + high);
    (beyond(middle) > 0.0 ? high : low) = middle;
  }
  return high;
}

}  // namespace percuta

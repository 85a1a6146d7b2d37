#include "transport/cells/layered_operator.hpp"

#include <algorithm>
#include <cmath>

namespace percuta {
namespace {

/// Cell centre to face, per skin area [m/s].
double half_conductance(const layered_operator& op, int cell) {
  const medium& m = op.what->layers[op.grid->layer[cell]];
  return m.partition * m.diffusivity_m2_s / (0.5 * op.grid->width(cell));
}

struct face_halves {
  double above, below, gate_above, gate_below;
};

face_halves halves(const layered_operator& op, int face) {
  const medium& upper = op.what->layers[op.grid->layer[face - 1]];
  const medium& lower = op.what->layers[op.grid->layer[face]];
  const bool interface = op.grid->layer[face - 1] != op.grid->layer[face];
  return {half_conductance(op, face - 1), half_conductance(op, face),
          interface ? upper.gate.bottom : 1.0, interface ? lower.gate.top : 1.0};
}

/// Continuity of flux through a face with w = gate * u on either side.
exchange through(const face_halves& h) {
  const double sum = h.above * h.gate_above + h.below * h.gate_below;
  return {h.above * h.below * h.gate_below / sum, h.above * h.below * h.gate_above / sum};
}

shunt_end end_of_shunt(const layered_operator& op, int place) {
  shunt_end end;
  if (place == 0) {
    end.is_film = true;
    return end;
  }
  const mesh& grid = *op.grid;
  const int face = grid.first_cell[place];
  end.above = face - 1;
  if (face < grid.cells()) {
    end.below = face;
    const face_halves h = halves(op, face);
    const double sum = h.above * h.gate_above + h.below * h.gate_below;
    end.w_above = h.above / sum;
    end.w_below = h.below / sum;
    end.per_flux = 1.0 / sum;
    end.share_above = h.above * h.gate_above / sum;
    end.share_below = h.below * h.gate_below / sum;
    return end;
  }
  if (op.source->bottom == bottom_boundary::sink) {
    end.share_receptor = 1.0;
    return end;
  }
  const double gate = op.what->layers.back().gate.bottom;
  const double above = half_conductance(op, face - 1);
  end.w_above = 1.0 / gate;
  end.per_flux = 1.0 / (above * gate);
  end.share_above = 1.0;
  return end;
}

/// K D over u by which the channel's place conducts better than its host: open it is fluid, closed
/// it is its host again.
double excess(const layered_operator& op, int population, int cell, double openness) {
  const medium& fluid = op.what->fluid[population];
  const medium& host = op.what->layers[op.grid->layer[cell]];
  return openness * std::max(0.0, fluid.partition * fluid.diffusivity_m2_s -
                                      host.partition * host.diffusivity_m2_s * host.gate.wall);
}

double in_series(double a, double b) {
  return a > 0.0 && b > 0.0 ? a * b / (a + b) : 0.0;
}

void evaluate_film(const layered_operator& op, film_mode mode, double t, side at, instant& out) {
  const film& f = op.what->top;
  out.film_slope = out.film_constant = out.evaporation_m_s = 0.0;
  switch (mode) {
    case film_mode::none:
      return;
    case film_mode::fixed:
      out.film_constant = value(f.fixed_kg_m3, t, at);
      return;
    case film_mode::dissolved:
      out.film_slope = 1.0 / value(f.capacity_m, t, at);
      break;
    case film_mode::saturated:
      out.film_constant = value(*f.saturation_kg_m3, t, at);
      break;
  }
  out.evaporation_m_s = value(f.loss_m_s, t, at);
}

void evaluate_population(const layered_operator& op, int c, film_mode mode, double t, side at,
                         instant& out) {
  const channel_line& line = op.lines[c];
  if (line.cells == 0) {
    out.mouth[c] = out.channel_loss_1_s[c] = 0.0;
    out.tip[c] = {};
    return;
  }
  const channel& population = op.source->channels[c];
  const double openness = value(population.openness, t, at);
  const auto half = [&](int cell, int face) {
    return line.face_fraction[face] * excess(op, c, cell, openness) / (0.5 * op.grid->width(cell));
  };
  double mouth = half(0, 0);
  const film& f = op.what->top;
  if (f.sheet_conductance_m3_s && (mode == film_mode::dissolved || mode == film_mode::saturated)) {
    mouth = in_series(mouth, line.wetted_density_1_m2 * cell_exchange(line.mouth_area_fraction) *
                                 value(*f.sheet_conductance_m3_s, t, at));
  }
  out.mouth[c] = mode == film_mode::none ? 0.0 : mouth;
  for (int face = 1; face < line.cells; ++face) {
    out.axial[c][face] = in_series(half(face - 1, face), half(face, face));
  }
  const double last_half = half(line.cells - 1, line.cells);
  const double disc = op.tip[c].b;
  if (disc > 0.0 && last_half > 0.0) {
    const double series = last_half / (last_half + op.tip[c].a);
    out.tip[c] = {op.tip[c].a * series, op.tip[c].b * series};
  } else {
    out.tip[c] = {};
  }
  out.channel_loss_1_s[c] = value(op.what->fluid[c].loss_1_s, t, at);
}

}  // namespace

layered_operator::layered_operator(const problem& p, int s, const mesh& cells_of)
    : source(&p), what(&p.solutes[s]), grid(&cells_of) {
  for (const channel& c : p.channels)
    lines.push_back(lump(c, grid->face_m));
  const int n = grid->cells();
  tissue_capacity.resize(n);
  channel_capacity.resize(lines.size());
  wall.resize(lines.size());
  for (int j = 0; j < n; ++j) {
    const medium& host = what->layers[grid->layer[j]];
    double tissue = 1.0;
    for (std::size_t c = 0; c < lines.size(); ++c) {
      if (j >= lines[c].cells) continue;
      tissue -= lines[c].area_fraction[j];
      channel_capacity[c].push_back(lines[c].area_fraction[j] * grid->width(j) *
                                    what->fluid[c].partition);
      const double g =
          lines[c].exchange[j] * grid->width(j) * host.partition * host.diffusivity_m2_s;
      wall[c].push_back({g * host.gate.wall, g});
    }
    tissue_capacity[j] = tissue * grid->width(j) * host.partition;
  }
  const double first = half_conductance(*this, 0);
  if (p.top != top_boundary::closed) top = {first * what->layers.front().gate.top, first};
  down.resize(n);
  for (int face = 1; face < n; ++face)
    down[face] = through(halves(*this, face));
  if (p.bottom == bottom_boundary::sink) bottom = half_conductance(*this, n - 1);
  for (const channel_line& line : lines) {
    if (line.cells == 0 || line.cells >= n) {
      tip.push_back({});
      continue;
    }
    const medium& below = what->layers[grid->layer[line.cells]];
    const double disc = line.wetted_density_1_m2 * 4.0 * below.partition * below.diffusivity_m2_s *
                        line.tip_radius_m;
    tip.push_back({disc * below.gate.wall, disc});
  }
  for (const shunt& path : p.shunts) {
    shunt_from.push_back(end_of_shunt(*this, path.from));
    shunt_to.push_back(end_of_shunt(*this, path.to));
  }
  conversion_1_s.assign(p.thickness_m.size(), 0.0);
  for (const reaction& r : p.reactions) {
    if (r.from != s) continue;
    for (std::size_t layer = 0; layer < conversion_1_s.size(); ++layer) {
      conversion_1_s[layer] += r.rate_1_s[layer];
    }
  }
}

void evaluate(const layered_operator& op, film_mode mode, double t_s, side at, instant& out) {
  evaluate_film(op, mode, t_s, at, out);
  const std::size_t layers = op.what->layers.size(), populations = op.lines.size();
  out.loss_1_s.resize(layers);
  for (std::size_t i = 0; i < layers; ++i) {
    out.loss_1_s[i] = value(op.what->layers[i].loss_1_s, t_s, at);
  }
  out.channel_loss_1_s.resize(populations);
  out.mouth.resize(populations);
  out.axial.resize(populations);
  out.tip.resize(populations);
  for (int c = 0; c < op.populations(); ++c) {
    out.axial[c].resize(static_cast<std::size_t>(op.lines[c].cells));
    evaluate_population(op, c, mode, t_s, at, out);
  }
  out.shunt.resize(op.source->shunts.size());
  for (std::size_t k = 0; k < out.shunt.size(); ++k) {
    out.shunt[k] = value(op.source->shunts[k].conductance_m_s, t_s, at);
  }
}

}  // namespace percuta

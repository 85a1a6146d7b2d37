#include "transport/transform/cells_transform.hpp"

#include "transport/cells/assembly.hpp"
#include "transport/inventories.hpp"
#include "transport/transform/peak_search.hpp"
#include "transport/transform/validity.hpp"

#include <algorithm>
#include <complex>
#include <memory>

namespace percuta {
namespace {

using complex = std::complex<double>;

/// A solute in the Laplace domain at one pole, as two states of real numbers.
struct transformed {
  layered_state re, im;
};

/// sum += a x - b y, for every number of the flows.
void add(flows& sum, double a, const flows& x, double b, const flows& y) {
  const auto plain = [&](double flows::*m) { sum.*m += a * (x.*m) - b * (y.*m); };
  for (const auto m :
       {&flows::evaporation, &flows::into_tissue, &flows::into_channels, &flows::shunted,
        &flows::receptor, &flows::channels, &flows::channels_below_first, &flows::channels_cleared,
        &flows::channels_cleared_below_first})
    plain(m);
  const auto each = [&](std::vector<double> flows::*m) {
    (sum.*m).resize((x.*m).size(), 0.0);
    for (std::size_t i = 0; i < (x.*m).size(); ++i)
      (sum.*m)[i] += a * (x.*m)[i] - b * (y.*m)[i];
  };
  for (const auto m :
       {&flows::content, &flows::entered, &flows::cleared, &flows::converted, &flows::formed})
    each(m);
}

/// Solves  (s M - J) y = start + what makers form  for one solute.
class resolvent {
public:
  virtual ~resolvent() = default;
  virtual void solve(complex s, const layered_state& start, const std::vector<double>& formed_re,
                     const std::vector<double>& formed_im, transformed& out) = 0;
};

template <int Nodes>
class resolvent_of : public resolvent {
public:
  resolvent_of(const layered_operator& op, const instant& at)
      : op_(op), at_{at}, assembly_(solver_, op) {
    solver_.resize(op.cells(), op.nodes(), border_size(op));
  }

  void solve(complex s, const layered_state& start, const std::vector<double>& formed_re,
             const std::vector<double>& formed_im, transformed& out) override {
    assembly_.fill({{{s}}}, at_);
    const bool film = op_.source->top == top_boundary::film;
    const int nodes = op_.nodes();
    for (int j = 0; j < op_.cells(); ++j) {
      auto& right = solver_[j].right;
      for (int q = 0; q < nodes; ++q) {
        right(q, 0) = right(q, 0) / s + op_.capacity(j, q) * start.w[op_.at(j, q)];
      }
      if (!formed_re.empty()) right(0, 0) += complex(formed_re[j], formed_im[j]);
    }
    solver_.foot /= s;
    if (film) solver_.foot(assembly_.film_row(0)) += start.film;
    solver_.solve();
    for (layered_state* state : {&out.re, &out.im}) {
      state->w.resize(op_.unknowns());
      state->shunt.resize(op_.source->shunts.size());
      state->film = 0.0;
    }
    const auto put = [](complex z, double& re, double& im) {
      re = z.real();
      im = z.imag();
    };
    for (int j = 0; j < op_.cells(); ++j) {
      for (int q = 0; q < nodes; ++q) {
        const std::size_t k = op_.at(j, q);
        put(solver_.x(j, q), out.re.w[k], out.im.w[k]);
      }
    }
    if (film) put(solver_.z(assembly_.film_row(0)), out.re.film, out.im.film);
    for (std::size_t k = 0; k < out.re.shunt.size(); ++k) {
      put(solver_.z(assembly_.shunt_row(0, static_cast<int>(k))), out.re.shunt[k], out.im.shunt[k]);
    }
  }

private:
  const layered_operator& op_;
  std::array<instant, 1> at_;
  typename stage_assembly<1, Nodes, complex>::solver solver_;
  stage_assembly<1, Nodes, complex> assembly_;
};

std::unique_ptr<resolvent> make_resolvent(const layered_operator& op, const instant& at) {
  switch (op.populations()) {
    case 0:
      return std::make_unique<resolvent_of<1>>(op, at);
    case 1:
      return std::make_unique<resolvent_of<2>>(op, at);
    case 2:
      return std::make_unique<resolvent_of<3>>(op, at);
    default:
      return std::make_unique<resolvent_of<Eigen::Dynamic>>(op, at);
  }
}

/// One solute of the group.
struct member {
  member(const problem& p, int solute, const mesh& cells)
      : index(solute), op(p, solute, cells), begun(start_of(p, solute)) {
    const film_mode mode = p.top == top_boundary::film    ? film_mode::dissolved
                           : p.top == top_boundary::fixed ? film_mode::fixed
                                                          : film_mode::none;
    evaluate(op, mode, 0.0, side::right, at);
    start.w.assign(op.unknowns(), 0.0);
    start.film = begun.film_kg_m2;
    for (int j = 0; j < op.cells(); ++j) {
      start.w[op.at(j, 0)] = op.what->layers[cells.layer[j]].initial_kg_m3;
      for (int c = 0; c < op.populations(); ++c) {
        if (j < op.lines[c].cells) start.w[op.at(j, 1 + c)] = op.what->fluid[c].initial_kg_m3;
      }
    }
    start.shunt.assign(p.shunts.size(), 0.0);
    system = make_resolvent(op, at);
  }

  int index;
  layered_operator op;
  percuta::start begun;
  instant at;
  layered_state start;
  std::unique_ptr<resolvent> system;
  transformed there;
  // At the time that was evaluated last.
  flows now, so_far;  ///< and integrated over time
  layered_state state;
};

class cells_transformer {
public:
  cells_transformer(const problem& p, const std::vector<int>& group, const mesh& cells,
                    const exponential_poles& poles)
      : p_(p), poles_(poles) {
    for (const int solute : group)
      members_.push_back(std::make_unique<member>(p, solute, cells));
  }

  std::vector<solute_solution> run(const std::vector<solute_solution>& hint) {
    std::vector<solute_solution> out(members_.size());
    for (solute_solution& s : out)
      s.layers.resize(p_.thickness_m.size());
    for (const double time : p_.wanted.time_s) {
      if (time > 0.0) {
        evaluate_at(time);
      } else {
        begin();
      }
      for (std::size_t i = 0; i < members_.size(); ++i)
        write(*members_[i], time, out[i]);
    }
    for (std::size_t i = 0; i < out.size(); ++i)
      out[i].balance_error = imbalance(out[i], dose_kg_m2(p_, members_[i]->index));
    if (p_.wanted.peaks) {
      for (std::size_t i = 0; i < members_.size(); ++i)
        add_peaks(i, hint.empty() ? nullptr : &hint[i], out[i]);
    }
    return out;
  }

private:
  void begin() {
    for (auto& x : members_) {
      x->state = x->start;
      measure(x->op, x->at, x->state, x->now);
      x->now.formed.assign(p_.thickness_m.size(), 0.0);
      x->so_far = {};
      add(x->so_far, 0.0, x->now, 0.0, x->now);
      x->now.into_tissue = x->now.into_channels = x->now.shunted = 0.0;
    }
  }

  void evaluate_at(double time) {
    for (auto& x : members_) {
      x->now = x->so_far = {};
      x->state.w.assign(x->op.unknowns(), 0.0);
      x->state.shunt.assign(p_.shunts.size(), 0.0);
      x->state.film = 0.0;
    }
    for (int k = 0; k < poles_.pairs; ++k) {
      const pole_pair& pole = poles_.pair[k];
      const complex s = complex(pole.z_re, pole.z_im) / time;
      const complex gain = -2.0 / time * complex(pole.c_re, pole.c_im);
      for (auto& x : members_)
        add_pole(*x, s, gain);
    }
  }

  void add_pole(member& x, complex s, complex gain) {
    formed_re_.clear();
    formed_im_.clear();
    layers_re_.assign(p_.thickness_m.size(), 0.0);
    layers_im_.assign(p_.thickness_m.size(), 0.0);
    for (auto& maker : members_) {
      if (maker.get() == &x) break;  // makers come before what they make
      add_formed(p_, maker->index, x.index, maker->op, maker->there.re, layers_re_, formed_re_);
      add_formed(p_, maker->index, x.index, maker->op, maker->there.im, layers_im_, formed_im_);
    }
    x.system->solve(s, x.start, formed_re_, formed_im_, x.there);
    // A fixed film's u is u / s; all else is linear in the state.
    instant re = x.at, im = x.at;
    const complex constant = x.at.film_constant / s;
    re.film_constant = constant.real();
    im.film_constant = constant.imag();
    measure(x.op, re, x.there.re, flows_re_);
    measure(x.op, im, x.there.im, flows_im_);
    flows_re_.formed = layers_re_;
    flows_im_.formed = layers_im_;
    add(x.now, gain.real(), flows_re_, gain.imag(), flows_im_);
    const complex over_time = gain / s;
    add(x.so_far, over_time.real(), flows_re_, over_time.imag(), flows_im_);
    for (std::size_t i = 0; i < x.state.w.size(); ++i)
      x.state.w[i] += gain.real() * x.there.re.w[i] - gain.imag() * x.there.im.w[i];
    x.state.film += gain.real() * x.there.re.film - gain.imag() * x.there.im.film;
  }

  void write(const member& x, double time, solute_solution& out) const {
    const flows &now = x.now, &so_far = x.so_far;
    out.film_kg_m2.push_back(x.state.film);
    out.undissolved_kg_m2.push_back(0.0);
    out.channels_kg_m2.push_back(now.channels);
    out.channels_below_first_layer_kg_m2.push_back(now.channels_below_first);
    out.channels_cleared_kg_m2.push_back(so_far.channels_cleared);
    out.receptor_kg_m2.push_back(so_far.receptor);
    out.evaporated_kg_m2.push_back(so_far.evaporation);
    out.removed_kg_m2.push_back(x.begun.removed_kg_m2);
    double supplied = x.begun.supplied_kg_m2 + total(x.op, x.start) - x.start.film;
    if (p_.top == top_boundary::fixed)
      supplied += so_far.into_tissue + so_far.into_channels + so_far.shunted;
    out.supplied_kg_m2.push_back(supplied);
    out.via_channels_kg_m2.push_back(so_far.into_channels + so_far.shunted);
    out.flux_in_kg_m2_s.push_back(now.into_tissue + now.into_channels + now.shunted);
    out.flux_out_kg_m2_s.push_back(now.receptor);
    double delivered =
        now.channels_below_first + so_far.channels_cleared_below_first + so_far.receptor;
    for (std::size_t l = 0; l < out.layers.size(); ++l) {
      layer_series& layer = out.layers[l];
      layer.amount_kg_m2.push_back(now.content[l]);
      layer.integral_kg_s_m2.push_back(so_far.content[l]);
      layer.entered_kg_m2.push_back(so_far.entered[l]);
      layer.cleared_kg_m2.push_back(so_far.cleared[l]);
      layer.converted_kg_m2.push_back(so_far.converted[l]);
      layer.formed_kg_m2.push_back(so_far.formed[l]);
      if (l > 0) delivered += now.content[l] + so_far.cleared[l] + so_far.converted[l];
    }
    out.delivered_kg_m2.push_back(delivered);
    if (p_.wanted.profiles) {
      depth_profile profile = profile_of(x.op, time, x.state);
      for (double& w : profile.unbound_kg_m3)
        w = std::max(w, 0.0);
      for (double& c : profile.tissue_kg_m3)
        c = std::max(c, 0.0);
      out.profiles.push_back(std::move(profile));
    }
  }

  void add_peaks(std::size_t i, const solute_solution* hint, solute_solution& out) {
    member& x = *members_[i];
    const auto& window = p_.wanted.window_s;
    const bool whole = window[1] <= window[0];
    const double from = whole ? 0.0 : window[0], to = whole ? p_.wanted.time_s.back() : window[1];
    double highest_film = x.start.film;
    const auto contents = [&](double time) {
      evaluate_at(time);
      highest_film = std::max(highest_film, x.state.film);
      return x.now.content;
    };
    std::vector<double> near;
    for (std::size_t l = 0; hint != nullptr && l < out.layers.size(); ++l)
      near.push_back(hint->layers[l].peak_time_s);
    std::vector<peak> found = peaks_of(contents, out.layers.size(), from, to, near);
    if (from <= 0.0) {
      begin();
      for (std::size_t l = 0; l < found.size(); ++l) {
        if (x.now.content[l] >= found[l].amount_kg_m2) found[l] = {x.now.content[l], 0.0};
      }
    }
    for (std::size_t l = 0; l < found.size(); ++l) {
      out.layers[l].peak_kg_m2 = std::max(found[l].amount_kg_m2, 0.0);
      out.layers[l].peak_time_s = found[l].time_s;
    }
    for (const double m : out.film_kg_m2)
      highest_film = std::max(highest_film, m);
    out.peak_film_kg_m3 = x.at.film_slope * highest_film + x.at.film_constant;
  }

  const problem& p_;
  const exponential_poles& poles_;
  std::vector<std::unique_ptr<member>> members_;
  flows flows_re_, flows_im_;
  std::vector<double> formed_re_, formed_im_, layers_re_, layers_im_;
};

}  // namespace

std::vector<solute_solution> transform_on_cells(const problem& p, const std::vector<int>& group,
                                                const mesh& cells, const exponential_poles& poles,
                                                const std::vector<solute_solution>& hint) {
  return cells_transformer(p, group, cells, poles).run(hint);
}

}  // namespace percuta

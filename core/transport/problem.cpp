#include "percuta/problem.hpp"

#include "percuta/error.hpp"
#include "transport/cells/bordered_block_tridiagonal.hpp"
#include "transport/reaction_graph.hpp"

#include <fmt/format.h>
#include <cmath>
#include <numbers>
#include <string_view>

namespace percuta {
namespace {

/// Where in the problem a number stands. Written out only for a fault: most problems have none.
struct place {
  std::string_view format;  ///< with a {} for each index
  std::size_t i = 0, j = 0;
  std::string_view member{};

  std::string text() const { return fmt::format(fmt::runtime(format), i, j) + std::string(member); }
  place operator+(std::string_view next) const { return {format, i, j, next}; }
};

class checker {
public:
  explicit checker(const problem& p) : p_(p) {}

  std::string run() {
    check_times();
    check_shape();
    check_channels();
    for (std::size_t s = 0; s < p_.solutes.size(); ++s)
      check_solute(s);
    check_events();
    for (std::size_t r = 0; r < p_.reactions.size(); ++r)
      check_reaction(r);
    for (std::size_t k = 0; k < p_.shunts.size(); ++k)
      check_shunt(k);
    return faults_;
  }

private:
  template <class... Args>
  void fault(fmt::format_string<Args...> text, Args&&... args) {
    if (!faults_.empty()) faults_ += '\n';
    faults_ += fmt::format(text, std::forward<Args>(args)...);
  }

  void number(const place& at, double v, bool zero_allowed) {
    if (!std::isfinite(v) || (zero_allowed ? v < 0.0 : v <= 0.0)) {
      fault("{} is {:g}; it must be {} 0", at.text(), v, zero_allowed ? "at least" : "above");
    }
  }

  /// By the sums of the coefficients' magnitudes: cheap, and most signals pass.
  static bool surely_within(const signal& s, double above, double most) {
    for (const std::vector<double>& c : s.coefficients) {
      double swing = 0.0;
      for (std::size_t n = 1; n < c.size(); ++n)
        swing += std::abs(c[n]);
      swing *= std::abs(s.scale);
      const double middle = s.scale * c[0];
      if (!(middle - swing > above && middle + swing <= most)) return false;
    }
    return true;
  }

  void moving(const place& at, const signal& s, bool zero_allowed, double most = HUGE_VAL) {
    const bool constant = s.breaks_s.empty();
    if (constant ? !is_constant(s)
                 : s.breaks_s.size() < 2 || s.coefficients.size() + 1 != s.breaks_s.size()) {
      fault(
          "{} has {} breaks and {} pieces; n pieces need n + 1 breaks, and a constant is one "
          "number without breaks",
          at.text(), s.breaks_s.size(), s.coefficients.size());
      return;
    }
    for (std::size_t i = 0; i < s.coefficients.size(); ++i) {
      if (s.coefficients[i].empty()) fault("{}.coefficients[{}] is empty", at.text(), i);
      for (const double c : s.coefficients[i]) {
        if (!std::isfinite(c))
          fault("{}.coefficients[{}] holds a number that is not finite", at.text(), i);
      }
      if (i + 1 < s.breaks_s.size() && !(s.breaks_s[i] < s.breaks_s[i + 1])) {
        fault("{}.breaks_s[{}] must lie above the break before it", at.text(), i + 1);
        return;
      }
      if (s.coefficients[i].empty()) return;
    }
    if (!std::isfinite(s.scale)) {
      fault("{}.scale is not finite", at.text());
      return;
    }
    if (surely_within(s, 0.0, most)) return;
    const extent e = range_of(s, 0.0, end());
    const double slack = 1e-9 * std::max(std::abs(e.low), std::abs(e.high));
    if (zero_allowed ? e.low < -slack : e.low <= 0.0) {
      fault("{} falls to {:g}; it must stay {} 0", at.text(), e.low,
            zero_allowed ? "at least" : "above");
    }
    if (e.high > most + slack)
      fault("{} rises to {:g}; it must stay at most {:g}", at.text(), e.high, most);
  }

  double end() const { return p_.wanted.time_s.empty() ? 0.0 : p_.wanted.time_s.back(); }

  void check_times() {
    const auto& t = p_.wanted.time_s;
    if (t.empty()) fault("wanted.time_s is empty; the last output time is the duration");
    for (std::size_t i = 0; i < t.size(); ++i) {
      if (!std::isfinite(t[i]) || t[i] < 0.0 || (i > 0 && t[i] <= t[i - 1])) {
        fault("wanted.time_s[{}] is {:g}; times must ascend from 0", i, t[i]);
      }
    }
    if (!t.empty() && t.back() <= 0.0)
      fault("wanted.time_s ends at {:g}; it must end above 0", t.back());
    const auto& window = p_.wanted.window_s;
    const bool whole = window[0] == 0.0 && window[1] == 0.0;
    if (!whole && !(window[0] >= 0.0 && window[0] < window[1] && window[1] <= end())) {
      fault(
          "wanted.window_s runs from {:g} to {:g}; it must run forwards within 0 and the duration",
          window[0], window[1]);
    }
    if (!(p_.tolerance >= 1e-12 && p_.tolerance <= 0.1)) {
      fault("tolerance is {:g}; it must lie between 1e-12 and 0.1 of the dose", p_.tolerance);
    }
  }

  void check_shape() {
    if (p_.thickness_m.empty()) fault("thickness_m is empty; at least one layer is needed");
    for (std::size_t i = 0; i < p_.thickness_m.size(); ++i) {
      number({"thickness_m[{}]", i}, p_.thickness_m[i], false);
    }
    if (p_.solutes.empty()) fault("solutes is empty; at least one is needed");
  }

  double depth() const {
    double sum = 0.0;
    for (const double t : p_.thickness_m)
      sum += t;
    return sum;
  }

  void check_channels() {
    double open = 0.0;
    for (std::size_t c = 0; c < p_.channels.size(); ++c) {
      const channel& x = p_.channels[c];
      const place path{"channels[{}]", c};
      number(path + ".density_1_m2", x.density_1_m2, true);
      if (!(x.wetted_fraction >= 0.0 && x.wetted_fraction <= 1.0)) {
        fault("{}.wetted_fraction is {:g}; it must lie between 0 and 1", path.text(),
              x.wetted_fraction);
      }
      moving(path + ".openness", x.openness, true, 1.0);
      if (x.depth_m.size() != x.radius_m.size() || x.depth_m.size() < 2 || x.depth_m[0] != 0.0) {
        fault("{}: depth_m and radius_m must be equally long, from depth 0 to the tip",
              path.text());
        continue;
      }
      double widest = 0.0;
      for (std::size_t i = 0; i < x.depth_m.size(); ++i) {
        number({"channels[{}].radius_m[{}]", c, i}, x.radius_m[i], true);
        if (i > 0 && !(x.depth_m[i] > x.depth_m[i - 1]))
          fault("{}.depth_m[{}] must ascend", path.text(), i);
        widest = std::max(widest, x.radius_m[i]);
      }
      if (!(x.depth_m.back() < depth() * (1.0 - 1e-9))) {
        fault(
            "{}, {:g} m in radius, reaches {:g} m; the last layer, thickness_m[{}], ends at {:g} "
            "m, "
            "and a channel must end within the skin",
            path.text(), widest, x.depth_m.back(), p_.thickness_m.size() - 1, depth());
      }
      open += x.density_1_m2 * x.wetted_fraction * std::numbers::pi * widest * widest;
    }
    if (open >= 0.9) {
      fault("channels cover {:.0f} % of the skin; at most 90 % can be told from a wound",
            100 * open);
    }
  }

  void check_medium(const place& path, const medium& m) {
    number(path + ".diffusivity_m2_s", m.diffusivity_m2_s, false);
    number(path + ".partition", m.partition, false);
    number(path + ".initial_kg_m3", m.initial_kg_m3, true);
    moving(path + ".loss_1_s", m.loss_1_s, true);
    number(path + ".gate.top", m.gate.top, false);
    number(path + ".gate.bottom", m.gate.bottom, false);
    number(path + ".gate.wall", m.gate.wall, false);
  }

  void check_solute(std::size_t s) {
    const solute& x = p_.solutes[s];
    const place path{"solutes[{}]", s};
    if (x.layers.size() != p_.thickness_m.size()) {
      fault("{}.layers has {} entries; there are {} layers", path.text(), x.layers.size(),
            p_.thickness_m.size());
    }
    if (x.fluid.size() != p_.channels.size()) {
      fault("{}.fluid has {} entries; there are {} channel populations", path.text(),
            x.fluid.size(), p_.channels.size());
    }
    for (std::size_t i = 0; i < x.layers.size(); ++i) {
      check_medium({"solutes[{}].layers[{}]", s, i}, x.layers[i]);
    }
    for (std::size_t i = 0; i < x.fluid.size(); ++i) {
      check_medium({"solutes[{}].fluid[{}]", s, i}, x.fluid[i]);
    }
    if (p_.top == top_boundary::film) {
      number(path + ".top.initial_kg_m2", x.top.initial_kg_m2, true);
      moving(path + ".top.capacity_m", x.top.capacity_m, false);
      moving(path + ".top.loss_m_s", x.top.loss_m_s, true);
      if (x.top.saturation_kg_m3)
        moving(path + ".top.saturation_kg_m3", *x.top.saturation_kg_m3, false);
      if (x.top.sheet_conductance_m3_s) {
        moving(path + ".top.sheet_conductance_m3_s", *x.top.sheet_conductance_m3_s, true);
      }
    }
    if (p_.top == top_boundary::fixed) moving(path + ".top.fixed_kg_m3", x.top.fixed_kg_m3, true);
  }

  void check_events() {
    for (std::size_t i = 0; i < p_.events.size(); ++i) {
      const event& e = p_.events[i];
      const place path{"events[{}]", i};
      if (!(e.time_s >= 0.0 && e.time_s < end()) || (i > 0 && e.time_s < p_.events[i - 1].time_s)) {
        fault("{}.time_s is {:g}; events must be in order, from 0 to before the duration",
              path.text(), e.time_s);
      }
      if (e.keep.size() != p_.solutes.size() || e.add_kg_m2.size() != p_.solutes.size()) {
        fault("{}: keep and add_kg_m2 need one value for each of the {} solutes", path.text(),
              p_.solutes.size());
        continue;
      }
      for (std::size_t s = 0; s < p_.solutes.size(); ++s) {
        if (!(e.keep[s] >= 0.0 && e.keep[s] <= 1.0)) {
          fault("{}.keep[{}] is {:g}; it must lie between 0 and 1", path.text(), s, e.keep[s]);
        }
        number({"events[{}].add_kg_m2[{}]", i, s}, e.add_kg_m2[s], true);
      }
      for (const int c : e.flood) {
        if (c < 0 || c >= static_cast<int>(p_.channels.size())) {
          fault("{}.flood names population {}; there are {}", path.text(), c, p_.channels.size());
        }
      }
    }
  }

  void check_reaction(std::size_t r) {
    const reaction& x = p_.reactions[r];
    const place path{"reactions[{}]", r};
    const int n = static_cast<int>(p_.solutes.size());
    if (x.from < 0 || x.from >= n || x.to < 0 || x.to >= n) {
      fault("{} goes from {} to {}; there are {} solutes", path.text(), x.from, x.to, n);
      acyclic_known_ = false;
    }
    number(path + ".mass_yield", x.mass_yield, true);
    if (x.rate_1_s.size() != p_.thickness_m.size()) {
      fault("{}.rate_1_s needs one value for each of the {} layers", path.text(),
            p_.thickness_m.size());
    }
    for (std::size_t i = 0; i < x.rate_1_s.size(); ++i) {
      number({"reactions[{}].rate_1_s[{}]", r, i}, x.rate_1_s[i], true);
    }
    if (r + 1 == p_.reactions.size() && acyclic_known_) {
      try {
        (void)reaction_groups(p_);
      } catch (const configuration_error& e) {
        fault("{}", e.what());
      }
    }
  }

  void check_shunt(std::size_t k) {
    const shunt& x = p_.shunts[k];
    const place path{"shunts[{}]", k};
    const int n = static_cast<int>(p_.thickness_m.size());
    if (x.from < 0 || x.from > n || x.to < 0 || x.to > n || x.from == x.to) {
      fault("{} goes from {} to {}; places are 0 (film) to {} and must differ", path.text(), x.from,
            x.to, n);
    } else if (p_.top == top_boundary::closed && (x.from == 0 || x.to == 0)) {
      fault("{} ends in the film, but the top is closed", path.text());
    }
    moving(path + ".conductance_m_s", x.conductance_m_s, true);
    if (3 * (p_.shunts.size() + 1) > largest_border && k + 1 == p_.shunts.size()) {
      fault("there are {} shunts; at most {} are solved", p_.shunts.size(), largest_border / 3 - 1);
    }
  }

  const problem& p_;
  std::string faults_;
  bool acyclic_known_ = true;
};

}  // namespace

void check(const problem& p) {
  const std::string faults = checker(p).run();
  if (!faults.empty()) throw configuration_error(faults);
}

double dose_kg_m2(const problem& p, std::size_t index) {
  const solute& s = p.solutes[index];
  double dose = 0.0;
  if (p.top == top_boundary::film) {
    dose += s.top.initial_kg_m2;
    for (const event& e : p.events)
      dose += e.add_kg_m2[index];
  }
  for (std::size_t i = 0; i < p.thickness_m.size(); ++i) {
    dose += s.layers[i].partition * s.layers[i].initial_kg_m3 * p.thickness_m[i];
  }
  for (std::size_t c = 0; c < p.channels.size(); ++c) {
    const channel& x = p.channels[c];
    for (std::size_t i = 0; i + 1 < x.depth_m.size(); ++i) {
      // Volume of a frustum per channel.
      const double a = x.radius_m[i], b = x.radius_m[i + 1];
      dose += s.fluid[c].partition * s.fluid[c].initial_kg_m3 * x.density_1_m2 * x.wetted_fraction *
              std::numbers::pi / 3.0 * (a * a + a * b + b * b) * (x.depth_m[i + 1] - x.depth_m[i]);
    }
  }
  return dose;
}

}  // namespace percuta

#include "plan/geometry_plan.hpp"

#include <fmt/format.h>
#include <cmath>
#include <utility>

namespace percuta {
namespace {

constexpr double radius_tolerance = 1e-4;  // of the radius at the surface
constexpr int points_between = 7;          // where a straight line is held against the profile
constexpr int most_halvings = 12;          // a step in the radius ends as 1/4096 of the depth

class sampler {
public:
  sampler(planning& p, const model_instance& model, const location& where)
      : p_(p), model_(model), where_(where) {}

  percuta_geometry_summary summary() const {
    percuta_geometry_summary s{};
    s.struct_size = sizeof s;
    s.density = s.insertion_depth = s.residual_depth = s.surface_radius = s.wetted_fraction = NAN;
    percuta_error error = no_error();
    settle(call(model_, "summary", functions().summary, &s, &error), error);
    return s;
  }

  std::vector<double> radius(const std::vector<double>& depth_m) const {
    std::vector<double> radius(depth_m.size());
    percuta_error error = no_error();
    settle(call(model_, "profile", functions().profile, depth_m.size(), depth_m.data(),
                radius.data(), &error),
           error);
    return radius;
  }

private:
  const percuta_geometry_functions& functions() const {
    return model_.functions<percuta_geometry_functions>();
  }
  void settle(percuta_status status, const percuta_error& error) const {
    if (status == PERCUTA_OK) return;
    report_failure(p_, model_, status, error, where_, "the channels' geometry");
    throw asked_in_vain{};
  }

  planning& p_;
  const model_instance& model_;
  const location& where_;
};

/// Adds the points after `a` up to and including `b`.
void refine(const sampler& ask, std::pair<double, double> a, std::pair<double, double> b,
            double tolerance_m, int halvings, channel_shape& into) {
  std::vector<double> depth;
  for (int i = 1; i <= points_between; ++i) {
    depth.push_back(a.first + (b.first - a.first) * i / (points_between + 1));
  }
  const std::vector<double> radius = ask.radius(depth);
  bool straight = true;
  for (std::size_t i = 0; i < depth.size(); ++i) {
    const double along = (depth[i] - a.first) / (b.first - a.first);
    const double line = a.second + along * (b.second - a.second);
    straight = straight && std::abs(line - radius[i]) <= tolerance_m;
  }
  if (straight || halvings == most_halvings) {
    into.depth_m.push_back(b.first);
    into.radius_m.push_back(b.second);
    return;
  }
  const std::pair middle{depth[points_between / 2], radius[points_between / 2]};
  refine(ask, a, middle, tolerance_m, halvings + 1, into);
  refine(ask, middle, b, tolerance_m, halvings + 1, into);
}

}  // namespace

std::optional<channel_shape> ask_geometry(planning& p, const model_choice& choice) {
  const auto model = open_model(p, PERCUTA_GEOMETRY_INTERFACE, choice);
  if (!model) return std::nullopt;
  try {
    const sampler ask(p, *model, choice.id.where);
    const percuta_geometry_summary summary = ask.summary();
    if (!(summary.density > 0.0 && summary.residual_depth > 0.0)) {
      report_nonsense(*model, fmt::format("a density of {:g} /m^2 and a residual depth of {:g} m; "
                                          "both must be above 0",
                                          summary.density, summary.residual_depth));
    }
    const double tip = summary.residual_depth;
    // Below the tip the profile is 0; what counts there is the limit from above.
    const double just_above = tip * (1.0 - 1e-9);
    const std::vector<double> ends = ask.radius({0.0, just_above});
    const double tolerance = radius_tolerance * ends[0];
    channel_shape shape{
        summary.density, summary.insertion_depth, summary.wetted_fraction, {0.0}, {ends[0]}};
    refine(ask, {0.0, ends[0]}, {tip, ends[1] > tolerance ? ends[1] : 0.0}, tolerance, 0, shape);
    return shape;
  } catch (const asked_in_vain&) {
    return std::nullopt;
  }
}

}  // namespace percuta

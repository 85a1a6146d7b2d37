#pragma once

#include "fake.hpp"

namespace percuta::fake {

/// A cone of 35 um radius, `tip_m` deep, in a cell of `radius_m` of skin in three layers of 13, 80
/// and 870 um; `fine` quadrilaterals sideways in fluid and in tissue.
resolved_cell cone_cell(double tip_m, double radius_m, int fine);

/// A made-up w around the channel that spreads with time: highest at the mouth, less in deep
/// tissue.
std::vector<double> spreading_field(const resolved_cell& cell, double time_s);

/// made_up() with a cell and fields in every run.
result made_up_with_fields(int fine);

}  // namespace percuta::fake

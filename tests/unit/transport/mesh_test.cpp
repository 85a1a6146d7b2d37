#include "transport/cells/mesh.hpp"

#include "catch.hpp"
#include "problems.hpp"

#include <algorithm>

TEST_CASE("a mesh has faces at every layer's end and every channel's tip") {
  percuta::problem p = problems::layered_tracer(1e-4);
  p.channels = {{1e6, 1.0, {0.0, 150e-6}, {3e-5, 0.0}, 1.0}};
  const percuta::mesh m = percuta::make_mesh(p, {0}, 10);
  CHECK(m.cells() == 40);
  for (const double depth : {15e-6, 95e-6, 150e-6, 1095e-6}) {
    CHECK(std::any_of(m.face_m.begin(), m.face_m.end(),
                      [=](double f) { return std::abs(f - depth) < 1e-12; }));
  }
  CHECK(std::is_sorted(m.face_m.begin(), m.face_m.end()));
  CHECK(m.first_cell == std::vector<int>{0, 10, 20, 40});
  CHECK(m.layer[19] == 1);
  CHECK(m.layer[20] == 2);
}

TEST_CASE("cells are even where the solute has time to spread, and fine at the ends where not") {
  percuta::problem p = problems::membrane(1.0, percuta::top_boundary::fixed);
  p.wanted.time_s = {problems::time_unit_s};
  const percuta::mesh slow = percuta::make_mesh(p, {0}, 20);
  CHECK(slow.width(0) == Approx(problems::thickness_m / 20));
  p.wanted.time_s = {1e-4 * problems::time_unit_s};
  const percuta::mesh fast = percuta::make_mesh(p, {0}, 20);
  CHECK(fast.width(0) < 0.1 * problems::thickness_m / 20);
  CHECK(fast.width(0) == Approx(fast.width(19)));
  CHECK(fast.face_m.back() == Approx(problems::thickness_m));
}

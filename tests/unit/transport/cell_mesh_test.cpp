#include "catch.hpp"
#include "percuta/error.hpp"
#include "problems.hpp"
#include "transport/unit_cell/cell_system.hpp"
#include "transport/unit_cell/element.hpp"

#include <algorithm>
#include <numbers>
#include <set>

using percuta::numbering;
using percuta::problem;

namespace {

constexpr double pi = std::numbers::pi;

problem needled(std::vector<double> depth_m, std::vector<double> radius_m) {
  problem p = problems::layered_tracer(1e-4);
  p.channels = {{2e6, 0.5, std::move(depth_m), std::move(radius_m), 1.0}};
  p.solutes[0].fluid = {{5e-10, 1.0, 0.0, 0.0, {}}};
  return p;
}

/// Cones, cylinders, blunted cones and tables whose tips lie in every layer and on their faces.
std::vector<problem> many() {
  return {
      needled({0.0, 150e-6}, {35e-6, 0.0}),
      needled({0.0, 10e-6}, {35e-6, 0.0}),
      needled({0.0, 50e-6}, {20e-6, 20e-6}),
      needled({0.0, 95e-6}, {20e-6, 20e-6}),
      needled({0.0, 15e-6}, {20e-6, 0.0}),
      needled({0.0, 600e-6}, {60e-6, 25e-6}),
      needled({0.0, 30e-6, 80e-6, 95e-6, 160e-6}, {30e-6, 45e-6, 28e-6, 20e-6, 0.0}),
  };
}

bool has_face(const percuta::cell_mesh& m, double depth) {
  return std::any_of(m.depth_m.begin(), m.depth_m.end(),
                     [=](double z) { return std::abs(z - depth) < 1e-12; });
}

double wall_at(const percuta::channel& c, double z) {
  for (std::size_t i = 1; i < c.depth_m.size(); ++i) {
    if (z > c.depth_m[i] + 1e-12) continue;
    const double share = (z - c.depth_m[i - 1]) / (c.depth_m[i] - c.depth_m[i - 1]);
    return c.radius_m[i - 1] + share * (c.radius_m[i] - c.radius_m[i - 1]);
  }
  return 0.0;
}

double volume(const percuta::channel& c, double from, double to) {
  double sum = 0.0;
  constexpr int parts = 20000;
  for (int i = 0; i < parts; ++i) {
    const double a = wall_at(c, from + (to - from) * (i + 0.5) / parts);
    sum += pi * a * a * (to - from) / parts;
  }
  return sum;
}

}  // namespace

TEST_CASE("a cell's mesh has faces at layers, tip and the wall's corners, and follows the wall") {
  for (const problem& p : many()) {
    const percuta::channel& c = p.channels[0];
    CAPTURE(c.depth_m, c.radius_m);
    for (const double elements : {0.5, 1.0, 2.3}) {
      const percuta::cell_mesh m = percuta::make_cell_mesh(p, {0}, {elements, 3});
      CHECK(m.radius_m == Approx(1.0 / std::sqrt(pi * 1e6)));
      for (const double depth : {0.0, 15e-6, 95e-6, 1095e-6})
        CHECK(has_face(m, depth));
      for (const double depth : c.depth_m)
        CHECK(has_face(m, depth));
      CHECK(std::is_sorted(m.depth_m.begin(), m.depth_m.end(), std::less_equal<>()));
      CHECK(m.point_tip == (c.radius_m.back() == 0.0));
      CHECK(m.depth_m[m.rows_to_tip] == Approx(c.depth_m.back()));
      REQUIRE(m.first_row.size() == 4);
      CHECK(m.first_row.back() == m.rows());
      for (int l = 0; l < 3; ++l) {
        for (int j = m.first_row[l]; j < m.first_row[l + 1]; ++j)
          CHECK(m.layer[j] == l);
      }
      for (int j = 0; j <= m.rows(); ++j) {
        const double a = j <= m.rows_to_tip ? wall_at(c, m.depth_m[j]) : c.radius_m.back();
        CHECK(m.wall_m[j] == Approx(a).margin(1e-12));
        CHECK(m.radius(m.inner, j) == Approx(a).margin(1e-12));
        CHECK(m.radius(0, j) == 0.0);
        CHECK(m.radius(m.columns(), j) == Approx(m.radius_m));
        for (int i = 0; i < m.columns(); ++i)
          CHECK(m.radius(i + 1, j) >= m.radius(i, j));
      }
    }
  }
}

TEST_CASE("more elements are wanted, more are made") {
  const problem p = many()[0];
  int before = 0;
  for (const double elements : {0.5, 1.0, 2.0, 4.0}) {
    const percuta::cell_mesh m = percuta::make_cell_mesh(p, {0}, {elements, 3});
    CHECK(m.rows() * m.columns() > 2 * before);
    before = m.rows() * m.columns();
  }
}

TEST_CASE("fluid and tissue of a cell have the volumes of the channel and of what is around it") {
  for (const problem& p : many()) {
    const percuta::channel& c = p.channels[0];
    CAPTURE(c.depth_m, c.radius_m);
    const percuta::cell_mesh m = percuta::make_cell_mesh(p, {0}, {0.7, 3});
    percuta::element e(percuta::tensor_basis_of(3));
    double fluid[3]{}, all[3]{};
    for (int j = 0; j < m.rows(); ++j) {
      for (int i = m.has_inner(j) ? 0 : m.inner; i < m.columns(); ++i) {
        e.set(m, i, j, 1.0);
        all[m.layer[j]] += e.mass.sum();
        if (m.is_fluid(i, j)) fluid[m.layer[j]] += e.mass.sum();
      }
    }
    double top = 0.0;
    for (int l = 0; l < 3; ++l) {
      const double bottom = top + p.thickness_m[l], end = std::min(bottom, c.depth_m.back());
      CHECK(all[l] == Approx(pi * m.radius_m * m.radius_m * p.thickness_m[l]).epsilon(1e-10));
      const double known = end > top ? volume(c, top, end) : 0.0;
      CHECK(fluid[l] == Approx(known).epsilon(1e-6).margin(1e-24));
      top = bottom;
    }
  }
}

TEST_CASE("every unknown has a node, nodes on one point share theirs and the film's come last") {
  using percuta::bottom_boundary;
  using percuta::top_boundary;
  for (const problem& p : many()) {
    const percuta::cell_mesh m = percuta::make_cell_mesh(p, {0}, {0.6, 3});
    for (const auto top : {top_boundary::film, top_boundary::fixed, top_boundary::closed}) {
      for (const bool mixed : {true, false}) {
        for (const auto bottom : {bottom_boundary::sink, bottom_boundary::closed}) {
          const numbering n = percuta::number_nodes(m, top, mixed, bottom);
          CAPTURE(static_cast<int>(top), mixed, static_cast<int>(bottom));
          CHECK(n.across == 3 * m.columns() + 1);
          CHECK(n.down == 3 * m.rows() + 1);
          std::set<int> used;
          bool in_range = true;
          for (const int id : n.id) {
            in_range = in_range && id >= numbering::fixed && id < n.unknowns;
            if (id >= 0) used.insert(id);
          }
          CHECK(in_range);
          CHECK(static_cast<int>(used.size()) == n.unknowns);
          const bool film = top == top_boundary::film;
          CHECK(n.film == (!film ? 0 : mixed ? 1 : n.across));
          for (int i = 0; i < n.across; ++i) {
            const int at_top = n.at(i, 0);
            CHECK(film == (at_top >= n.first_film()));
            CHECK((top == top_boundary::fixed) == (at_top == numbering::fixed));
            CHECK((n.at(i, n.down - 1) == numbering::sink) == (bottom == bottom_boundary::sink));
            CHECK(n.at(i, n.down - 2) >= 0);
          }
          const int wall = 3 * m.inner, tip = 3 * m.rows_to_tip;
          CHECK((n.at(0, tip) == n.at(wall, tip)) == m.point_tip);
          CHECK(n.at(0, tip - 1) != n.at(wall, tip - 1));
        }
      }
    }
  }
}

TEST_CASE("a cell's matrices hold its layers and conserve what they conduct") {
  for (problem p : many()) {
    CAPTURE(p.channels[0].depth_m);
    for (const bool gated : {false, true}) {
      if (gated) p.solutes[0].layers[0].gate = {0.3, 0.4, 0.5};
      p.bottom = percuta::bottom_boundary::closed;
      const percuta::cell_mesh m = percuta::make_cell_mesh(p, {0}, {0.6, 3});
      const percuta::cell_system s(p, 0, m);
      CHECK(s.symmetric == !gated);
      CHECK(s.film.share.sum() == Approx(1.0));
      CHECK(s.film.spreading.size() == 0);
      // Columns of what conducts sum to nothing.
      Eigen::SparseMatrix<double> a = s.pattern;
      std::copy(s.conduct.begin(), s.conduct.end(), a.valuePtr());
      const Eigen::RowVectorXd sums = Eigen::RowVectorXd::Ones(s.unknowns()) * a;
      CHECK(sums.cwiseAbs().maxCoeff() < 1e-11 * s.conduct.cwiseAbs().maxCoeff());
      const Eigen::VectorXd x = Eigen::VectorXd::Ones(s.unknowns());
      const Eigen::VectorXd content = s.observe * x;
      double held = 0.0, top = 0.0;
      for (int l = 0; l < 3; ++l) {
        const percuta::channel& c = p.channels[0];
        const double end = std::min(top + p.thickness_m[l], c.depth_m.back());
        const double fluid = end > top ? volume(c, top, end) * 1e6 : 0.0;
        held += content[s.measured.tissue(l)] + content[s.measured.fluid(l)];
        CHECK(content[s.measured.fluid(l)] == Approx(fluid).epsilon(1e-6).margin(1e-18));
        if (!gated) {
          CHECK(
              content[s.measured.tissue(l)] ==
              Approx((p.thickness_m[l] - fluid) * p.solutes[0].layers[l].partition).epsilon(1e-6));
        }
        top += p.thickness_m[l];
      }
      CHECK((s.pattern * x).sum() == Approx(held).epsilon(1e-12));
      CHECK(s.lumped.minCoeff() > -0.2 * s.lumped.maxCoeff());
    }
  }
}

TEST_CASE("a film that spreads lies on every node of the surface") {
  problem p = many()[0];
  p.solutes[0].top.sheet_conductance_m3_s = 1e-14;
  const percuta::cell_mesh m = percuta::make_cell_mesh(p, {0}, {0.7, 3});
  const percuta::cell_system s(p, 0, m);
  REQUIRE(s.nodes.film == s.nodes.across);
  REQUIRE(s.film.spreading.rows() == s.nodes.film);
  CHECK(s.film.share.minCoeff() >= 0.0);
  CHECK(s.film.share.sum() == Approx(1.0));
  const double size = s.film.spreading.cwiseAbs().maxCoeff();
  CHECK(s.film.spreading.colwise().sum().cwiseAbs().maxCoeff() < 1e-12 * size);
  CHECK((s.film.spreading - s.film.spreading.transpose()).cwiseAbs().maxCoeff() < 1e-12 * size);
  // u = r^2 along the surface: integral of (2 r)^2 2 pi r over the area is 2 R^2.
  Eigen::VectorXd u(s.nodes.film);
  const auto& nodes = percuta::tensor_basis_of(3).nodes;
  for (int i = 0; i < s.nodes.across; ++i) {
    const int column = std::min(i / 3, m.columns() - 1);
    const double r0 = m.radius(column, 0), r1 = m.radius(column + 1, 0);
    const double r = r0 + nodes[i - 3 * column] * (r1 - r0);
    u[s.nodes.at(i, 0) - s.nodes.first_film()] = r * r;
  }
  CHECK(u.dot(s.film.spreading * u) == Approx(2.0 * m.radius_m * m.radius_m));
  CHECK(s.film.share.dot(u) == Approx(0.5 * m.radius_m * m.radius_m));
}

#include "catch.hpp"
#include "fake.hpp"
#include "result/text.hpp"

#include <sstream>

using namespace percuta;

namespace {
bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}
}  // namespace

TEST_CASE("the table says what it is about") {
  const std::string t = render_table(fake::made_up(), 80, false);
  INFO(t);
  CHECK(has(t, "Two serums"));
  CHECK(has(t, "stratum corneum 10 µm, viable epidermis 100 µm"));
  CHECK(has(t, "viable epidermis, from 0 h to 2 h"));
  CHECK(has(t, "channel density 229 (200–250) /cm²"));
  CHECK(has(t, "wetted fraction 0.5 (0.15–0.98)"));
  CHECK(has(t, "average concentration, µg/cm³"));
  CHECK(has(t, "20 (10–40)"));
  CHECK(has(t, "delivered"));
  CHECK(has(t, "12 (6–24)"));
}

TEST_CASE("a ratio to intact skin that has hardly let anything through is marked") {
  result r = fake::made_up();
  CHECK_FALSE(has(render_table(r, 100, false), ") *"));
  r.runs[0].long_lag_in_window = true;
  const std::string t = render_table(r, 100, false);
  INFO(t);
  CHECK(has(t, "8 (4–16) *"));
  CHECK_FALSE(has(t, "12 (6–24) *"));
}

TEST_CASE("a dose applied after the window is told apart") {
  result r = fake::made_up();
  CHECK_FALSE(has(render_table(r, 100, false), "of it before"));
  r.runs[0].dose_in_window_kg_m2 = 0.5 * fake::dose_kg_m2;
  CHECK(has(render_table(r, 100, false), "of it before 2 h"));
}

TEST_CASE("inputs whose range is only shown are named") {
  CHECK(has(render_table(fake::made_up(), 200, false), "not varied: channel density"));
}

TEST_CASE("the table fits the terminal") {
  for (const int width : {80, 100, 120}) {
    std::istringstream in(render_table(fake::made_up(), width, false));
    for (std::string line; std::getline(in, line);) {
      INFO(line);
      CHECK(columns(line) <= static_cast<std::size_t>(width));
    }
  }
}

TEST_CASE("many serums are laid out in several blocks") {
  result r = fake::made_up();
  for (const char* name : {"C", "D", "E", "F"})
    r.runs.push_back(fake::run(name, "acid", 0.02));
  std::istringstream in(render_table(r, 80, false));
  int blocks = 0;
  for (std::string line; std::getline(in, line);) {
    CHECK(columns(line) <= 80);
    if (has(line, "dose applied")) ++blocks;
  }
  CHECK(blocks > 2);
}

TEST_CASE("colour only when asked") {
  CHECK_FALSE(has(render_table(fake::made_up(), 80, false), "\x1b"));
  CHECK(has(render_table(fake::made_up(), 80, true), "\x1b[1m"));
}

TEST_CASE("a warning is given once, with the ingredients it concerns") {
  const std::string t = render_table(fake::made_up(), 80, false);
  CHECK(has(t, "acid, base: a rule acted"));
  CHECK(t.find("a rule acted") == t.rfind("a rule acted"));
  CHECK(has(t, "the scenario extrapolates"));
}

TEST_CASE("different ingredients are shown side by side, unranked") {
  CHECK(has(render_table(fake::made_up(), 200, false), "not ranked against each other"));
}

#include "result/verdict.hpp"
#include "catch.hpp"
#include "fake.hpp"

using namespace percuta;

TEST_CASE("a serum wins when it is ahead at every combination, though the ranges overlap") {
  using all = std::vector<ranked>;
  CHECK(clear_winner(all{{2.0, {1.2, 4.0}}, {1.0, {0.6, 2.0}}}) == std::optional<std::size_t>(0));
  CHECK(clear_winner(all{{1.0, {0.6, 2.0}}, {2.0, {1.2, 4.0}}}) == std::optional<std::size_t>(1));
  CHECK_FALSE(clear_winner(all{{2.0, {1.2, 4.0}}, {1.0, {1.3, 2.0}}}));
  CHECK_FALSE(clear_winner(all{{0.9, {1.2, 4.0}}, {1.0, {0.6, 2.0}}}));
  CHECK_FALSE(clear_winner(all{{2.0, {2.0, 4.0}}, {1.0, {1.0, 1.0}}, {1.5, {2.1, 3.0}}}));
}

TEST_CASE("a difference within the exactness of the numbers is none") {
  CHECK_FALSE(clear_winner(std::vector<ranked>{{1.01, {1.01, 2.02}}, {1.0, {1.0, 2.0}}}));
}

TEST_CASE("a bare number never wins") {
  CHECK_FALSE(clear_winner(std::vector<ranked>{{3.0, {}}, {1.0, {0.5, 2.0}}}));
  CHECK_FALSE(clear_winner(std::vector<ranked>{{3.0, {}}, {1.0, {}}}));
  CHECK_FALSE(clear_winner(std::vector<ranked>{{3.0, {2.5, 4.0}}}));
  CHECK_FALSE(clear_winner(std::vector<ranked>{{3.0, {2.5, 4.0}}, {0.0, {0.0, 0.0}}}));
}

TEST_CASE("the ratio's range is that of like combinations") {
  const auto e = ratio_of({2.0, {1.2, 4.0}}, {1.0, {0.6, 2.5}});
  REQUIRE(e);
  CHECK(e->value == 2.0);
  CHECK(*e->low == Approx(1.6));
  CHECK(*e->high == 2.0);
}

TEST_CASE("different ingredients are never compared") {
  const result r = fake::made_up();
  const auto groups = by_ingredient(r);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].runs.size() == 2);
  CHECK(groups[1].ingredient == "base");
  CHECK(verdict(groups[1]).empty());
}

TEST_CASE("the serum that is ahead is named with the range of the ratio") {
  result r = fake::made_up();  // B's concentrations are 1.5 times A's throughout
  r.runs[0].corners.peak_kg_m3 = {0.08, 0.08};
  const auto sentences = verdict(by_ingredient(r)[0]);
  REQUIRE(sentences.size() == 3);
  CHECK(sentences[0].find("no difference beyond 2 % that the ranges support (A has 0.667") !=
        std::string::npos);
  CHECK(sentences[1] == "By average concentration: B is ahead, 1.5 (1.5–1.5) times that of A.");
  CHECK(sentences[2].find("no difference") != std::string::npos);
}

TEST_CASE("without ranges no serum is named best") {
  result r = fake::made_up();
  r.runs[0].corners = {};
  const auto sentences = verdict(by_ingredient(r)[0]);
  REQUIRE(sentences.size() == 1);
  CHECK(sentences[0].find("no ranges") != std::string::npos);
}

#include "result/verdict.hpp"
#include "catch.hpp"
#include "fake.hpp"

using namespace percuta;

TEST_CASE("a serum wins only when its whole range lies above the others'") {
  CHECK(clear_winner({{3.0, 2.5, 4.0}, {1.0, 0.5, 2.0}}) == std::optional<std::size_t>(0));
  CHECK_FALSE(clear_winner({{3.0, 1.5, 4.0}, {1.0, 0.5, 2.0}}));
  CHECK_FALSE(clear_winner({{3.0, 2.0, 4.0}, {1.0, 0.5, 2.0}}));
}

TEST_CASE("a bare number never wins") {
  CHECK_FALSE(clear_winner({{3.0, {}, {}}, {1.0, 0.5, 2.0}}));
  CHECK_FALSE(clear_winner({{3.0, 2.5, 4.0}}));
}

TEST_CASE("different ingredients are never compared") {
  const result r = fake::made_up();
  const auto groups = by_ingredient(r);
  REQUIRE(groups.size() == 2);
  CHECK(groups[0].runs.size() == 2);
  CHECK(groups[1].ingredient == "base");
  CHECK(verdict(groups[1]).empty());
}

TEST_CASE("overlapping ranges support no difference, separate ones name the serum") {
  result r = fake::made_up();
  CHECK(verdict(by_ingredient(r)[0]) ==
        std::vector<std::string>{"No difference between the serums that the ranges support."});
  r.runs[2].target_mean_kg_m3 = {0.5, 0.4, 0.6};
  const auto sentences = verdict(by_ingredient(r)[0]);
  REQUIRE(sentences.size() == 3);
  CHECK(sentences[1].find("average concentration: B is ahead") != std::string::npos);
  CHECK(sentences[0].find("no difference") != std::string::npos);
}

TEST_CASE("without ranges no serum is named best") {
  result r = fake::made_up();
  r.runs[0].target_mean_kg_m3 = {100.0, {}, {}};
  const auto sentences = verdict(by_ingredient(r)[0]);
  REQUIRE(sentences.size() == 1);
  CHECK(sentences[0].find("no ranges") != std::string::npos);
}

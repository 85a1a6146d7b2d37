#include "percuta/diagnostics.hpp"

#include "catch.hpp"
#include "percuta/error.hpp"

using namespace percuta;
using Catch::Matchers::Contains;

namespace {

std::shared_ptr<const source_file> source(std::string path, std::string text) {
  return std::make_shared<source_file>(source_file{std::move(path), std::move(text)});
}

}  // namespace

TEST_CASE("a message shows the user's own line with a caret under the column") {
  diagnostics out;
  const auto file = source("p.toml", "[skin]\nthicknes = \"15 um\"\n");
  out.error({file, 2, 1}, "unknown key 'thicknes'", "did you mean 'thickness'?");
  CHECK(out.render() ==
        "p.toml:2:1: error: unknown key 'thicknes'\n"
        "   2 | thicknes = \"15 um\"\n"
        "     | ^\n"
        "     = did you mean 'thickness'?");
}

TEST_CASE("the caret stands right below tabs and letters of several bytes") {
  diagnostics out;
  out.error({source("p.toml", "\t\u00b5\u00b5 x"), 1, 5}, "here");
  CHECK_THAT(out.render(), Contains("   1 | \t\u00b5\u00b5 x\n     | \t   ^"));
}

TEST_CASE("messages come in the order of files and lines, whatever the order of discovery") {
  diagnostics out;
  const auto first = source("first.toml", "a\nb\nc\n");
  const auto second = source("second.toml", "a\n");
  out.error({}, "no place");
  out.error({first, 3, 1}, "three");
  out.error({second, 1, 1}, "other");
  out.warning({first, 1, 2}, "one two");
  out.error({first, 1, 1}, "one one");
  out.error({first, 0, 0}, "whole file");
  const std::string text = out.render();
  std::vector<std::size_t> places;
  for (const char* message : {"first.toml: error: whole file", "first.toml:1:1: error: one one",
                              "first.toml:1:2: warning: one two", "first.toml:3:1: error: three",
                              "second.toml:1:1: error: other", "error: no place"})
    places.push_back(text.find(message));
  CHECK(std::is_sorted(places.begin(), places.end()));
  CHECK(places.back() != std::string::npos);
}

TEST_CASE("warnings alone do not stop; one error does, with every message") {
  diagnostics out;
  out.warning({}, "odd");
  CHECK_FALSE(out.has_errors());
  CHECK_NOTHROW(out.raise_if_errors());
  out.error({}, "wrong");
  CHECK(out.errors() == 1);
  try {
    out.raise_if_errors();
    FAIL("nothing was thrown");
  } catch (const configuration_error& fault) {
    CHECK(fault.code() == exit_code::configuration);
    CHECK(std::string(fault.what()) == "warning: odd\nerror: wrong");
  }
}

TEST_CASE("plugins at fault and nothing else make a plugin error") {
  diagnostics out;
  out.plugin_fault({source("p.toml", "model = 1"), 1, 9}, "unknown model\n  found: a\n  no 'b'");
  CHECK(out.render() ==
        "p.toml:1:9: error: unknown model\n   1 | model = 1\n     |         ^\n"
        "     = found: a\n         no 'b'");
  CHECK_THROWS_AS(out.raise_if_errors(), plugin_error);
  out.error({}, "wrong");
  CHECK_THROWS_AS(out.raise_if_errors(), configuration_error);
}

TEST_CASE("a hundred messages are shown, and how many more there are") {
  diagnostics out;
  for (int i = 0; i < 20000; ++i)
    out.error({source("p.toml", "one"), 1, 1}, "wrong");
  const std::string text = out.render();
  CHECK_THAT(text, Contains("and 19900 more"));
  CHECK(text.size() < 10000);
}

TEST_CASE("nothing in a file can steer the terminal or flood it") {
  diagnostics out;
  out.error({source("p.toml", "a = \"\x1b[31m\xff\""), 1, 6}, "bad \x1b[2J");
  CHECK(out.render().find('\x1b') == std::string::npos);
  CHECK(out.render().find('\xff') == std::string::npos);

  diagnostics long_line;
  long_line.error({source("p.toml", std::string(100000, 'x')), 1, 50000}, "far right");
  CHECK(long_line.render().size() < 500);
  CHECK_THAT(long_line.render(), Contains("...xxx"));
}

TEST_CASE("a place beyond the text is shown without a line, not invented") {
  diagnostics out;
  out.error({source("p.toml", "one"), 7, 3}, "gone");
  CHECK_THAT(out.render(), Contains("p.toml:7:3: error: gone"));
}

TEST_CASE("the nearest words come first, none that is too far") {
  const std::vector<std::string> keys = {"name", "thickness", "kind", "hydration"};
  CHECK(nearest("thicknes", keys) == std::vector<std::string>{"thickness"});
  CHECK(nearest("Thikcness", keys) == std::vector<std::string>{"thickness"});
  CHECK(nearest("nmae", keys).front() == "name");
  CHECK(nearest("wavelength", keys).empty());
  CHECK(nearest("", keys).empty());
  CHECK(nearest("epidermis", {"dermis", "viable_epidermis"}).front() == "viable_epidermis");
  CHECK(nearest("ab", {"cd"}).empty());
  CHECK(nearest("kind", {"kinds", "kind", "kin", "king"}, 2) ==
        std::vector<std::string>{"kind", "kinds"});
  CHECK(nearest("a", {"b", "ab", "ab"}) == std::vector<std::string>{"ab"});
}

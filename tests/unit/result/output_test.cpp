#include "catch.hpp"
#include "fake.hpp"
#include "files.hpp"
#include "percuta/error.hpp"

#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

using namespace percuta;
using test_support::read_text;
using test_support::temporary_folder;
namespace fs = std::filesystem;

namespace {

scenario with_serum(const temporary_folder& p) {
  p.write("in/protocol.toml", "format = 1\n");
  p.write("in/lab/a.toml", "name = \"A\"\n");
  p.write("b.toml", "name = \"B\"\n");
  scenario s;
  s.file = p.path() / "in/protocol.toml";
  s.text = "format = 1\n";
  for (const fs::path& file : {p.path() / "in/lab/a.toml", p.path() / "b.toml"}) {
    serum x;
    x.file = file;
    s.serums.push_back(x);
  }
  return s;
}

}  // namespace

TEST_CASE("a result folder holds everything, and nothing temporary is left") {
  const temporary_folder p;
  write_output(fake::made_up(), with_serum(p), p.path() / "out",
               {{"percuta", "run"}, {{"a", "1"}}, 2});
  for (const char* name : {"result.json", "series.csv", "profiles.csv", "input.toml",
                           "provenance.json", "lab/a.toml", "serums/b.toml"}) {
    CHECK(fs::exists(p.path() / "out" / name));
  }
  CHECK(read_text(p.path() / "out/input.toml") == "format = 1\n");
  CHECK(read_text(p.path() / "out/result.json") == to_json(fake::made_up()));
  const auto provenance = nlohmann::json::parse(read_text(p.path() / "out/provenance.json"));
  CHECK(provenance.at("inputs").size() == 3);
  CHECK(provenance.at("inputs")[0].at("sha256") ==
        "a1af1bccf46862c1ce45d1064094b00a0808329540e06a44bcedd8c921849f1e");
  CHECK(provenance.at("set").at("a") == "1");
  CHECK(provenance.at("threads") == 2);
  CHECK(provenance.at("files").size() == 7);
  CHECK(std::distance(fs::directory_iterator(p.path()), {}) == 3);
}

TEST_CASE("an earlier result is replaced as a whole") {
  const temporary_folder p;
  const scenario s = with_serum(p);
  write_output(fake::made_up(), s, p.path() / "out");
  result second = fake::made_up();
  second.made_from.title = "Second";
  write_output(second, s, p.path() / "out/");
  CHECK(nlohmann::json::parse(read_text(p.path() / "out/result.json")).at("title") == "Second");
  CHECK(std::distance(fs::directory_iterator(p.path()), {}) == 3);
}

TEST_CASE("an empty folder is taken, someone else's is not") {
  const temporary_folder p;
  const scenario s = with_serum(p);
  fs::create_directory(p.path() / "empty");
  CHECK_NOTHROW(write_output(fake::made_up(), s, p.path() / "empty"));

  p.write("theirs/notes.txt", "keep me");
  CHECK_THROWS_AS(write_output(fake::made_up(), s, p.path() / "theirs"), file_error);
  p.write("other/result.json", R"({"format": 2})");
  CHECK_THROWS_AS(check_output_folder(p.path() / "other"), file_error);
  CHECK(read_text(p.path() / "theirs/notes.txt") == "keep me");
}

TEST_CASE("a file of the user's within an earlier result is not thrown away") {
  const temporary_folder p;
  const scenario s = with_serum(p);
  write_output(fake::made_up(), s, p.path() / "out");
  p.write("out/notes.txt", "keep me");
  CHECK_THROWS_AS(write_output(fake::made_up(), s, p.path() / "out"), file_error);
  CHECK(read_text(p.path() / "out/notes.txt") == "keep me");
}

TEST_CASE("a folder that cannot be made is named with the reason") {
  const temporary_folder p;
  CHECK_THROWS_WITH(check_output_folder(p.path() / "no/such"), Catch::Contains("does not exist"));
  p.write("file", "");
  CHECK_THROWS_WITH(check_output_folder(p.path() / "file"), Catch::Contains("is not a folder"));
}

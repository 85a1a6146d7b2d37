// Files that are no scenario at all.

#include <sys/stat.h>

#include <algorithm>

#include "catch.hpp"
#include "percuta/error.hpp"
#include "scenario_files.hpp"

using namespace percuta;
using Catch::Matchers::Contains;

namespace {

std::string refusal(const std::filesystem::path& file) {
  diagnostics out;
  try {
    read_scenario(file, {}, out);
  } catch (const configuration_error& fault) {
    CHECK(fault.code() == exit_code::configuration);
    return fault.what();
  }
  FAIL("the file was read");
  return {};
}

std::string refusal_of(const std::string& text) {
  const temporary_folder folder;
  return refusal(folder.write("p.toml", text));
}

}  // namespace

TEST_CASE("what cannot be read at all is refused with the reason") {
  const temporary_folder folder;
  CHECK_THAT(refusal(folder.path() / "none.toml"), Contains("there is no such file"));
  CHECK_THAT(refusal(folder.path()), Contains("it is a folder, not a file"));
  const std::filesystem::path pipe = folder.path() / "pipe";
  REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
  CHECK_THAT(refusal(pipe), Contains("not a regular file"));
  const std::filesystem::path huge = folder.write("huge.toml", "");
  std::filesystem::resize_file(huge, 11'000'000);
  CHECK_THAT(refusal(huge), Contains("more than 10 MB"));
}

TEST_CASE("an empty file is called empty") {
  CHECK_THAT(refusal_of(""), Contains("p.toml: error: the file is empty"));
  CHECK_THAT(refusal_of("# only a comment\n\n"), Contains("the file is empty"));
}

TEST_CASE("dots and brackets in strings and comments are no depth") {
  const std::string many(200, '.'), brackets(200, '[');
  for (const std::string& text :
       {"title = \"" + many + "\"", "title = '" + brackets + "'", "# " + many + "\ntitle = \"a\"",
        "title = \"\"\"\n" + many + "\n" + brackets + "\"\"\"", "title = \"\\\"" + many + "\""}) {
    const temporary_folder folder;
    diagnostics out;
    INFO(text);
    CHECK(read_scenario(folder.write("p.toml", text), {}, out).title.size() >= 1);
  }
}

TEST_CASE("what is not TOML is refused at its line and column") {
  CHECK_THAT(refusal_of("[ &"),
             Contains("p.toml:1:3: error: this is not TOML") && Contains("   1 | [ &\n     |   ^"));
  CHECK_THAT(refusal_of("format = 1\nhello world\n"), Contains("p.toml:2:7: error: "));
  CHECK_THAT(refusal_of("a = 1\na = 2\n"), Contains("p.toml:2:") && Contains("'a'"));
  CHECK_THAT(refusal_of("a = " + std::string(5000, '[')), Contains("p.toml:1:"));
  std::string key = "a";
  for (int i = 0; i < 100000; ++i)
    key += ".a";
  CHECK_THAT(refusal_of("[" + key + "]\n"), Contains("p.toml:1:") && Contains("nested"));
  CHECK_THAT(refusal_of("\n" + key + " = 1\n"), Contains("p.toml:2:") && Contains("nested"));
  CHECK_THAT(refusal_of("a = { " + key + " = 1 }\n"), Contains("nested"));
  CHECK_THAT(refusal_of("{\"format\": 1}"), Contains("p.toml:1:1: error: this is not TOML"));
}

TEST_CASE("bytes that are no text are named") {
  CHECK_THAT(refusal_of("a = 1\nb = \"\u00e9\xff\"\n"),
             Contains("p.toml:2:7: error: byte 0xff is not UTF-8"));
  CHECK_THAT(refusal_of("a = \"\xed\xa0\x80\"\n"), Contains("is not UTF-8"));
  CHECK_THAT(refusal_of("a = \"\xc0\x80\"\n"), Contains("is not UTF-8"));
  CHECK_THAT(refusal_of(std::string("a = 1\nb\0 = 2\n", 13)),
             Contains("p.toml:2:2: error: a NUL byte"));
  CHECK_THAT(refusal_of(std::string("\x7f"
                                    "ELF\2\1\1\0\0\0",
                                    10)),
             Contains("not a text file"));
}

TEST_CASE("a link that leads out of the folder is refused unless the user allows it") {
  const temporary_folder outside, folder;
  const std::filesystem::path serum_file = outside.write("a.toml", good_serum);
  std::filesystem::create_symlink(serum_file, folder.path() / "a.toml");
  const std::filesystem::path file = folder.write("p.toml", good_scenario);
  diagnostics refused;
  read_scenario(file, {}, refused);
  CHECK(refused.errors() == 1);
  CHECK_THAT(refused.render(),
             Contains(":3:11: error: 'a.toml' is a symbolic link that leads out") &&
                 Contains("--allow-outside"));
  read_options options;
  options.allow_outside = true;
  diagnostics allowed;
  CHECK(read_scenario(file, options, allowed).serums.size() == 1);
  CHECK(allowed.render() == "");
}

TEST_CASE("absolute paths and paths upwards are read when the user allows it") {
  const temporary_folder folder;
  folder.write("a.toml", good_serum);
  const std::string text =
      replaced(good_scenario, "[\"a.toml\"]", "[\"" + (folder.path() / "a.toml").string() + "\"]");
  read_options options;
  options.allow_outside = true;
  diagnostics out;
  CHECK(read_scenario(folder.write("p.toml", text), options, out).serums.size() == 1);
  CHECK(read_scenario(folder.write("sub/p.toml", replaced(good_scenario, "a.toml", "../a.toml")),
                      options, out)
            .serums.size() == 1);
  CHECK(out.render() == "");
}

TEST_CASE("no cut of a good file and no swapped byte brings the reader down") {
  const temporary_folder folder;
  folder.write("a.toml", good_serum);
  const auto survives = [&](const std::string& text) {
    diagnostics out;
    try {
      read_scenario(folder.write("p.toml", text), {}, out);
      out.render();
    } catch (const configuration_error&) {
    }
  };
  for (std::size_t i = 0; i < good_scenario.size(); i += 3)
    survives(good_scenario.substr(0, i));
  unsigned state = 1;
  for (int i = 0; i < 1500; ++i) {
    std::string text = good_scenario;
    for (int k = 0; k < 3; ++k) {
      state = state * 1664525u + 1013904223u;
      text[(state >> 8) % text.size()] = "[]{}=\"',.#0a \n\t-\xff"[(state >> 4) % 17];
    }
    survives(text);
  }
}

#include "catch.hpp"
#include "program.hpp"

using namespace cli_test;
namespace fs = std::filesystem;

namespace {

/// The program with its plugins, copied to where they can be tampered with.
struct installation {
  playground p;
  fs::path program = p.path() / "bin/percuta";
  fs::path plugins = p.path() / "lib/percuta/plugins";
  std::string scenario = p.write("a.toml", scenario_with());

  installation() {
    fs::create_directories(program.parent_path());
    fs::create_directories(plugins);
    fs::copy_file(built_program(), program);
    for (const auto& entry :
         fs::directory_iterator(fs::path(PERCUTA_BINARY_DIR) / "lib/percuta/plugins")) {
      fs::copy_file(entry.path(), plugins / entry.path().filename());
    }
  }

  finished run(const std::vector<std::string>& arguments) const {
    return percuta(arguments,
                   {.program = program,
                    .environment = {{"XDG_CACHE_HOME", p / "cache"}, {"HOME", p / "home"}}});
  }
};

}  // namespace

TEST_CASE("built-in models are found from the executable") {
  const installation here;
  const finished list = here.run({"plugin", "list"});
  CHECK(list.code == 0);
  CHECK(has(list.out, here.plugins.string()));
  CHECK(has(list.out, "percuta.cone"));
  const finished run = here.run({"run", here.scenario});
  INFO(run.err);
  CHECK(run.code == 0);
}

TEST_CASE("renaming a built-in's library makes that model unknown, and nothing else") {
  const installation here;
  fs::rename(here.plugins / "percuta_diffusion_specified.so",
             here.plugins / "percuta_diffusion_renamed.so.away");
  const finished run = here.run({"run", here.scenario, "-o", here.p / "result"});
  INFO(run.err);
  CHECK(run.code == 4);
  CHECK(has(run.err, "specified"));
  CHECK_FALSE(fs::exists(here.p.path() / "result"));

  const finished list = here.run({"model", "list"});
  CHECK(list.code == 0);
  CHECK_FALSE(has(list.out, "  specified"));
  for (const char* other : {"wang_kasting_nitsche", "cone", "cylinder", "exponential", "builtin"}) {
    CHECK(has(list.out, other));
  }
  const std::string needs_none_of_it =
      std::string(PERCUTA_SOURCE_DIR) + "/configs/brightening_serums/protocol.toml";
  CHECK(here.run({"run", needs_none_of_it, "--no-uncertainty"}).code == 0);
}

TEST_CASE("an unknown model ends with code 4 and a guess") {
  const installation here;
  const std::string file =
      here.p.write("b.toml", scenario_with({{"model = \"specified\"", "model = \"specifed\""}}));
  const finished run = here.run({"run", file});
  CHECK(run.code == 4);
  CHECK(has(run.err, "b.toml:30:9: error: unknown diffusion model 'specifed'"));
  CHECK(has(run.err, "did you mean 'specified'?"));

  const finished with_another =
      here.run({"run", here.p.write("c.toml", scenario_with({{"\"specified\"", "\"specifed\""},
                                                             {"\"15 um\"", "15"}}))});
  CHECK(with_another.code == 3);
  CHECK(has(with_another.err, "c.toml:30:9: error: unknown diffusion model 'specifed'"));
  CHECK(has(with_another.err, "c.toml:9:13: error: "));
}

TEST_CASE("a broken library ends with code 4 and the loader's own words") {
  const installation here;
  const fs::path library = here.plugins / "percuta_diffusion_specified.so";
  fs::remove(library);
  here.p.write("lib/percuta/plugins/percuta_diffusion_specified.so", "not a library");
  const finished run = here.run({"run", here.scenario});
  INFO(run.err);
  CHECK(run.code == 4);
  CHECK(has(run.err, library.string()));
}

TEST_CASE("a library that others may write is refused with the remedy") {
  const installation here;
  const fs::path library = here.plugins / "percuta_diffusion_specified.so";
  fs::permissions(library, fs::perms::others_write, fs::perm_options::add);
  const finished run = here.run({"run", here.scenario});
  INFO(run.err);
  CHECK(run.code == 4);
  CHECK(has(run.err, "chmod"));
}

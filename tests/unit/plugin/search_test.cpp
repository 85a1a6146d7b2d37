#include "plugin/search.hpp"

#include "catch.hpp"
#include "support.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <vector>

namespace percuta {

using test::environment_variable;
namespace fs = std::filesystem;

TEST_CASE("folders are searched in the documented order") {
  const environment_variable path("PERCUTA_PLUGIN_PATH", "/env/first:/env/second/");
  const environment_variable home("XDG_DATA_HOME", "/data/home");
  const environment_variable dirs("XDG_DATA_DIRS", "/data/one:/data/two");
  const std::vector<fs::path> folders = search_folders({{"/line"}, {"/scenario/plugins"}});

  const fs::path program = fs::read_symlink("/proc/self/exe");
  const std::vector<fs::path> expected = {
      "/line",
      "/scenario/plugins",
      "/env/first",
      "/env/second",
      "/data/home/percuta/plugins",
      "/data/one/percuta/plugins",
      "/data/two/percuta/plugins",
      program.parent_path().parent_path() / "lib" / "percuta" / "plugins"};
  CHECK(folders == expected);
}

TEST_CASE("the environment cannot make the current directory be searched") {
  const environment_variable path("PERCUTA_PLUGIN_PATH", ":.:plugins::/absolute:");
  const environment_variable home("XDG_DATA_HOME", "relative");
  const environment_variable dirs("XDG_DATA_DIRS", ":.");
  const environment_variable user("HOME", "");
  const std::vector<fs::path> folders = search_folders({});
  CHECK(folders.size() == 2);
  CHECK(folders.front() == "/absolute");
  CHECK(std::find(folders.begin(), folders.end(), fs::current_path()) == folders.end());
}

TEST_CASE("a folder named on the command line may be relative to the current one") {
  const std::vector<fs::path> folders = search_folders({{"my/../plugins"}, {}});
  CHECK(folders.front() == fs::current_path() / "plugins");
}

TEST_CASE("a folder that is named twice is searched once, at its first place") {
  const environment_variable path("PERCUTA_PLUGIN_PATH", "/b:/a:/b/");
  const std::vector<fs::path> folders = search_folders({{"/a"}, {}});
  CHECK(folders[0] == "/a");
  CHECK(folders[1] == "/b");
  CHECK(std::count(folders.begin(), folders.end(), "/a") == 1);
  CHECK(std::count(folders.begin(), folders.end(), "/b") == 1);
}

TEST_CASE("library names follow percuta_<kind>_<model>.so") {
  CHECK(kind_of("percuta.geometry/0") == "geometry");
  CHECK(conventional_name("percuta.geometry/0", "cone") == "percuta_geometry_cone.so");

  const auto named = convention_of("/x/percuta_diffusion_wang_kasting_nitsche.so");
  REQUIRE(named);
  CHECK(named->kind == "diffusion");
  CHECK(named->model == "wang_kasting_nitsche");
  for (const char* other : {"vendor.so", "percuta_geometry_.so", "percuta_optics_lens.so",
                            "percuta_geometry_cone.so.bak", "libpercuta_geometry_cone.so"}) {
    INFO(other);
    CHECK_FALSE(convention_of(other));
  }
}

TEST_CASE("only files that end in .so are libraries") {
  const test::temporary_folder folder;
  for (const char* name : {"b.so", "a.so", "c.so.bak", "d.dll", "so"})
    std::ofstream(folder.path() / name) << "x";
  CHECK(libraries_in(folder.path()) ==
        std::vector<fs::path>{folder.path() / "a.so", folder.path() / "b.so"});
  CHECK(libraries_in(folder.path() / "absent").empty());
}

}  // namespace percuta

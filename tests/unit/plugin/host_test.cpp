#include "percuta/host.hpp"

#include "catch.hpp"
#include "support.hpp"

#include "percuta/error.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <string>

namespace percuta {

using test::private_copy;
using test::private_folder;
namespace fs = std::filesystem;

namespace {

const fs::path built = fs::path(PERCUTA_BINARY_DIR) / "lib" / "percuta" / "plugins";

std::string complaint(plugin_host& host, const std::string& interface_id,
                      const std::string& model) {
  try {
    host.find(interface_id, model);
  } catch (const plugin_error& e) {
    return e.what();
  }
  return "";
}

// Two empty search folders and a probe cache of its own.
struct folders {
  test::temporary_folder top;
  test::environment_variable cache{"XDG_CACHE_HOME", (top.path() / "cache").string()};
  fs::path first = private_folder(top.path() / "first");
  fs::path second = private_folder(top.path() / "second");
  plugin_host host{{{first, second}, {}}};
};

}  // namespace

TEST_CASE("a model is found by its library's name, and only that library is opened") {
  folders f;
  private_copy(built / "percuta_geometry_cone.so", f.first / "percuta_geometry_cone.so");
  std::ofstream(f.first / "percuta_geometry_other.so") << "broken, but not asked for";

  const model_info info = f.host.find(PERCUTA_GEOMETRY_INTERFACE, "cone");
  CHECK(info.model->id == std::string("cone"));
  CHECK(info.plugin->id == "percuta.cone");
  CHECK(info.plugin->license == "Apache-2.0");
  CHECK(info.plugin->file == f.first / "percuta_geometry_cone.so");
  CHECK(info.plugin->sha256.size() == 64);
  CHECK(f.host.find(PERCUTA_GEOMETRY_INTERFACE, "cone").model == info.model);
}

TEST_CASE("the first folder wins") {
  folders f;
  private_copy(built / "percuta_geometry_cone.so", f.second / "percuta_geometry_cone.so");
  CHECK(f.host.find(PERCUTA_GEOMETRY_INTERFACE, "cone").plugin->file.parent_path() == f.second);

  private_copy(built / "percuta_geometry_cone.so", f.first / "percuta_geometry_cone.so");
  plugin_host again({{f.first, f.second}, {}});
  CHECK(again.find(PERCUTA_GEOMETRY_INTERFACE, "cone").plugin->file.parent_path() == f.first);
}

TEST_CASE("a library of any name may hold several models") {
  folders f;
  private_copy(TWO_MODELS, f.second / "two_models.so");
  const model_info slit = f.host.find(PERCUTA_GEOMETRY_INTERFACE, "slit");
  const model_info latch = f.host.find(PERCUTA_CLOSURE_INTERFACE, "latch");
  CHECK(slit.plugin == latch.plugin);
  CHECK(slit.plugin->version == "2.3.4");
  CHECK(slit.plugin->models.size() == 2);
}

TEST_CASE("a built-in library under another name is no plugin any more") {
  folders f;
  const fs::path renamed = private_copy(built / "percuta_geometry_cone.so", f.first / "renamed.so");
  const std::string said = complaint(f.host, PERCUTA_GEOMETRY_INTERFACE, "cone");
  CHECK_THAT(said, Catch::Contains("unknown geometry model 'cone'"));
  CHECK_THAT(said, Catch::Contains("mv '" + renamed.string() + "' '" +
                                   (f.first / "percuta_geometry_cone.so").string() + "'"));

  fs::rename(renamed, f.first / "percuta_geometry_cone.so.bak");
  plugin_host again({{f.first}, {}});
  CHECK_THAT(complaint(again, PERCUTA_GEOMETRY_INTERFACE, "cone"),
             Catch::Contains("unknown geometry model 'cone'"));
}

TEST_CASE("a library named after a model must hold it") {
  folders f;
  private_copy(built / "percuta_geometry_cone.so", f.first / "percuta_geometry_cylinder.so");
  CHECK_THAT(complaint(f.host, PERCUTA_GEOMETRY_INTERFACE, "cylinder"),
             Catch::Contains("is named after geometry model 'cylinder' but does not hold it"));
}

TEST_CASE("an unknown model is answered with what there is, where it was sought and what to do") {
  folders f;
  private_copy(built / "percuta_geometry_cone.so", f.first / "percuta_geometry_cone.so");
  private_copy(TWO_MODELS, f.first / "two_models.so");
  plugin_host host({{f.first, f.top.path() / "nowhere"}, {}});

  const std::string said = complaint(host, PERCUTA_GEOMETRY_INTERFACE, "cnoe");
  CHECK_THAT(said, Catch::StartsWith("unknown geometry model 'cnoe'; did you mean 'cone'?\n"));
  CHECK_THAT(said, Catch::Contains("slit"));
  CHECK_THAT(said, Catch::Contains(f.first.string() + "\n"));
  CHECK_THAT(said, Catch::Contains((f.top.path() / "nowhere").string() + " (no such folder)"));
  CHECK_THAT(said, Catch::Contains("put 'percuta_geometry_cnoe.so' into one of these folders"));

  CHECK_THAT(complaint(host, PERCUTA_CLOSURE_INTERFACE, "cone"),
             Catch::Contains("'cone' is a model of geometry"));
}

TEST_CASE("a model's name never becomes a path") {
  folders f;
  private_copy(built / "percuta_geometry_cone.so", f.top.path() / "x.so");
  for (const char* name : {"../x", "/../../x", "", "Cone", "cone.so", "con\ne"}) {
    INFO(name);
    CHECK_THAT(complaint(f.host, PERCUTA_GEOMETRY_INTERFACE, name),
               Catch::Contains("unknown geometry model"));
  }
}

TEST_CASE("a library or folder that others may write is refused before it is opened") {
  folders f;
  const fs::path file =
      private_copy(built / "percuta_geometry_cone.so", f.first / "percuta_geometry_cone.so");
  SECTION("the library") {
    fs::permissions(file, fs::perms::others_write, fs::perm_options::add);
    CHECK_THAT(complaint(f.host, PERCUTA_GEOMETRY_INTERFACE, "cone"),
               Catch::Contains("chmod o-w '" + file.string() + "'"));
  }
  SECTION("the folder") {
    fs::permissions(f.first, fs::perms::others_write, fs::perm_options::add);
    CHECK_THAT(complaint(f.host, PERCUTA_GEOMETRY_INTERFACE, "cone"),
               Catch::Contains("chmod o-w '" + f.first.string() + "'"));
  }
}

TEST_CASE("all plugins are listed, and what is refused is told with the reason") {
  folders f;
  private_copy(built / "percuta_geometry_cone.so", f.first / "percuta_geometry_cone.so");
  private_copy(TWO_MODELS, f.second / "two_models.so");
  private_copy(TWO_MODELS, f.second / "open_to_all.so");
  fs::permissions(f.second / "open_to_all.so", fs::perms::others_write, fs::perm_options::add);

  std::map<fs::path, std::string> refused;
  const auto plugins =
      f.host.all([&](const fs::path& file, const std::string& why) { refused.emplace(file, why); });
  const auto has = [&](const char* id) {
    return std::any_of(plugins.begin(), plugins.end(), [id](const auto& p) { return p->id == id; });
  };
  CHECK(has("percuta.cone"));
  CHECK(has("org.example.two_models"));
  CHECK_THAT(refused[f.second / "open_to_all.so"], Catch::Contains("chmod o-w"));
}

}  // namespace percuta

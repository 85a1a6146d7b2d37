// What the host says of a library that is wrong: always a plugin_error (exit code 4), with the
// loader's own words or with what is wrong in it, and the host lives on.
#include "catch.hpp"
#include "support.hpp"

#include "percuta/error.hpp"
#include "percuta/host.hpp"
#include "percuta/model_call.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

namespace percuta {

namespace fs = std::filesystem;

namespace {

// Copies of the libraries, in a folder that nobody else may write and with a probe cache of its
// own.
class bad_folder {
public:
  bad_folder() : cache_("XDG_CACHE_HOME", (folder_.path() / "cache").string()) {
    for (const fs::directory_entry& entry : fs::directory_iterator(BAD_PLUGINS))
      copy(entry.path(), entry.path().filename());
  }

  const fs::path& path() const { return folder_.path(); }

  void copy(const fs::path& from, const fs::path& name) const {
    const fs::path to = path() / name;
    fs::copy_file(from, to);
    fs::permissions(to, fs::perms::owner_all);
  }

  void write(const std::string& name, const std::string& bytes) const {
    const fs::path file = path() / name;
    std::ofstream(file, std::ios::binary) << bytes;
    fs::permissions(file, fs::perms::owner_all);
  }

private:
  test::temporary_folder folder_;
  test::environment_variable cache_;
};

std::string complaint(const fs::path& folder, const std::string& model) {
  plugin_host host({{folder}, {}});
  try {
    const model_info info = host.find(PERCUTA_GEOMETRY_INTERFACE, model);
    diagnostics out;
    model_choice choice;
    choice.id.value = model;
    if (instantiate(info, choice, {}, {}, std::make_shared<host_context>(), out)) return "";
    return out.render();
  } catch (const plugin_error& e) {
    CHECK(e.code() == exit_code::plugin);
    return e.what();
  }
}

}  // namespace

TEST_CASE("a file that is no library is refused with the loader's own words") {
  const bad_folder folder;
  folder.write("percuta_geometry_empty.so", "");
  folder.write("percuta_geometry_text.so", std::string(100, 'x'));

  const fs::path sound =
      fs::path(PERCUTA_BINARY_DIR) / "lib" / "percuta" / "plugins" / "percuta_geometry_cone.so";
  std::ifstream stream(sound, std::ios::binary);
  std::string head(900, '\0');
  stream.read(head.data(), static_cast<std::streamsize>(head.size()));
  folder.write("percuta_geometry_truncated.so", head);
  fs::create_directory(folder.path() / "percuta_geometry_directory.so");
  fs::permissions(folder.path() / "percuta_geometry_directory.so", fs::perms::owner_all);
  fs::create_symlink("nowhere.so", folder.path() / "percuta_geometry_dangling.so");

  using Catch::Contains;
  CHECK_THAT(complaint(folder.path(), "empty"),
             Contains("percuta_geometry_empty.so") && Contains("file too short"));
  CHECK_THAT(complaint(folder.path(), "text"), Contains("invalid ELF header"));
  const std::string truncated = complaint(folder.path(), "truncated");
  CHECK_THAT(truncated, Contains("percuta_geometry_truncated.so"));
  CHECK_THAT(truncated, !Contains("Bad file descriptor"));
  CHECK_THAT(complaint(folder.path(), "directory"), Contains("percuta_geometry_directory.so"));
  CHECK_THAT(complaint(folder.path(), "dangling"), Contains("No such file"));
}

TEST_CASE("a library that is no sound plugin is refused with what is wrong in it") {
  struct expectation {
    const char *model, *words;
  };
  const expectation expected[] = {
      {"undefined_symbol", "undefined symbol: function_that_nobody_has"},
      {"missing_symbol", "it exports no 'percuta_plugin'"},
      {"wrong_magic", "begins with 0x0000000000001234"},
      {"wrong_revision", "built for plugin ABI revision 41; this percuta"},
      {"null_models", "its models are NULL"},
      {"null_parameters", "model 'null_parameters': its parameters are NULL"},
      {"null_function", "a function of model 'null_function' is NULL"},
      {"small_struct", "models[0] has 8 bytes"},
      {"foreign_interface", "is of interface 'percuta.geometry/7'"},
      {"duplicate_key", "parameter 'depth' stands twice"},
      {"wrong_default", "a default does not hold: 'depth': \"3 h\" is a time"},
  };
  const bad_folder folder;
  for (const expectation& e : expected) {
    INFO(e.model);
    const std::string said = complaint(folder.path(), e.model);
    CHECK_THAT(said, Catch::Contains(e.words));
    CHECK_THAT(said, Catch::Contains(std::string("percuta_geometry_") + e.model + ".so"));
  }
}

TEST_CASE("a library that crashes, hangs or ends the process is found out in a child") {
  const bad_folder folder;
  // Under a sanitizer a crash ends the child with an exit code instead of a signal.
  CHECK_THAT(complaint(folder.path(), "crashes"),
             Catch::Contains("crashed while it was opened") ||
                 Catch::Contains("ended the process that opened it"));
  CHECK_THAT(complaint(folder.path(), "ends_process"),
             Catch::Contains("ended the process that opened it (exit code 0)"));
  CHECK_THAT(complaint(folder.path(), "hangs"), Catch::Contains("did not finish opening within"));
}

TEST_CASE("a model that fails in create is the plugin's fault, not the user's") {
  const bad_folder folder;
  CHECK_THAT(complaint(folder.path(), "throws_in_create"),
             Catch::Contains("could not be created: the moon is in the wrong phase"));
  CHECK_THAT(complaint(folder.path(), "escapes_from_create"),
             Catch::Contains("let a C++ exception escape from create"));
  CHECK_THAT(complaint(folder.path(), "no_instance"), Catch::Contains("made no instance"));
}

TEST_CASE("what escapes from a model that is asked is told as the model's fault") {
  const bad_folder folder;
  plugin_host host({{folder.path()}, {}});
  diagnostics out;
  model_choice choice;
  choice.id.value = "escapes_when_asked";
  const auto model = instantiate(host.find(PERCUTA_GEOMETRY_INTERFACE, choice.id.value), choice, {},
                                 {}, std::make_shared<host_context>(), out);
  REQUIRE(model);
  const auto& functions = model->functions<percuta_geometry_functions>();
  percuta_geometry_summary summary{};
  percuta_error error = no_error();
  try {
    call(*model, "summary", functions.summary, &summary, &error);
    FAIL("the exception was lost");
  } catch (const plugin_error& e) {
    CHECK_THAT(e.what(), Catch::Contains("geometry model 'escapes_when_asked'") &&
                             Catch::Contains("let a C++ exception escape from summary"));
  }
  double depth = 0.0, radius = 0.0;
  CHECK(call(*model, "profile", functions.profile, std::size_t{1}, &depth, &radius, &error) ==
        PERCUTA_FAILED);
  CHECK(message_of(error) == std::string(sizeof error.message, 'x'));
}

TEST_CASE("a broken library that nobody asked for does not matter, but is told") {
  const bad_folder folder;
  folder.copy(fs::path(PERCUTA_BINARY_DIR) / "lib/percuta/plugins/percuta_geometry_cone.so",
              "percuta_geometry_cone.so");
  folder.write("vendor.so", "broken");
  plugin_host host({{folder.path()}, {}});
  CHECK(host.find(PERCUTA_GEOMETRY_INTERFACE, "cone").plugin->id == "percuta.cone");

  // Where it might have held the model that was sought, it is part of the answer.
  try {
    host.find(PERCUTA_GEOMETRY_INTERFACE, "absent");
    FAIL("an unknown model was found");
  } catch (const plugin_error& e) {
    CHECK_THAT(e.what(), Catch::Contains("vendor.so") && Catch::Contains("invalid ELF header") ||
                             Catch::Contains("file too short"));
  }
}

}  // namespace percuta

#include "plugin/permissions.hpp"

#include "catch.hpp"
#include "support.hpp"

#include <filesystem>
#include <fstream>
#include <string>

#include <unistd.h>

using percuta::writable_by_others;
using percuta::test::private_folder;
namespace fs = std::filesystem;

namespace {

// root/deep/plugin.so, which only the owner may write.
struct tree {
  percuta::test::temporary_folder folder;
  fs::path root = private_folder(folder.path() / "root");
  fs::path deep = private_folder(root / "deep");
  fs::path file = deep / "plugin.so";

  tree() {
    std::ofstream(file) << "x";
    fs::permissions(file, fs::perms::owner_all);
  }
};

}  // namespace

TEST_CASE("a plugin that only its owner may write is accepted") {
  const tree t;
  CHECK(writable_by_others(t.file, t.root).empty());
}

TEST_CASE("a file that the world may write is refused with the chmod that mends it") {
  const tree t;
  fs::permissions(t.file, fs::perms::others_write, fs::perm_options::add);
  const std::string why = writable_by_others(t.file, t.root);
  CHECK_THAT(why, Catch::Contains("others may write the file"));
  CHECK_THAT(why, Catch::Contains("chmod o-w '" + t.file.string() + "'"));
}

TEST_CASE("every folder up to the search folder is looked at, and none above it") {
  const tree t;
  SECTION("the folder of the file") {
    fs::permissions(t.deep, fs::perms::others_write, fs::perm_options::add);
    CHECK_THAT(
        writable_by_others(t.file, t.root),
        Catch::Contains("the folder") && Catch::Contains("chmod o-w '" + t.deep.string() + "'"));
  }
  SECTION("the search folder") {
    fs::permissions(t.root, fs::perms::others_write, fs::perm_options::add);
    CHECK_THAT(writable_by_others(t.file, t.root),
               Catch::Contains("chmod o-w '" + t.root.string() + "'"));
  }
  SECTION("above it") {
    fs::permissions(t.folder.path(), fs::perms::others_write, fs::perm_options::add);
    CHECK(writable_by_others(t.file, t.root).empty());
  }
}

TEST_CASE("a group that may write is others") {
  // Except for a user's private group, which is not to be had in a test; root has none.
  if (geteuid() != 0) return;
  const tree t;
  fs::permissions(t.file, fs::perms::group_write, fs::perm_options::add);
  CHECK_THAT(writable_by_others(t.file, t.root), Catch::Contains("chmod g-w"));
  fs::permissions(t.file, fs::perms::others_write, fs::perm_options::add);
  CHECK_THAT(writable_by_others(t.file, t.root), Catch::Contains("chmod go-w"));
}

TEST_CASE("behind a symbolic link the real file and its folder count") {
  const tree t;
  const fs::path elsewhere = private_folder(t.folder.path() / "elsewhere");
  const fs::path real = percuta::test::private_copy(t.file, elsewhere / "real.so");
  const fs::path link = t.deep / "link.so";
  fs::create_symlink(real, link);
  CHECK(writable_by_others(link, t.root).empty());

  SECTION("the file") {
    fs::permissions(real, fs::perms::others_write, fs::perm_options::add);
    CHECK_THAT(writable_by_others(link, t.root), Catch::Contains("others may write the file"));
  }
  SECTION("its folder") {
    fs::permissions(elsewhere, fs::perms::others_write, fs::perm_options::add);
    CHECK_THAT(writable_by_others(link, t.root), Catch::Contains(elsewhere.string()));
  }
}

#include "plugin/probe.hpp"

#include "catch.hpp"
#include "support.hpp"

#include <chrono>
#include <filesystem>
#include <fstream>

using percuta::probe_cache;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

TEST_CASE("a probed library is remembered until its size or time changes") {
  const percuta::test::temporary_folder folder;
  const percuta::test::environment_variable cache("XDG_CACHE_HOME", folder.path().string());
  const fs::path file = folder.path() / "plugin.so";
  std::ofstream(file) << "one";

  CHECK_FALSE(probe_cache().knows(file));
  probe_cache().remember(file);
  CHECK(fs::exists(folder.path() / "percuta" / "probed"));
  CHECK(probe_cache().knows(file));

  const auto written = fs::last_write_time(file);
  fs::last_write_time(file, written + 1s);
  CHECK_FALSE(probe_cache().knows(file));
  fs::last_write_time(file, written);
  CHECK(probe_cache().knows(file));
  std::ofstream(file) << "longer";
  fs::last_write_time(file, written);
  CHECK_FALSE(probe_cache().knows(file));
}

TEST_CASE("a cache that cannot be written is no error") {
  const percuta::test::temporary_folder folder;
  const fs::path blocked = folder.path() / "a_file";
  std::ofstream(blocked) << "not a folder";
  const percuta::test::environment_variable cache("XDG_CACHE_HOME", blocked.string());
  probe_cache probed;
  probed.remember(blocked);
  CHECK(probed.knows(blocked));
  CHECK_FALSE(probe_cache().knows(blocked));
}

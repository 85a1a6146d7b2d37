#include "plugin/services.hpp"

#include "catch.hpp"
#include "support.hpp"

#include "percuta/plugin.hpp"

#include <atomic>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace percuta {

namespace fs = std::filesystem;

namespace {

// A scenario's folder with a file in it, beside one that is not the scenario's business.
struct desk {
  test::temporary_folder top;
  fs::path folder = top.path() / "scenario";
  host_context context;

  desk() {
    fs::create_directories(folder / "data");
    std::ofstream(folder / "data" / "table.csv", std::ios::binary) << std::string("a\0b\n", 4);
    std::ofstream(top.path() / "secret.txt") << "secret";
    context.folder = folder;
  }

  std::string read(const std::string& path) {
    const auto services = make_services(context);
    return sdk::host(*services).read_file(path);
  }

  std::string refusal(const std::string& path) {
    try {
      read(path);
    } catch (const sdk::fail& f) {
      CHECK(f.status() == PERCUTA_IO);
      return f.what();
    }
    return "";
  }
};

}  // namespace

TEST_CASE("a model reads files of the scenario's folder, byte for byte") {
  desk d;
  CHECK(d.read("data/table.csv") == std::string("a\0b\n", 4));
  CHECK(d.read("./data/../data/table.csv").size() == 4);
  CHECK(d.read((d.folder / "data/table.csv").string()).size() == 4);
  CHECK_THAT(d.refusal("data/absent.csv"), Catch::Contains("'data/absent.csv' cannot be read"));
  CHECK_THAT(d.refusal("data"), Catch::Contains("not a regular file"));
}

TEST_CASE("a model cannot read outside the scenario's folder") {
  desk d;
  fs::create_symlink(d.top.path() / "secret.txt", d.folder / "link");
  fs::create_directory(d.top.path() / "scenario_two");
  std::ofstream(d.top.path() / "scenario_two" / "x") << "x";
  const fs::path secret = d.top.path() / "secret.txt";

  for (const std::string& path :
       {std::string("../secret.txt"), secret.string(), std::string("link"),
        std::string("../scenario_two/x"), std::string("../absent"), std::string("/etc/passwd")}) {
    INFO(path);
    CHECK_THAT(d.refusal(path), Catch::Contains("lies outside the scenario's folder") &&
                                    Catch::Contains("--allow-outside"));
  }
  d.context.allow_outside = true;
  CHECK(d.read("../secret.txt") == "secret");
  CHECK(d.read("link") == "secret");
}

TEST_CASE("parallel_for covers every index once, and hands on what its body throws") {
  desk d;
  const auto services = make_services(d.context);
  const sdk::host host(*services);
  std::vector<std::atomic<int>> seen(10000);
  host.parallel_for(seen.size(), [&](std::size_t first, std::size_t last) {
    for (std::size_t i = first; i < last; ++i)
      ++seen[i];
  });
  for (const std::atomic<int>& times : seen)
    REQUIRE(times == 1);
  host.parallel_for(0, [](std::size_t, std::size_t) { FAIL("there is nothing to do"); });
  CHECK_THROWS_WITH(
      host.parallel_for(100, [](std::size_t, std::size_t) { throw std::runtime_error("no more"); }),
      "no more");
}

TEST_CASE("a plugin in C that misuses a service is refused, and the host lives on") {
  desk d;
  const auto services = make_services(d.context);
  const auto nothing = [](void*, std::size_t, std::size_t) {};
  const auto throws = [](void*, std::size_t, std::size_t) { throw std::runtime_error("boo"); };
  CHECK(services->parallel_for(services->context, 4, nothing, nullptr) == PERCUTA_OK);
  CHECK(services->parallel_for(services->context, 4, throws, nullptr) == PERCUTA_FAILED);
  CHECK(services->parallel_for(services->context, 4, nullptr, nullptr) == PERCUTA_BAD_PARAMETER);

  percuta_error error{};
  error.struct_size = sizeof error;
  const auto sink = [](void*, const char*, std::size_t) {};
  CHECK(services->read_file(services->context, nullptr, sink, nullptr, &error) == PERCUTA_IO);
  CHECK_THAT(error.message, Catch::Contains("one of them is NULL"));
  CHECK(services->read_file(services->context, "data/table.csv", nullptr, nullptr, &error) ==
        PERCUTA_IO);
}

TEST_CASE("messages, the wish to stop and random numbers reach the model") {
  desk d;
  std::vector<std::string> messages;
  std::atomic<bool> stop = false;
  d.context.cancelled = &stop;
  d.context.seed = 42;
  d.context.log = [&](percuta_log_level level, const std::string& message) {
    CHECK(level == PERCUTA_LOG_WARNING);
    messages.push_back(message);
  };
  const auto services = make_services(d.context);
  const sdk::host host(*services);

  host.warn("mind the gap");
  CHECK(messages == std::vector<std::string>{"mind the gap"});
  CHECK_FALSE(host.cancelled());
  stop = true;
  CHECK(host.cancelled());

  const double x = host.random(1, 2);
  CHECK(host.random(1, 2) == x);
  d.context.seed = 43;
  CHECK(host.random(1, 2) != x);
}

}  // namespace percuta

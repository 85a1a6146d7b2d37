#include "program.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <stdexcept>
#include <thread>

namespace cli_test {

namespace fs = std::filesystem;
using test_support::read_text;

namespace {

constexpr const char* small_scenario = R"(format = 1
title = "A tracer"

[skin]
bottom = "sink"

[[skin.layers]]
name = "stratum_corneum"
thickness = "15 um"

[[skin.layers]]
name = "viable_epidermis"
thickness = "80 um"

[serum]
name = "solution"
density = "1000 kg/m^3"

[[serum.ingredients]]
name = "tracer"
fraction = "1 %"

[[steps]]
at = "0 h"
do = "apply"
product = "serum"
amount = "2 mg/cm^2"

[diffusion]
model = "specified"

[diffusion.layers.stratum_corneum]
diffusivity = "1e-14 m^2/s"
partition = 1.0
clearance = "0 1/s"

[diffusion.layers.viable_epidermis]
diffusivity = "5e-11 m^2/s"
partition = 0.5
clearance = "1e-4 1/s"

[simulation]
resolution = "layered"
duration = "4 h"
times = ["10 min", "1 h"]
tolerance = 1e-5
)";

/// NULL-ended pointers into the strings, which must outlive them.
std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> list;
  for (std::string& s : strings)
    list.push_back(s.data());
  list.push_back(nullptr);
  return list;
}

}  // namespace

fs::path built_program() {
  return fs::path(PERCUTA_BINARY_DIR) / "bin/percuta";
}

finished percuta(const std::vector<std::string>& arguments, const launch& how) {
  const playground capture;
  const fs::path program = how.program.empty() ? built_program() : how.program;
  std::vector<std::string> words{program.string()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  std::vector<std::string> environment{"PATH=/usr/bin:/bin"};
  for (const auto& [name, value] : how.environment)
    environment.push_back(name + "=" + value);
  // Sanitizers are set up through the environment.
  for (const char* name : {"ASAN_OPTIONS", "TSAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
    if (const char* value = std::getenv(name))
      environment.push_back(std::string(name) + "=" + value);
  }

  posix_spawn_file_actions_t files;
  posix_spawn_file_actions_init(&files);
  const std::string out = capture / "out", err = capture / "err";
  const int create = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&files, STDOUT_FILENO, out.c_str(), create, 0600);
  posix_spawn_file_actions_addopen(&files, STDERR_FILENO, err.c_str(), create, 0600);
  if (!how.folder.empty()) posix_spawn_file_actions_addchdir_np(&files, how.folder.c_str());
  pid_t child = 0;
  const int failed = posix_spawn(&child, program.c_str(), &files, nullptr, pointers(words).data(),
                                 pointers(environment).data());
  posix_spawn_file_actions_destroy(&files);
  if (failed != 0) throw std::runtime_error("cannot start " + program.string());
  if (how.interrupt_after_ms > 0) {
    std::this_thread::sleep_for(std::chrono::milliseconds(how.interrupt_after_ms));
    kill(child, SIGINT);
  }
  int status = 0;
  waitpid(child, &status, 0);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  return {code, read_text(out), read_text(err)};
}

std::string playground::write(const std::string& name, const std::string& text) const {
  return folder_.write(name, text).string();
}

std::string playground::read(const std::string& name) const {
  return read_text(path() / name);
}

std::vector<std::string> playground::entries() const {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(path())) {
    names.push_back(entry.path().filename().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

std::string scenario_with(std::initializer_list<std::pair<std::string, std::string>> replacements) {
  std::string text = small_scenario;
  for (const auto& [part, replacement] : replacements) {
    const std::size_t at = text.find(part);
    if (at == std::string::npos) throw std::logic_error("the scenario has no " + part);
    text.replace(at, part.size(), replacement);
  }
  return text;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

}  // namespace cli_test

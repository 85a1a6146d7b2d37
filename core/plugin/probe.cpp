#include "plugin/probe.hpp"

#include "percuta/error.hpp"
#include "plugin/descriptor.hpp"
#include "plugin/library.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstring>
#include <exception>
#include <optional>
#include <string_view>

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace percuta {

namespace {

using steady = std::chrono::steady_clock;

// Opening a library takes milliseconds; on a slow network disk perhaps a second.
constexpr unsigned limit_s = 5;

// The child's answer begins with one of these; without either it died on the way.
constexpr char passed = '+', refused = '-';

void write_all(int to, std::string_view text) {
  while (!text.empty()) {
    const ssize_t n = write(to, text.data(), text.size());
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    text.remove_prefix(static_cast<std::size_t>(n));
  }
}

// Leaves no core file, writes nothing of the library's to the terminal, and cannot outlive the
// alarm.
[[noreturn]] void child(const std::filesystem::path& file, int answer) {
  const rlimit no_core{0, 0};
  setrlimit(RLIMIT_CORE, &no_core);
  if (const int nowhere = open("/dev/null", O_RDWR); nowhere >= 0) {
    for (const int stream : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO})
      dup2(nowhere, stream);
  }
  std::signal(SIGALRM, SIG_DFL);
  sigset_t alarm_only;
  sigemptyset(&alarm_only);
  sigaddset(&alarm_only, SIGALRM);
  sigprocmask(SIG_UNBLOCK, &alarm_only, nullptr);
  alarm(limit_s);
  try {
    check_descriptor(file, open_library(file));
    write_all(answer, std::string_view(&passed, 1));
    _exit(0);
  } catch (const std::exception& e) {
    write_all(answer, std::string(1, refused) + e.what());
  } catch (...) {
    write_all(answer, std::string(1, refused) + "plugin '" + file.string() +
                          "' threw an exception while it was opened");
  }
  _exit(1);
}

/// Everything the child writes until it ends or closes the pipe; none when the time is over.
std::optional<std::string> receive(int from) {
  // One second more than the alarm, which ends the child in all but the strangest cases.
  const auto deadline = steady::now() + std::chrono::seconds(limit_s + 1);
  std::string text;
  char buffer[512];
  for (;;) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - steady::now()).count();
    if (left <= 0) return std::nullopt;
    pollfd waiting{from, POLLIN, 0};
    const int ready = poll(&waiting, 1, static_cast<int>(left));
    if (ready < 0 && errno != EINTR) return text;
    if (ready <= 0) continue;
    const ssize_t n = read(from, buffer, sizeof buffer);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return text;
    text.append(buffer, static_cast<std::size_t>(n));
  }
}

std::string how_it_died(bool in_time, int status) {
  if (!in_time || (WIFSIGNALED(status) && WTERMSIG(status) == SIGALRM))
    return fmt::format("it did not finish opening within {} s", limit_s);
  if (WIFSIGNALED(status)) {
    return fmt::format("it crashed while it was opened (signal {}, {})", WTERMSIG(status),
                       strsignal(WTERMSIG(status)));
  }
  return fmt::format("it ended the process that opened it (exit code {})", WEXITSTATUS(status));
}

}  // namespace

void probe(const std::filesystem::path& file) {
  const auto cannot = [&file](const char* what) {
    return plugin_error(fmt::format("plugin '{}' cannot be probed: {}: {}", file.string(), what,
                                    std::strerror(errno)));
  };
  int ends[2];
  if (pipe2(ends, O_CLOEXEC) != 0) throw cannot("pipe");
  const pid_t pid = fork();
  if (pid < 0) {
    const plugin_error failed = cannot("fork");
    close(ends[0]);
    close(ends[1]);
    throw failed;
  }
  if (pid == 0) {
    close(ends[0]);
    child(file, ends[1]);
  }
  close(ends[1]);
  const std::optional<std::string> answer = receive(ends[0]);
  close(ends[0]);
  if (!answer) kill(pid, SIGKILL);
  int status = 0;
  while (waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (answer && answer->starts_with(passed)) return;
  if (answer && answer->starts_with(refused)) throw plugin_error(answer->substr(1));
  throw plugin_error(fmt::format("plugin '{}' is not loaded: {}", file.string(),
                                 how_it_died(answer.has_value(), status)));
}

}  // namespace percuta

#include "terminal.hpp"

#include "percuta/error.hpp"

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <system_error>

namespace percuta::cli {

int page_width() {
  constexpr int narrowest = 80, widest = 120, without_terminal = 100;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return without_terminal;
  return std::clamp(static_cast<int>(size.ws_col), narrowest, widest);
}

bool wants_colour() {
  const char* no_color = std::getenv("NO_COLOR");  // https://no-color.org: any value but empty
  const char* term = std::getenv("TERM");
  return isatty(STDOUT_FILENO) == 1 && (no_color == nullptr || *no_color == '\0') &&
         term != nullptr && std::string_view(term) != "dumb";
}

void answer(std::string_view text) {
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0) {
    throw file_error(fmt::format("cannot write to the standard output: {}",
                                 std::generic_category().message(errno)));
  }
}

void progress(std::string_view text) {
  if (isatty(STDERR_FILENO) == 1) fmt::print(stderr, "\r\x1b[K{}", text);
}

void message(std::string_view text) {
  fmt::print(stderr, "{}\n", text);
}

}  // namespace percuta::cli

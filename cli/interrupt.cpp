#include "interrupt.hpp"

#include <csignal>

namespace percuta::cli {
namespace {

std::atomic<bool> asked_to_stop{false};
static_assert(std::atomic<bool>::is_always_lock_free, "a signal handler may only touch such");

void on_signal(int number) {
  asked_to_stop.store(true);
  std::signal(number, SIG_DFL);
}

bool install() {
  for (const int number : {SIGINT, SIGTERM}) {
    // A shell that starts us in the background has us ignore the signal; leave that.
    if (std::signal(number, on_signal) == SIG_IGN) std::signal(number, SIG_IGN);
  }
  return true;
}

}  // namespace

const std::atomic<bool>& interrupted() {
  [[maybe_unused]] static const bool installed = install();
  return asked_to_stop;
}

}  // namespace percuta::cli

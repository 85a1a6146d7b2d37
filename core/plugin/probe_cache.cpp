#include "plugin/probe.hpp"

#include <fmt/format.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <system_error>

namespace percuta {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_store = 256 * 1024;  // bytes; begun anew beyond it

fs::path store_file() {
  const char* const cache = std::getenv("XDG_CACHE_HOME");
  if (cache != nullptr && fs::path(cache).is_absolute())
    return fs::path(cache) / "percuta" / "probed";
  const char* const home = std::getenv("HOME");
  if (home != nullptr && fs::path(home).is_absolute())
    return fs::path(home) / ".cache" / "percuta" / "probed";
  return {};
}

// "size time path", or "" for a file that cannot be described in one line.
std::string line_for(const fs::path& file) {
  std::error_code failed;
  const fs::path real = fs::canonical(file, failed);
  if (failed) return {};
  const std::uintmax_t size = fs::file_size(real, failed);
  if (failed) return {};
  const auto changed = fs::last_write_time(real, failed);
  if (failed || real.string().find('\n') != std::string::npos) return {};
  return fmt::format("{} {} {}", size, changed.time_since_epoch().count(), real.string());
}

}  // namespace

probe_cache::probe_cache() : store_(store_file()) {
  std::ifstream stream(store_);
  for (std::string line; std::getline(stream, line);)
    lines_.insert(line);
}

bool probe_cache::knows(const fs::path& file) const {
  const std::string line = line_for(file);
  return !line.empty() && lines_.contains(line);
}

void probe_cache::remember(const fs::path& file) {
  const std::string line = line_for(file);
  if (line.empty() || !lines_.insert(line).second || store_.empty()) return;
  std::error_code ignored;
  fs::create_directories(store_.parent_path(), ignored);
  const bool anew = fs::file_size(store_, ignored) > largest_store && !ignored;
  std::ofstream stream(store_, anew ? std::ios::trunc : std::ios::app);
  stream << line + '\n';
}

}  // namespace percuta

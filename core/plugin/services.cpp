#include "plugin/services.hpp"

#include "plugin/random.hpp"

#include <fmt/format.h>
#include <tbb/blocked_range.h>
#include <tbb/parallel_for.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <mutex>
#include <string>
#include <system_error>

namespace percuta {

namespace fs = std::filesystem;

namespace {

// These functions are called from plugins, so nothing may be thrown out of them.

host_context& context_of(void* context) {
  return *static_cast<host_context*>(context);
}

// One message at a time, whatever the thread.
void log(void* context, percuta_log_level level, const char* message) noexcept {
  static std::mutex one_at_a_time;
  try {
    const host_context& host = context_of(context);
    const std::scoped_lock lock(one_at_a_time);
    if (host.log && message != nullptr) host.log(level, message);
  } catch (...) {
    // A message that cannot be shown is no reason to stop.
  }
}

int cancelled(void* context) noexcept {
  const std::atomic<bool>* flag = context_of(context).cancelled;
  return flag != nullptr && flag->load() ? 1 : 0;
}

percuta_status parallel_for(void*, std::size_t n, void (*body)(void*, std::size_t, std::size_t),
                            void* argument) noexcept {
  if (body == nullptr) return PERCUTA_BAD_PARAMETER;
  if (n == 0) return PERCUTA_OK;
  try {
    tbb::parallel_for(tbb::blocked_range<std::size_t>(0, n),
                      [&](const tbb::blocked_range<std::size_t>& range) {
                        body(argument, range.begin(), range.end());
                      });
    return PERCUTA_OK;
  } catch (...) {
    return PERCUTA_FAILED;
  }
}

percuta_status refuse(percuta_error* error, const std::string& message) {
  if (error != nullptr && error->struct_size >= sizeof(percuta_error)) {
    error->element = -1;
    error->parameter[0] = '\0';
    const std::size_t n = message.copy(error->message, sizeof error->message - 1);
    error->message[n] = '\0';
  }
  return PERCUTA_IO;
}

// Both canonical.
bool is_inside(const fs::path& file, const fs::path& folder) {
  return std::mismatch(folder.begin(), folder.end(), file.begin(), file.end()).first ==
         folder.end();
}

percuta_status read_file(void* context, const char* path,
                         void (*sink)(void*, const char*, std::size_t), void* argument,
                         percuta_error* error) noexcept {
  try {
    if (path == nullptr || sink == nullptr)
      return refuse(error, "read_file needs a path and a sink; one of them is NULL");
    const host_context& host = context_of(context);
    std::error_code failed;
    const fs::path folder = fs::canonical(host.folder.empty() ? "." : host.folder, failed);
    if (failed) {
      return refuse(error, fmt::format("the scenario's folder '{}' cannot be read: {}",
                                       host.folder.string(), failed.message()));
    }
    // An absolute path replaces the folder. Links are followed before the place is judged.
    const fs::path file = fs::canonical(folder / path, failed);
    const bool inside = !failed && is_inside(file, folder);
    // Of what lies outside not even its existence is told.
    const bool points_outside = failed && !is_inside((folder / path).lexically_normal(), folder);
    if (!host.allow_outside && (points_outside || (!failed && !inside))) {
      return refuse(error,
                    fmt::format("'{}' lies outside the scenario's folder '{}'; copy it there, "
                                "or allow it with --allow-outside",
                                path, folder.string()));
    }
    if (failed) {
      return refuse(error, fmt::format("'{}' cannot be read from '{}': {}", path, folder.string(),
                                       failed.message()));
    }
    if (!fs::is_regular_file(file))
      return refuse(error, fmt::format("'{}' is not a regular file", file.string()));
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(stream)),
                            std::istreambuf_iterator<char>());
    if (!stream.is_open() || stream.bad())
      return refuse(error, fmt::format("'{}' cannot be read", file.string()));
    sink(argument, bytes.data(), bytes.size());
    return PERCUTA_OK;
  } catch (const std::exception& e) {
    return refuse(error, e.what());
  } catch (...) {
    return refuse(error, "the file cannot be read");
  }
}

double random(void* context, std::uint64_t stream, std::uint64_t counter) noexcept {
  return counter_random(context_of(context).seed, stream, counter);
}

}  // namespace

std::unique_ptr<percuta_host> make_services(host_context& context) {
  return std::make_unique<percuta_host>(percuta_host{.struct_size = sizeof(percuta_host),
                                                     .context = &context,
                                                     .log = &log,
                                                     .cancelled = &cancelled,
                                                     .parallel_for = &parallel_for,
                                                     .read_file = &read_file,
                                                     .random = &random});
}

}  // namespace percuta

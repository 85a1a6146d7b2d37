#pragma once

#include "percuta/sdk/fail.hpp"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <mutex>
#include <string>
#include <type_traits>

namespace percuta::sdk {

/// The host's services; copy it into the instance to keep it. Valid until the instance is
/// destroyed.
class host {
public:
  explicit host(const percuta_host& services) : services_(&services) {}

  /// [any]
  void log(percuta_log_level level, const std::string& message) const {
    services_->log(services_->context, level, message.c_str());
  }
  void warn(const std::string& message) const { log(PERCUTA_LOG_WARNING, message); }

  /// [any] True once the user has asked to stop.
  bool cancelled() const { return services_->cancelled(services_->context) != 0; }

  /// [any] body(first, last) over disjoint ranges that cover [0, n). What body throws (the first of
  /// them) is thrown again here.
  template <class Body>
  void parallel_for(std::size_t n, Body&& body) const {
    struct shared {
      std::remove_reference_t<Body>* body;
      std::exception_ptr thrown;
      std::mutex mutex;
    } state{&body, nullptr, {}};
    const percuta_status status = services_->parallel_for(
        services_->context, n,
        [](void* argument, std::size_t first, std::size_t last) {
          shared& s = *static_cast<shared*>(argument);
          try {
            (*s.body)(first, last);
          } catch (...) {
            const std::scoped_lock lock(s.mutex);
            if (!s.thrown) s.thrown = std::current_exception();
          }
        },
        &state);
    if (state.thrown) std::rethrow_exception(state.thrown);
    if (status != PERCUTA_OK) throw fail(status, "", "the host could not run a parallel loop");
  }

  /// [main] The bytes of a file inside the scenario's folder. Throws fail(PERCUTA_IO).
  std::string read_file(const std::string& path) const {
    struct received {
      std::string bytes;
      bool out_of_memory = false;
    } got;
    percuta_error error{};
    error.struct_size = sizeof error;
    error.element = -1;
    const percuta_status status = services_->read_file(
        services_->context, path.c_str(),
        [](void* argument, const char* data, std::size_t size) {
          received& r = *static_cast<received*>(argument);
          try {
            r.bytes.append(data, size);
          } catch (...) {
            r.out_of_memory = true;
          }
        },
        &got, &error);
    if (status != PERCUTA_OK) throw fail(status, error.parameter, error.message, error.element);
    if (got.out_of_memory) throw fail(PERCUTA_IO, "", "'" + path + "' does not fit in memory");
    return std::move(got.bytes);
  }

  /// [any] Uniform in [0, 1): a pure function of the run's seed, `stream` and `counter`.
  double random(std::uint64_t stream, std::uint64_t counter) const {
    return services_->random(services_->context, stream, counter);
  }

private:
  const percuta_host* services_;
};

}  // namespace percuta::sdk

#pragma once

#include "percuta/plugin.h"

#include <cstddef>
#include <cstdint>
#include <exception>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace percuta::sdk {

/// What a model throws when it cannot answer. `parameter` is the key of the parameter or property
/// at fault ("" when none), `message` one sentence that says what is wrong and what would be right,
/// `element` the row of the batch (filled in for functions that are called row by row).
class fail : public std::runtime_error {
public:
  fail(percuta_status status, std::string parameter, const std::string& message,
       std::int64_t element = -1)
      : std::runtime_error(message),
        status_(status),
        parameter_(std::move(parameter)),
        element_(element) {}

  percuta_status status() const noexcept { return status_; }
  const std::string& parameter() const noexcept { return parameter_; }
  std::int64_t element() const noexcept { return element_; }

private:
  percuta_status status_;
  std::string parameter_;
  std::int64_t element_;
};

namespace detail {

/// Copies what fits, never half of a UTF-8 character, and ends it with NUL.
template <std::size_t N>
void copy_cut(char (&to)[N], std::string_view from) noexcept {
  std::size_t n = from.size() < N ? from.size() : N - 1;
  if (n < from.size()) {
    while (n > 0 && (static_cast<unsigned char>(from[n]) & 0xC0u) == 0x80u)
      --n;
  }
  from.copy(to, n);
  to[n] = '\0';
}

inline void fill(percuta_error* error, std::string_view parameter, std::string_view message,
                 std::int64_t element) noexcept {
  if (error == nullptr || error->struct_size < sizeof(percuta_error)) return;
  error->element = element;
  copy_cut(error->parameter, parameter);
  copy_cut(error->message, message);
}

/// Runs body(row), where body advances `row`; turns whatever is thrown into a status and `error`.
template <class Body>
percuta_status guarded(percuta_error* error, Body&& body) noexcept {
  std::int64_t row = -1;
  try {
    body(row);
    return PERCUTA_OK;
  } catch (const fail& f) {
    fill(error, f.parameter(), f.what(), f.element() >= 0 ? f.element() : row);
    return f.status() == PERCUTA_OK ? PERCUTA_FAILED : f.status();
  } catch (const std::exception& e) {
    fill(error, "", e.what(), row);
  } catch (...) {
    fill(error, "", "an exception that is no std::exception", row);
  }
  return PERCUTA_FAILED;
}

}  // namespace detail
}  // namespace percuta::sdk

#pragma once

#include <stdexcept>
#include <string>

namespace percuta {

/// Exit codes of the `percuta` command; every exception that leaves core carries one.
enum class exit_code : int {
  ok = 0,
  usage = 2,
  configuration = 3,
  plugin = 4,
  numerical = 5,
  file_system = 6,
  internal = 70,
  interrupted = 130,
};

/// Base of all errors that core throws. what() is complete: it names file, line, key, value and
/// the remedy where they exist, and may span several lines.
class error : public std::runtime_error {
public:
  error(exit_code code, const std::string& what) : std::runtime_error(what), code_(code) {}
  exit_code code() const noexcept { return code_; }

private:
  exit_code code_;
};

/// The user's input is wrong, an unknown ingredient included.
struct configuration_error : error {
  explicit configuration_error(const std::string& what) : error(exit_code::configuration, what) {}
};

/// A plugin is missing, broken, foreign or failed; an unknown model included.
struct plugin_error : error {
  explicit plugin_error(const std::string& what) : error(exit_code::plugin, what) {}
};

/// A simulation could not be completed to its tolerance, or does not balance.
struct numerical_error : error {
  explicit numerical_error(const std::string& what) : error(exit_code::numerical, what) {}
};

/// A file could not be read or written.
struct file_error : error {
  explicit file_error(const std::string& what) : error(exit_code::file_system, what) {}
};

/// The user asked to stop.
struct interrupted_error : error {
  explicit interrupted_error(const std::string& what) : error(exit_code::interrupted, what) {}
};

}  // namespace percuta

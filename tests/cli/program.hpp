#pragma once

#include "files.hpp"

#include <filesystem>
#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

namespace cli_test {

/// What a finished program left.
struct finished {
  int code = -1;  ///< exit code; 128 + n when ended by signal n
  std::string out, err;
};

struct launch {
  std::filesystem::path program{};  ///< default: the percuta that was built
  std::filesystem::path folder{};   ///< working directory
  /// Added to the environment, which is otherwise empty but for PATH.
  std::vector<std::pair<std::string, std::string>> environment{};
  int interrupt_after_ms = 0;  ///< sends SIGINT after so long; 0: never
};

/// Runs percuta without a shell and waits for it.
finished percuta(const std::vector<std::string>& arguments, const launch& how = {});

/// The program under test.
std::filesystem::path built_program();

/// A folder that vanishes with the test.
class playground {
public:
  const std::filesystem::path& path() const { return folder_.path(); }
  std::string operator/(const std::string& name) const { return (path() / name).string(); }
  /// Writes a file and returns its path.
  std::string write(const std::string& name, const std::string& text) const;
  std::string read(const std::string& name) const;
  /// Names of what lies in the folder, sorted.
  std::vector<std::string> entries() const;

private:
  test_support::temporary_folder folder_;
};

/// A scenario that runs in milliseconds, with one part replaced: each pair is (part, replacement).
std::string scenario_with(
    std::initializer_list<std::pair<std::string, std::string>> replacements = {});

bool has(const std::string& text, const std::string& part);

}  // namespace cli_test

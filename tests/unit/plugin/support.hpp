#pragma once

#include "files.hpp"
#include "percuta/scenario.hpp"

#include <cstdlib>
#include <filesystem>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>

#include <stdlib.h>

namespace percuta::test {

using test_support::temporary_folder;

/// Sets an environment variable, and puts it back at the end.
class environment_variable {
public:
  environment_variable(const char* name, const std::string& value) : name_(name) {
    if (const char* old = std::getenv(name)) old_ = old;
    setenv(name, value.c_str(), 1);
  }
  ~environment_variable() {
    if (old_) {
      setenv(name_, old_->c_str(), 1);
    } else {
      unsetenv(name_);
    }
  }
  environment_variable(const environment_variable&) = delete;
  environment_variable& operator=(const environment_variable&) = delete;

private:
  const char* name_;
  std::optional<std::string> old_;
};

/// A folder for libraries that only the owner may write.
inline std::filesystem::path private_folder(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all);
  return folder;
}

/// A copy that only the owner may write.
inline std::filesystem::path private_copy(const std::filesystem::path& from,
                                          const std::filesystem::path& to) {
  std::filesystem::copy_file(from, to);
  std::filesystem::permissions(to, std::filesystem::perms::owner_all);
  return to;
}

}  // namespace percuta::test

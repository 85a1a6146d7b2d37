#include "plugin/permissions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <system_error>
#include <vector>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>

namespace percuta {

namespace fs = std::filesystem;

namespace {

// A user-private group: named as the owner, nobody else in it. Such systems set umask 002, so that
// everything its owner builds is group-writable. Never taken for root, whose group has members on
// many systems.
bool is_private_group(uid_t owner, gid_t group) {
  if (owner == 0) return false;
  const passwd* user = getpwuid(owner);
  if (user == nullptr || user->pw_gid != group) return false;
  const std::string name = user->pw_name;
  const struct group* its = getgrgid(group);
  if (its == nullptr || name != its->gr_name) return false;
  for (char** member = its->gr_mem; *member != nullptr; ++member) {
    if (name != *member) return false;
  }
  return true;
}

std::string fault_of(const fs::path& path) {
  struct stat found {};
  if (stat(path.c_str(), &found) != 0) return {};  // opening it will say why
  const bool all = (found.st_mode & S_IWOTH) != 0;
  const bool group =
      (found.st_mode & S_IWGRP) != 0 && !is_private_group(found.st_uid, found.st_gid);
  if (!all && !group) return {};
  const std::string_view who = all && group ? "go" : all ? "o" : "g";
  return fmt::format("others may write {} '{}', so it is not loaded; mend it with: chmod {}-w '{}'",
                     S_ISDIR(found.st_mode) ? "the folder" : "the file", path.string(), who,
                     path.string());
}

}  // namespace

std::string writable_by_others(const fs::path& file, const fs::path& search_folder) {
  std::vector<fs::path> looked_at;
  for (fs::path folder = file.parent_path(); folder != search_folder && folder.has_relative_path();
       folder = folder.parent_path())
    looked_at.push_back(folder);
  looked_at.push_back(search_folder);
  std::reverse(looked_at.begin(), looked_at.end());
  looked_at.push_back(file);

  std::error_code failed;
  const fs::path real = fs::canonical(file, failed);
  if (!failed && real != file) {
    looked_at.push_back(real.parent_path());
    looked_at.push_back(real);
  }
  for (const fs::path& path : looked_at) {
    if (std::string fault = fault_of(path); !fault.empty()) return fault;
  }
  return {};
}

}  // namespace percuta

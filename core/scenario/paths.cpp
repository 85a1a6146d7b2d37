#include "scenario/paths.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace percuta {

namespace fs = std::filesystem;

namespace {

// Both with every symbolic link followed.
bool lies_in(const fs::path& inner, const fs::path& outer) {
  const auto [rest, unused] = std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end());
  return rest == outer.end();
}

}  // namespace

std::optional<fs::path> resolve_path(const std::string& written, const location& where,
                                     const reading& run) {
  const fs::path path(written);
  const fs::path resolved = (run.folder / path).lexically_normal();
  if (run.allow_outside) return resolved;

  const auto refuse = [&](std::string_view why) {
    run.out.error(where, fmt::format("'{}' {}", written, why),
                  "paths stay below the folder of the file that names them, unless "
                  "--allow-outside is given");
    return std::nullopt;
  };
  if (path.is_absolute()) return refuse("is an absolute path");
  if (std::find(path.begin(), path.end(), "..") != path.end()) return refuse("goes up with '..'");
  std::error_code fault;
  const fs::path folder = fs::weakly_canonical(run.folder.empty() ? "." : run.folder, fault);
  if (fault) return refuse(fmt::format("cannot be followed: {}", fault.message()));
  const fs::path real = fs::weakly_canonical(folder / path, fault);
  if (fault) return refuse(fmt::format("cannot be followed: {}", fault.message()));
  if (!lies_in(real, folder)) return refuse("is a symbolic link that leads out of the folder");
  return resolved;
}

}  // namespace percuta

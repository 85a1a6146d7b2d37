#pragma once

#include <filesystem>
#include <set>
#include <string>

namespace percuta {

/// Opens a library and checks its descriptor in a child process, so that one that crashes, hangs or
/// ends the process cannot take the host with it. Throws plugin_error with what the child reported
/// or how it died.
void probe(const std::filesystem::path& file);

/// Libraries that were probed before, by path, size and time of last change, kept in
/// $XDG_CACHE_HOME/percuta/probed (~/.cache without it). The file may be lost at any time: it only
/// saves the milliseconds of a probe. A failure to read or write it is silent.
class probe_cache {
public:
  probe_cache();
  bool knows(const std::filesystem::path& file) const;
  void remember(const std::filesystem::path& file);

private:
  std::filesystem::path store_;
  std::set<std::string> lines_;
};

}  // namespace percuta

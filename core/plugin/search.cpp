#include "plugin/search.hpp"

#include <boost/dll/runtime_symbol_info.hpp>

#include <algorithm>
#include <cstdlib>
#include <string_view>
#include <system_error>

namespace percuta {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view kinds[] = {"diffusion", "geometry", "closure", "ingredients"};
constexpr std::string_view suffix = ".so";

std::string environment(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

std::vector<fs::path> split(const std::string& list) {
  std::vector<fs::path> parts;
  std::size_t from = 0;
  while (from <= list.size()) {
    const std::size_t to = std::min(list.find(':', from), list.size());
    parts.emplace_back(list.substr(from, to - from));
    from = to + 1;
  }
  return parts;
}

// $XDG_DATA_HOME, or the XDG Base Directory Specification's default for it.
fs::path data_home() {
  const fs::path given = environment("XDG_DATA_HOME");
  if (given.is_absolute()) return given;
  const fs::path home = environment("HOME");
  return home.is_absolute() ? home / ".local" / "share" : fs::path();
}

std::vector<fs::path> data_folders() {
  const std::string given = environment("XDG_DATA_DIRS");
  return split(given.empty() ? "/usr/local/share:/usr/share" : given);
}

}  // namespace

std::vector<fs::path> search_folders(const plugin_search& search) {
  std::vector<fs::path> folders;
  const auto add = [&folders](const fs::path& folder) {
    if (!folder.is_absolute()) return;
    fs::path plain = folder.lexically_normal();
    if (!plain.has_filename()) plain = plain.parent_path();
    if (std::find(folders.begin(), folders.end(), plain) == folders.end()) folders.push_back(plain);
  };

  // What the user named outright may be relative: it was chosen, not stumbled upon.
  for (const fs::path& folder : search.command_line) {
    if (!folder.empty()) add(fs::absolute(folder));
  }
  for (const fs::path& folder : search.scenario) {
    if (!folder.empty()) add(fs::absolute(folder));
  }
  for (const fs::path& folder : split(environment("PERCUTA_PLUGIN_PATH")))
    add(folder);
  add(data_home() / "percuta" / "plugins");
  for (const fs::path& folder : data_folders())
    add(folder / "percuta" / "plugins");

  const fs::path program(boost::dll::program_location().string());
  add(program.parent_path().parent_path() / "lib" / "percuta" / "plugins");
  return folders;
}

std::string kind_of(const std::string& interface_id) {
  constexpr std::string_view prefix = "percuta.";
  const std::size_t from = interface_id.starts_with(prefix) ? prefix.size() : 0;
  return interface_id.substr(from, interface_id.find('/') - from);
}

std::string conventional_name(const std::string& interface_id, const std::string& model_id) {
  return "percuta_" + kind_of(interface_id) + "_" + model_id + std::string(suffix);
}

std::optional<named_model> convention_of(const fs::path& file) {
  const std::string name = file.filename().string();
  if (!name.ends_with(suffix)) return std::nullopt;
  for (const std::string_view kind : kinds) {
    const std::string start = "percuta_" + std::string(kind) + "_";
    if (name.starts_with(start) && name.size() > start.size() + suffix.size()) {
      return named_model{std::string(kind),
                         name.substr(start.size(), name.size() - start.size() - suffix.size())};
    }
  }
  return std::nullopt;
}

std::vector<fs::path> libraries_in(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failed;
  for (fs::directory_iterator entry(folder, failed), end; !failed && entry != end;
       entry.increment(failed)) {
    if (entry->path().filename().string().ends_with(suffix)) files.push_back(entry->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace percuta

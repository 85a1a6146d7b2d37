#include "percuta/error.hpp"
#include "percuta/result.hpp"
#include "result/csv.hpp"
#include "result/field_files.hpp"
#include "result/provenance.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>
#include <set>
#include <system_error>

namespace percuta {
namespace {

namespace fs = std::filesystem;

constexpr std::array<const char*, 5> own_files{"result.json", "series.csv", "profiles.csv",
                                               "input.toml", "provenance.json"};

/// Without a trailing slash, symbolic links followed.
fs::path resolved(const fs::path& folder) {
  fs::path p = fs::absolute(folder).lexically_normal();
  if (!p.has_filename()) p = p.parent_path();
  std::error_code ignored;
  const fs::path real = fs::weakly_canonical(p, ignored);
  return ignored ? p : real;
}

nlohmann::json read_json(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return nlohmann::json::parse(in, nullptr, false);
}

/// The files that an earlier result says it wrote.
std::set<std::string> files_of_earlier(const fs::path& folder) {
  std::set<std::string> names(own_files.begin(), own_files.end());
  const nlohmann::json provenance = read_json(folder / "provenance.json");
  if (!provenance.is_object() || !provenance.contains("files")) return names;
  for (const auto& name : provenance["files"]) {
    if (name.is_string()) names.insert(name.get<std::string>());
  }
  return names;
}

void require_ours(const fs::path& folder, const std::string& shown) {
  const nlohmann::json earlier = read_json(folder / "result.json");
  if (!earlier.is_object() || earlier.value("format", nlohmann::json()) != 1 ||
      !earlier.contains("engine") || !earlier.contains("runs")) {
    throw file_error(fmt::format(
        "{} exists and is not a result of percuta; choose another folder with -o, or move it away",
        shown));
  }
  const std::set<std::string> ours = files_of_earlier(folder);
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string name = entry.path().lexically_relative(folder).generic_string();
    if (!entry.is_directory() && !ours.contains(name)) {
      throw file_error(fmt::format(
          "{} holds an earlier result, but also {}, which percuta did not write and would be lost; "
          "move it away or choose another folder with -o",
          shown, name));
    }
  }
}

void write_file(const fs::path& file, const std::string& text) {
  fs::create_directories(file.parent_path());
  const fs::path part = file.string() + ".part";
  std::ofstream out(part, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out)
    throw file_error(
        fmt::format("cannot write {}: {}", file.string(), std::generic_category().message(errno)));
  fs::rename(part, file);
}

/// A folder beside the target that vanishes with its content unless it was given its name.
class temporary_folder {
public:
  explicit temporary_folder(const fs::path& beside) {
    std::string name =
        (beside.parent_path() / fmt::format(".{}.XXXXXX", beside.filename().string())).string();
    if (mkdtemp(name.data()) == nullptr) {
      throw file_error(fmt::format("cannot make a folder in {}: {}", beside.parent_path().string(),
                                   std::generic_category().message(errno)));
    }
    path_ = name;
    // mkdtemp keeps others out; a result is an ordinary folder.
    const mode_t mask = umask(0);
    umask(mask);
    chmod(path_.c_str(), 0777 & ~mask);
  }
  ~temporary_folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  temporary_folder(const temporary_folder&) = delete;
  temporary_folder& operator=(const temporary_folder&) = delete;

  const fs::path& path() const { return path_; }

  /// Takes the name of `target`. What stood there has changed places with this folder and goes with
  /// it; where the file system cannot exchange, it is moved aside first and put back on failure.
  void become(const fs::path& target) {
    if (!fs::exists(target) || fs::is_empty(target)) {
      fs::rename(path_, target);
      return;
    }
    if (renameat2(AT_FDCWD, path_.c_str(), AT_FDCWD, target.c_str(), RENAME_EXCHANGE) == 0) return;
    const fs::path aside = path_.string() + ".old";
    fs::rename(target, aside);
    try {
      fs::rename(path_, target);
    } catch (...) {
      fs::rename(aside, target);
      throw;
    }
    std::error_code ignored;
    fs::remove_all(aside, ignored);
  }

private:
  fs::path path_;
};

}  // namespace

void check_output_folder(const fs::path& folder) {
  if (folder.empty()) throw file_error("the output folder has no name");
  const fs::path target = resolved(folder);
  const std::string shown = folder.string();
  try {
    if (!fs::is_directory(target.parent_path())) {
      throw file_error(fmt::format("cannot make {}: the folder {} does not exist", shown,
                                   target.parent_path().string()));
    }
    if (!fs::exists(target)) return;
    if (!fs::is_directory(target)) {
      throw file_error(fmt::format("{} exists and is not a folder", shown));
    }
    if (!fs::is_empty(target)) require_ours(target, shown);
  } catch (const fs::filesystem_error& e) {
    throw file_error(fmt::format("cannot use {}: {}", shown, e.code().message()));
  }
}

void write_output(const result& r, const scenario& s, const fs::path& folder,
                  const run_settings& settings) {
  check_output_folder(folder);
  const fs::path target = resolved(folder);
  const std::vector<input_copy> inputs = input_copies(s);
  std::vector<fs::path> files{"result.json", "series.csv", "profiles.csv", "provenance.json"};
  for (const input_copy& c : inputs)
    files.push_back(c.copy);
  const std::vector<lazy_file> fields = field_files(r, files);
  for (const lazy_file& f : fields)
    files.push_back(f.name);
  try {
    temporary_folder made(target);
    for (const input_copy& c : inputs)
      write_file(made.path() / c.copy, c.text);
    for (const lazy_file& f : fields)
      write_file(made.path() / f.name, f.content());
    write_file(made.path() / "series.csv", series_csv(r));
    write_file(made.path() / "profiles.csv", profiles_csv(r));
    write_file(made.path() / "provenance.json", provenance_json(r, s, settings, inputs, files));
    write_file(made.path() / "result.json", to_json(r));
    made.become(target);
  } catch (const fs::filesystem_error& e) {
    throw file_error(fmt::format("cannot write {}: {}", folder.string(), e.code().message()));
  }
}

}  // namespace percuta

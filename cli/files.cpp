#include "files.hpp"

#include "percuta/error.hpp"
#include "terminal.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <system_error>

namespace percuta::cli {

namespace fs = std::filesystem;

namespace {

std::string last_system_error() {
  return std::generic_category().message(errno);
}

}  // namespace

std::string read_whole(const fs::path& file) {
  if (fs::is_directory(file)) {
    throw file_error(fmt::format("{} is a directory; a file is expected", file.string()));
  }
  std::ifstream in(file, std::ios::binary);
  if (!in) throw file_error(fmt::format("cannot read {}: {}", file.string(), last_system_error()));
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) throw file_error(fmt::format("cannot read {}", file.string()));
  return text;
}

void write_whole(const std::string& file, std::string_view text) {
  if (file == "-") {
    answer(text);
    return;
  }
  // What is no ordinary file, such as a pipe or /dev/null, is written to directly.
  const bool replaceable = !fs::exists(file) || fs::is_regular_file(file);
  const std::string part = replaceable ? fmt::format("{}.{}.part", file, getpid()) : file;
  std::ofstream out(part, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) {
    const std::string why = last_system_error();
    std::error_code ignored;
    if (replaceable) fs::remove(part, ignored);
    throw file_error(fmt::format("cannot write {}: {}", file, why));
  }
  if (!replaceable) return;
  std::error_code failed;
  fs::rename(part, file, failed);
  if (failed) {
    std::error_code ignored;
    fs::remove(part, ignored);
    throw file_error(fmt::format("cannot write {}: {}", file, failed.message()));
  }
}

}  // namespace percuta::cli

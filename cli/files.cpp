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

[[noreturn]] void cannot(const char* verb, const std::string& file, const std::string& why) {
  throw file_error(fmt::format("cannot {} {}: {}", verb, file, why));
}

}  // namespace

std::string read_whole(const fs::path& file) {
  std::error_code failed;
  const fs::file_status status = fs::status(file, failed);
  if (fs::is_directory(status)) {
    throw file_error(fmt::format("{} is a directory; a file is expected", file.string()));
  }
  if (failed) cannot("read", file.string(), failed.message());
  std::ifstream in(file, std::ios::binary);
  if (!in) cannot("read", file.string(), last_system_error());
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (in.bad()) throw file_error(fmt::format("cannot read {}", file.string()));
  return text;
}

void write_whole(const std::string& file, std::string_view text) {
  if (file == "-") {
    answer(text);
    return;
  }
  std::error_code failed;
  const fs::file_status status = fs::status(file, failed);
  const bool is_new = status.type() == fs::file_type::not_found;
  if (failed && !is_new) cannot("write", file, failed.message());
  // What is no ordinary file, such as a pipe or /dev/null, is written to directly.
  const bool replaceable = is_new || fs::is_regular_file(status);
  const std::string part = replaceable ? fmt::format("{}.{}.part", file, getpid()) : file;
  std::ofstream out(part, std::ios::binary);
  out.write(text.data(), static_cast<std::streamsize>(text.size()));
  out.close();
  if (!out) {
    const std::string why = last_system_error();
    std::error_code ignored;
    if (replaceable) fs::remove(part, ignored);
    cannot("write", file, why);
  }
  if (!replaceable) return;
  fs::rename(part, file, failed);
  if (failed) {
    std::error_code ignored;
    fs::remove(part, ignored);
    cannot("write", file, failed.message());
  }
}

void refuse_overwriting(const std::string& option, const std::string& output,
                        const std::vector<fs::path>& inputs) {
  if (output.empty() || output == "-") return;
  for (const fs::path& input : inputs) {
    std::error_code no_such_file;
    if (!fs::equivalent(output, input, no_such_file)) continue;
    throw error(exit_code::usage,
                fmt::format("{} {} would overwrite the input {}; choose another name", option,
                            output, input.string()));
  }
}

std::string check_output_name(const std::string& name) {
  return name.empty() ? "the name of a file is empty" : "";
}

std::string check_output_directory(const std::string& name) {
  if (name.empty()) return "the name of a folder is empty";
  if (name == "-") return "a folder cannot go to the standard output; --json - can";
  return "";
}

}  // namespace percuta::cli

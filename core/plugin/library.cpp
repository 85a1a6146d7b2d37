#include "plugin/library.hpp"

#include "percuta/error.hpp"

#include <fmt/format.h>
#include <boost/dll/shared_library.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace percuta {

namespace {

// Boost wraps the loader's message: "... (dlerror system message: THE MESSAGE): Bad file
// descriptor", the last of which is always said and never true.
std::string loader_words(const std::string& what) {
  constexpr std::string_view before = "dlerror system message: ";
  const std::size_t at = what.find(before);
  if (at == std::string::npos) return what;
  const std::size_t from = at + before.size();
  const std::size_t to = what.rfind("): ");
  return what.substr(from, to == std::string::npos || to < from ? to : to - from);
}

// Libraries are never closed: tables, functions and thread-locals of theirs are in use until the
// end. The vector is not destroyed, so that no library is unloaded while the process shuts down.
void keep(boost::dll::shared_library library) {
  static auto& kept = *new std::vector<boost::dll::shared_library>;
  kept.push_back(std::move(library));
}

}  // namespace

const percuta_plugin_descriptor* open_library(const std::filesystem::path& file) {
  // The throwing overload (the other never tells why), eager and local (the default is lazy).
  boost::dll::shared_library library;
  try {
    library.load(file, boost::dll::load_mode::rtld_now | boost::dll::load_mode::rtld_local);
  } catch (const std::exception& e) {
    throw plugin_error(
        fmt::format("cannot load plugin '{}': {}", file.string(), loader_words(e.what())));
  }
  if (!library.has(PERCUTA_PLUGIN_SYMBOL)) {
    throw plugin_error(
        fmt::format("'{}' is not a Percuta plugin: it exports no '{}' (a C++ plugin ends with "
                    "PERCUTA_EXPORT_PLUGIN)",
                    file.string(), PERCUTA_PLUGIN_SYMBOL));
  }
  const percuta_plugin_descriptor* descriptor =
      &library.get<const percuta_plugin_descriptor>(PERCUTA_PLUGIN_SYMBOL);
  keep(std::move(library));
  return descriptor;
}

}  // namespace percuta

#include "result/provenance.hpp"

#include "percuta/error.hpp"
#include "percuta/version.hpp"
#include "plugin/sha256.hpp"
#include "result/inputs_json.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>

namespace percuta {
namespace {

namespace fs = std::filesystem;
using json = nlohmann::ordered_json;

/// As it was read for the run; the file itself may have changed since.
std::string text_of(const serum& s) {
  if (s.where.file) return s.where.file->text;
  std::ifstream in(s.file, std::ios::binary);
  std::string text{std::istreambuf_iterator<char>(in), {}};
  if (!in) throw file_error(fmt::format("cannot read {}", s.file.string()));
  return text;
}

fs::path place_of_copy(const fs::path& original, const fs::path& folder) {
  const fs::path relative = fs::absolute(original).lexically_normal().lexically_relative(folder);
  const bool inside = !relative.empty() && *relative.begin() != "..";
  // Our own files stand at the top.
  const bool below = inside && std::distance(relative.begin(), relative.end()) > 1;
  return below ? relative : fs::path("serums") / original.filename();
}

}  // namespace

std::vector<input_copy> input_copies(const scenario& s) {
  const fs::path folder = fs::absolute(s.file).lexically_normal().parent_path();
  std::vector<input_copy> copies{{s.file, "input.toml", s.text}};
  for (const serum& x : s.serums) {
    if (x.file.empty() || x.file == s.file) continue;
    const fs::path place = place_of_copy(x.file, folder);
    fs::path free = place;
    const auto taken = [&](const fs::path& p) {
      return std::any_of(copies.begin(), copies.end(),
                         [&](const input_copy& c) { return c.copy == p; });
    };
    for (int n = 2; taken(free); ++n) {
      free = place.parent_path() /
             fmt::format("{}_{}{}", place.stem().string(), n, place.extension().string());
    }
    copies.push_back({x.file, free, text_of(x)});
  }
  return copies;
}

std::string provenance_json(const result& r, const scenario& s, const run_settings& settings,
                            const std::vector<input_copy>& inputs,
                            const std::vector<fs::path>& files) {
  json out;
  out["format"] = 1;
  out["program"] = {{"name", "percuta"}, {"version", version()}, {"compiler", compiler()}};
  out["written_at"] = fmt::format(
      "{:%Y-%m-%dT%H:%M:%SZ}",
      fmt::gmtime(std::chrono::system_clock::to_time_t(std::chrono::system_clock::now())));
  out["command_line"] = settings.command_line;
  json set = json::object();
  for (const auto& [key, value] : settings.set)
    set[key] = value;
  out["set"] = set;
  out["threads"] = settings.threads > 0 ? json(settings.threads) : json("all");
  out["tolerance"] = s.simulation.tolerance;
  out["seed"] = nullptr;  // nothing is drawn at random
  json list = json::array();
  for (const input_copy& c : inputs) {
    list.push_back({{"file", c.original.string()},
                    {"copy", c.copy.generic_string()},
                    {"sha256", sha256(c.text)}});
  }
  out["inputs"] = list;
  out["plugins"] = plugins_json(r.made_from, true);
  out["computed"] = computed_json(r.made_from);
  out["uncertain"] = uncertain_json(r.made_from);
  json names = json::array();
  for (const fs::path& f : files)
    names.push_back(f.generic_string());
  out["files"] = names;
  return out.dump(2) + "\n";
}

}  // namespace percuta

#include "result/inputs_json.hpp"

#include "percuta/error.hpp"
#include "plugin/sha256.hpp"
#include "result/units_shown.hpp"

#include <fmt/format.h>
#include <fstream>
#include <iterator>
#include <set>

namespace percuta {

using json = nlohmann::ordered_json;

namespace {

/// Digests cost time at start-up, so the host leaves them to whoever writes them down.
std::string digest_of(const plugin_info& plugin) {
  if (!plugin.sha256.empty()) return plugin.sha256;
  std::ifstream in(plugin.file, std::ios::binary);
  const std::string bytes{std::istreambuf_iterator<char>(in), {}};
  if (!in) throw file_error(fmt::format("cannot read {}", plugin.file.string()));
  return sha256(bytes);
}

}  // namespace

json computed_json(const plan& p) {
  json list = json::array();
  for (const computed_value& c : p.computed) {
    json item = {
        {"name", c.name}, {"key", c.key}, {"unit", c.unit}, {"value", in_unit(c.value, c.unit)}};
    if (c.low && c.high) item["range"] = {in_unit(*c.low, c.unit), in_unit(*c.high, c.unit)};
    item["source"] = c.source;
    list.push_back(std::move(item));
  }
  return list;
}

json uncertain_json(const plan& p) {
  json list = json::array();
  for (const uncertain_input& u : p.uncertain) {
    list.push_back({{"name", u.name},
                    {"key", u.key},
                    {"unit", u.unit},
                    {"low", in_unit(u.low, u.unit)},
                    {"mode", in_unit(u.mode, u.unit)},
                    {"high", in_unit(u.high, u.unit)},
                    {"source", u.source}});
  }
  return list;
}

json plugins_json(const plan& p, bool with_files) {
  json list = json::array();
  std::set<std::filesystem::path> seen;
  for (const model_info& m : p.models) {
    if (!m.plugin || !seen.insert(m.plugin->file).second) continue;
    json item = {
        {"id", m.plugin->id}, {"version", m.plugin->version}, {"sha256", digest_of(*m.plugin)}};
    if (with_files) item["file"] = m.plugin->file.string();
    list.push_back(std::move(item));
  }
  return list;
}

}  // namespace percuta

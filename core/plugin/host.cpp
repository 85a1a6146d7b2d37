#include "percuta/host.hpp"

#include "percuta/error.hpp"
#include "plugin/descriptor.hpp"
#include "plugin/library.hpp"
#include "plugin/permissions.hpp"
#include "plugin/probe.hpp"
#include "plugin/search.hpp"
#include "plugin/sha256.hpp"
#include "plugin/unknown_model.hpp"
#include "plugin/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

namespace percuta {

namespace fs = std::filesystem;

namespace {

std::string digest_of(const fs::path& file) {
  std::ifstream stream(file, std::ios::binary);
  const std::string bytes((std::istreambuf_iterator<char>(stream)),
                          std::istreambuf_iterator<char>());
  return sha256(bytes);
}

const percuta_model* model_in(const plugin_info& plugin, const std::string& interface_id,
                              const std::string& model_id) {
  for (const percuta_model* model : plugin.models) {
    if (model->interface_id == interface_id && model->id == model_id) return model;
  }
  return nullptr;
}

// A name by the convention is a promise that must hold. Percuta's own libraries must keep it: they
// are found by it alone, so that a renamed one is gone and a copy under another name (a backup, a
// half-finished installation) can neither stand in for it nor be opened by chance.
void check_name(const plugin_info& plugin) {
  if (const auto named = convention_of(plugin.file)) {
    for (const percuta_model* model : plugin.models) {
      if (kind_of(model->interface_id) == named->kind && model->id == named->model) return;
    }
    throw plugin_error(fmt::format("plugin '{}' is named after {} model '{}' but does not hold it",
                                   plugin.file.string(), named->kind, named->model));
  }
  if (plugin.id.starts_with("percuta.")) {
    const percuta_model& model = *plugin.models.front();
    throw plugin_error(fmt::format(
        "plugin '{}' is percuta's own '{}' under another name; mend it with: mv '{}' '{}'",
        plugin.file.string(), plugin.id, plugin.file.string(),
        (plugin.file.parent_path() / conventional_name(model.interface_id, model.id)).string()));
  }
}

}  // namespace

struct plugin_host::state {
  /// A file that was looked at: the plugin, or why it is none.
  struct opened {
    std::shared_ptr<const plugin_info> plugin;
    std::string refusal;
  };

  std::vector<fs::path> folders;
  probe_cache probed;
  std::map<fs::path, opened> files;
  std::map<std::pair<std::string, std::string>, model_info> found;

  const opened& open(const fs::path& file, const fs::path& folder) {
    const auto known = files.find(file);
    if (known != files.end()) return known->second;
    opened result;
    try {
      result.plugin = load(file, folder);
    } catch (const plugin_error& e) {
      result.refusal = e.what();
    }
    return files.emplace(file, std::move(result)).first->second;
  }

  std::shared_ptr<const plugin_info> load(const fs::path& file, const fs::path& folder) {
    if (const std::string why = writable_by_others(file, folder); !why.empty())
      throw plugin_error(fmt::format("plugin '{}' is refused: {}", file.string(), why));
    if (!probed.knows(file)) {
      probe(file);
      probed.remember(file);
    }
    const percuta_plugin_descriptor* descriptor = open_library(file);
    check_descriptor(file, descriptor);

    auto plugin = std::make_shared<plugin_info>();
    plugin->file = file;
    plugin->id = descriptor->id;
    plugin->version = descriptor->version;
    plugin->license = descriptor->license;
    plugin->sha256 = digest_of(file);
    plugin->models.assign(descriptor->models, descriptor->models + descriptor->n_models);
    check_name(*plugin);
    return plugin;
  }

  /// The model in one folder; none when the folder does not have it.
  model_info find_in(const fs::path& folder, const std::string& interface_id,
                     const std::string& model_id) {
    const fs::path conventional = folder / conventional_name(interface_id, model_id);
    std::error_code ignored;
    if (fs::symlink_status(conventional, ignored).type() != fs::file_type::not_found && !ignored) {
      const opened& library = open(conventional, folder);
      if (!library.plugin) throw plugin_error(library.refusal);
      if (const percuta_model* model = model_in(*library.plugin, interface_id, model_id))
        return {model, library.plugin};
    }
    for (const fs::path& file : libraries_in(folder)) {
      if (convention_of(file)) continue;
      const opened& library = open(file, folder);
      if (!library.plugin) continue;
      if (const percuta_model* model = model_in(*library.plugin, interface_id, model_id))
        return {model, library.plugin};
    }
    return {};
  }

  std::string describe_unknown(const std::string& interface_id, const std::string& model_id) const {
    unknown_model unknown;
    unknown.interface_id = interface_id;
    unknown.model_id = model_id;
    unknown.folders = folders;
    for (const fs::path& folder : folders) {
      for (const fs::path& file : libraries_in(folder)) {
        if (const auto named = convention_of(file))
          unknown.known.emplace(named->kind, named->model);
      }
    }
    for (const auto& [file, library] : files) {
      if (!library.plugin) {
        if (!convention_of(file)) unknown.refusals.push_back(library.refusal);
        continue;
      }
      for (const percuta_model* model : library.plugin->models)
        unknown.known.emplace(kind_of(model->interface_id), model->id);
    }
    return message_for(unknown);
  }
};

plugin_host::plugin_host(plugin_search search) : state_(std::make_shared<state>()) {
  state_->folders = search_folders(search);
}

model_info plugin_host::find(const std::string& interface_id, const std::string& model_id) {
  const auto known = state_->found.find({interface_id, model_id});
  if (known != state_->found.end()) return known->second;
  if (is_snake_case(model_id)) {  // else no library can hold it, and it may not become a file name
    for (const fs::path& folder : state_->folders) {
      const model_info info = state_->find_in(folder, interface_id, model_id);
      if (info.model == nullptr) continue;
      state_->found.emplace(std::pair(interface_id, model_id), info);
      return info;
    }
  }
  throw plugin_error(state_->describe_unknown(interface_id, model_id));
}

std::vector<std::shared_ptr<const plugin_info>> plugin_host::all(
    const std::function<void(const fs::path&, const std::string&)>& refused) {
  std::vector<std::shared_ptr<const plugin_info>> plugins;
  for (const fs::path& folder : state_->folders) {
    for (const fs::path& file : libraries_in(folder)) {
      const state::opened& library = state_->open(file, folder);
      if (library.plugin) {
        plugins.push_back(library.plugin);
      } else if (refused) {
        refused(file, library.refusal);
      }
    }
  }
  return plugins;
}

const std::vector<fs::path>& plugin_host::folders() const {
  return state_->folders;
}

}  // namespace percuta

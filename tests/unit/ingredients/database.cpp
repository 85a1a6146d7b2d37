#include "database.hpp"

#include <dlfcn.h>
#include <toml++/toml.h>
#include <cstring>
#include <stdexcept>

namespace percuta::testing {
namespace {

percuta_error no_error() {
  percuta_error e{};
  e.struct_size = sizeof e;
  return e;
}

void require(bool condition, const std::string& what) {
  if (!condition) throw std::runtime_error(what);
}

}  // namespace

database::database() {
  void* library = dlopen(PERCUTA_INGREDIENTS_LIBRARY, RTLD_NOW | RTLD_LOCAL);
  require(library != nullptr, "the library cannot be opened");
  const auto* descriptor =
      static_cast<const percuta_plugin_descriptor*>(dlsym(library, PERCUTA_PLUGIN_SYMBOL));
  require(descriptor != nullptr && descriptor->magic == PERCUTA_PLUGIN_MAGIC, "no descriptor");
  require(descriptor->n_models == 1, "one model is expected");
  model_ = descriptor->models[0];
  require(std::strcmp(model_->interface_id, PERCUTA_INGREDIENTS_INTERFACE) == 0,
          "another interface");
  functions_ = static_cast<const percuta_ingredients_functions*>(model_->functions);
  percuta_host host{};
  host.struct_size = sizeof host;
  percuta_values values{sizeof(percuta_values), 0, nullptr};
  percuta_error error = no_error();
  require(model_->create(&host, &values, &instance_, &error) == PERCUTA_OK, error.message);
}

database::~database() {
  model_->destroy(instance_);
}

std::vector<std::pair<std::string, double>> database::find(const std::string& text,
                                                           std::size_t limit) const {
  std::vector<std::pair<std::string, double>> found;
  percuta_error error = no_error();
  const percuta_status status = functions_->find(
      instance_, text.c_str(), limit,
      [](void* argument, const char* name, double score) {
        static_cast<decltype(found)*>(argument)->emplace_back(name, score);
      },
      &found, &error);
  require(status == PERCUTA_OK, error.message);
  return found;
}

std::map<std::string, known> database::get(const std::string& name) const {
  std::map<std::string, known> properties;
  int found = 0;
  percuta_error error = no_error();
  const percuta_status status = functions_->get(
      instance_, name.c_str(),
      [](void* argument, const percuta_property* p) {
        static_cast<decltype(properties)*>(argument)->emplace(
            p->key, known{p->value, p->text, p->grade, p->method, p->source});
      },
      &properties, &found, &error);
  require(status == PERCUTA_OK, error.message);
  require((found != 0) == !properties.empty(), "found and the properties disagree");
  return properties;
}

std::vector<std::string> all_names() {
  const toml::table file = toml::parse_file(PERCUTA_SOURCE_DIR "/plugins/builtin/ingredients.toml");
  std::vector<std::string> names;
  for (const auto& entry : *file["ingredient"].as_array()) {
    names.push_back(entry.as_table()->at("inci").value_or(std::string{}));
  }
  return names;
}

}  // namespace percuta::testing

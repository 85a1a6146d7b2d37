#include "percuta/error.hpp"
#include "percuta/host.hpp"
#include "percuta/model_call.hpp"
#include "plugin/parameters.hpp"
#include "plugin/services.hpp"

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

namespace percuta {

namespace {

/// The values as the contract shows them: views of `values`, which must outlive it.
class value_views {
public:
  explicit value_views(const std::vector<bound_value>& values) {
    views_.reserve(values.size());
    for (const bound_value& v : values) {
      views_.push_back({sizeof(percuta_value), v.key.c_str(), v.element.c_str(), v.real,
                        v.text.c_str(), v.scope});
    }
    for (const percuta_value& view : views_)
      pointers_.push_back(&view);
    table_ = {sizeof(percuta_values), pointers_.size(), pointers_.data()};
  }
  const percuta_values* get() const { return &table_; }

private:
  std::vector<percuta_value> views_;
  std::vector<const percuta_value*> pointers_;
  percuta_values table_{};
};

// There is no live model yet that call() could take.
percuta_status create(const model_info& info, const percuta_host& host,
                      const percuta_values& values, percuta_instance** instance,
                      percuta_error* error) {
  try {
    return info.model->create(&host, &values, instance, error);
  } catch (...) {
    blame(info, "let a C++ exception escape from create, which the plugin contract forbids");
  }
}

}  // namespace

model_instance::model_instance(model_info info, std::shared_ptr<host_context> context,
                               percuta_instance* instance, std::unique_ptr<percuta_host> host,
                               std::vector<bound_value> values)
    : info_(std::move(info)),
      context_(std::move(context)),
      host_(std::move(host)),
      instance_(instance),
      values_(std::move(values)) {}

model_instance::~model_instance() {
  try {
    if (instance_ != nullptr) info_.model->destroy(instance_);
  } catch (...) {
    // Its answers have been used already, and a destructor has nobody to tell.
  }
}

const bound_value* model_instance::value(percuta_parameter_scope scope, const std::string& key,
                                         const std::string& element) const {
  for (const bound_value& v : values_) {
    if (v.scope == scope && v.key == key && v.element == element) return &v;
  }
  return nullptr;
}

std::shared_ptr<model_instance> instantiate(const model_info& info, const model_choice& choice,
                                            const std::vector<std::string>& layers,
                                            const std::vector<std::string>& ingredients,
                                            std::shared_ptr<host_context> context,
                                            diagnostics& out) {
  const int faults_before = out.errors();
  std::vector<bound_value> values = bind_parameters(*info.model, choice, layers, ingredients, out);
  if (out.errors() > faults_before) return nullptr;

  const value_views views(values);
  std::unique_ptr<percuta_host> services = make_services(*context);
  percuta_error error = no_error();
  percuta_instance* instance = nullptr;
  const percuta_status status = create(info, *services, *views.get(), &instance, &error);

  switch (status) {
    case PERCUTA_OK:
      if (instance == nullptr) blame(info, "reported success but made no instance");
      return std::make_shared<model_instance>(info, std::move(context), instance,
                                              std::move(services), std::move(values));
    case PERCUTA_BAD_PARAMETER:
    case PERCUTA_MISSING_PROPERTY:
    case PERCUTA_OUT_OF_RANGE:
    case PERCUTA_IO:
      out.error(where_written(choice, parameter_of(error)),
                fmt::format("{}: {}", name_of(*info.model), message_of(error)));
      return nullptr;
    case PERCUTA_FAILED:
      break;
  }
  blame(info, fmt::format("could not be created: {}", message_of(error)));
}

}  // namespace percuta

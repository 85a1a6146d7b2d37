#include "plan/context.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <utility>

namespace percuta {
std::shared_ptr<model_instance> open_model(planning& p, const char* interface_id,
                                           const model_choice& choice,
                                           const std::vector<std::string>& layers,
                                           const std::vector<std::string>& ingredients) {
  return guarded(p, choice.id.where, [&] {
    const model_info info = p.host.find(interface_id, choice.id.value);
    const bool noted = std::any_of(p.made.models.begin(), p.made.models.end(),
                                   [&](const model_info& m) { return m.model == info.model; });
    if (!noted) p.made.models.push_back(info);
    return instantiate(info, choice, layers, ingredients, p.services, p.out);
  });
}

void report_failure(planning& p, const model_instance& model, percuta_status status,
                    const percuta_error& error, const location& where, const std::string& about) {
  const model_info& info = model.info();
  const std::string words = message_of(error);
  const bool fault_of_input = status == PERCUTA_BAD_PARAMETER ||
                              status == PERCUTA_MISSING_PROPERTY || status == PERCUTA_OUT_OF_RANGE;
  if (!fault_of_input) blame(info, fmt::format("failed for {}: {}", about, words));
  p.out.error(where, fmt::format("{}: model '{}' says: {}", about, info.model->id, words));
}

void report_nonsense(const model_instance& model, const std::string& what) {
  blame(model.info(), "answered " + what);
}

void report_plugin(planning& p, const location& where, const plugin_error& fault) {
  if (p.told.insert(fault.what()).second) p.out.plugin_fault(where, fault.what());
}

void note_computed(planning& p, computed_value value, const std::string& owner) {
  const auto has_key = [](const std::string& key) {
    return [key](const computed_value& c) { return c.key == key; };
  };
  std::vector<computed_value>& list = p.made.computed;
  const auto same_key = std::find_if(list.begin(), list.end(), has_key(value.key));
  if (same_key != list.end()) {
    if (same_key->value == value.value || owner.empty()) return;
    value.name += fmt::format(" ({})", owner);
    value.key = fmt::format("{}_{}", value.key, snake_case(owner));
    if (std::any_of(list.begin(), list.end(), has_key(value.key))) return;
  }
  list.push_back(std::move(value));
}

void warn(planning& p, const std::string& text) {
  std::vector<std::string>& list = p.made.warnings;
  if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
}

std::string snake_case(std::string_view name) {
  std::string key;
  for (const char c : lower_case(name)) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      key += c;
    } else if (!key.empty() && key.back() != '_') {
      key += '_';
    }
  }
  while (!key.empty() && key.back() == '_')
    key.pop_back();
  return key;
}

}  // namespace percuta

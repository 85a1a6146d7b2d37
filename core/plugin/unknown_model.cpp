#include "plugin/unknown_model.hpp"

#include "plugin/search.hpp"
#include "plugin/words.hpp"

#include <fmt/format.h>

#include <system_error>

namespace percuta {

std::string message_for(const unknown_model& unknown) {
  const std::string kind = kind_of(unknown.interface_id);
  std::vector<std::string> of_kind;
  std::string elsewhere;
  for (const auto& [its_kind, model] : unknown.known) {
    if (its_kind == kind) {
      of_kind.push_back(model);
    } else if (model == unknown.model_id) {
      elsewhere = its_kind;
    }
  }

  std::string text = fmt::format("unknown {} model '{}'", kind, unknown.model_id);
  if (!elsewhere.empty()) {
    text += fmt::format("; '{}' is a model of {}", unknown.model_id, elsewhere);
  } else if (const std::string guessed = guess_and(unknown.model_id, of_kind); !guessed.empty()) {
    text += "; " + guessed.substr(0, guessed.size() - 1);
  }
  text += fmt::format("\n  {} models found: {}", kind, listed(of_kind));

  const bool can_be_a_file = is_snake_case(unknown.model_id);
  const std::string file = conventional_name(unknown.interface_id, unknown.model_id);
  text += can_be_a_file ? fmt::format("\n  no '{}', nor another library that holds it, in:", file)
                        : std::string("\n  a model's name is snake_case; looked into:");
  for (const auto& folder : unknown.folders) {
    std::error_code failed;
    const bool there = std::filesystem::is_directory(folder, failed);
    text += fmt::format("\n    {}{}", folder.string(), there ? "" : " (no such folder)");
  }
  if (!unknown.refusals.empty()) text += "\n  not loaded:";
  for (const std::string& refusal : unknown.refusals)
    text += "\n    " + refusal;
  if (can_be_a_file) {
    text += fmt::format(
        "\n  put '{}' into one of these folders, or name the folder it is in with --plugin-path",
        file);
  }
  return text;
}

}  // namespace percuta

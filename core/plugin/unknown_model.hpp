#pragma once

#include <filesystem>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace percuta {

/// What is known when a model was sought in vain.
struct unknown_model {
  std::string interface_id, model_id;
  std::vector<std::filesystem::path> folders;           ///< looked into, in order
  std::set<std::pair<std::string, std::string>> known;  ///< kind and model of all that was seen
  std::vector<std::string> refusals;                    ///< libraries that might have held it
};

/// Says what is there instead, where it was sought, and how to mend it.
std::string message_for(const unknown_model& unknown);

}  // namespace percuta

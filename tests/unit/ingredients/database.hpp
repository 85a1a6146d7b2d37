#pragma once

#include "percuta/plugin.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace percuta::testing {

/// A property as the library handed it out.
struct known {
  double value;
  std::string text;
  percuta_grade grade;
  std::string method, source;
};

/// The built-in ingredient database, opened through its exported descriptor.
class database {
public:
  database();
  ~database();
  database(const database&) = delete;
  database& operator=(const database&) = delete;

  const percuta_model& model() const { return *model_; }

  /// Names and scores.
  std::vector<std::pair<std::string, double>> find(const std::string& text,
                                                   std::size_t limit) const;
  /// Empty when there is no such ingredient.
  std::map<std::string, known> get(const std::string& name) const;

private:
  const percuta_model* model_ = nullptr;
  const percuta_ingredients_functions* functions_ = nullptr;
  percuta_instance* instance_ = nullptr;
};

/// INCI names of all ingredients, read from the data file itself.
std::vector<std::string> all_names();

}  // namespace percuta::testing

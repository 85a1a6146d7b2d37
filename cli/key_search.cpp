#include "key_search.hpp"

#include "percuta/ascii.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace percuta::cli {
namespace {

std::vector<std::string> components(std::string_view path) {
  std::vector<std::string> parts;
  std::string part;
  for (const char c : path) {
    if (c == '.') {
      if (!part.empty()) parts.push_back(std::move(part));
      part.clear();
    } else {
      part += c;
    }
  }
  if (!part.empty()) parts.push_back(part);
  return parts;
}

std::string without_brackets(std::string_view key) {
  std::string out;
  bool bracket = false;
  for (const char c : key) {
    if (c == '[' || c == ']' || c == ' ') {
      bracket = true;
      continue;
    }
    if (bracket && !out.empty() && out.back() != '.' && c != '.') out += '.';
    bracket = false;
    out += c;
  }
  return out;
}

}  // namespace

std::string plain_key(std::string_view key) {
  return lower_case(without_brackets(key));
}

bool ends_key(std::string_view wanted, std::string_view path) {
  const std::vector<std::string> a = components(without_brackets(wanted));
  const std::vector<std::string> b = components(without_brackets(path));
  if (a.empty() || a.size() > b.size()) return false;
  return std::equal(a.rbegin(), a.rend(), b.rbegin(),
                    [](const std::string& said, const std::string& declared) {
                      return declared == "NAME" || same_name(said, declared);
                    });
}

bool is_key(std::string_view wanted, std::string_view path) {
  return components(without_brackets(wanted)).size() == components(without_brackets(path)).size() &&
         ends_key(wanted, path);
}

}  // namespace percuta::cli

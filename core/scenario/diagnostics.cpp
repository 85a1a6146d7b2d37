#include "percuta/diagnostics.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "percuta/error.hpp"
#include "scenario/utf8.hpp"

namespace percuta {

namespace {

constexpr std::size_t widest_line = 100;  // characters of a line that are shown
constexpr std::size_t most_shown = 100;   // messages; nobody reads more of them at once
constexpr std::string_view ellipsis = "...";

std::string_view line_of(std::string_view text, int line) {
  std::size_t begin = 0;
  for (int i = 1; i < line; ++i) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) return {};
    begin = end + 1;
  }
  std::string_view found = text.substr(begin, text.find('\n', begin) - begin);
  if (!found.empty() && found.back() == '\r') found.remove_suffix(1);
  if (begin == 0 && found.substr(0, utf8_mark.size()) == utf8_mark)
    found.remove_prefix(utf8_mark.size());
  return found;
}

// The user's line with a caret under the column; long lines are cut around it.
std::string excerpt(const location& where) {
  std::vector<std::string> shown = printable_characters(line_of(where.file->text, where.line));
  const std::size_t column = where.column > 0 ? static_cast<std::size_t>(where.column - 1) : 0;
  std::string before, padding;
  std::size_t first = 0;
  if (column + 20 > widest_line) {
    first = column - widest_line / 2;
    before = ellipsis;
    padding = std::string(ellipsis.size(), ' ');
  }
  std::string line = before;
  for (std::size_t i = first; i < shown.size() && i < first + widest_line; ++i)
    line += shown[i];
  if (shown.size() > first + widest_line) line += ellipsis;
  for (std::size_t i = first; i < column; ++i)
    padding += i < shown.size() && shown[i] == "\t" ? '\t' : ' ';

  const std::string number = fmt::format("{:>4}", where.line);
  return fmt::format("{} | {}\n{} | {}^", number, line, std::string(number.size(), ' '), padding);
}

// The lines of a hint, aligned below its first.
std::string indented(const std::string& hint) {
  std::string text;
  for (const char c : printable(hint)) {
    text += c;
    if (c == '\n') text += "       ";
  }
  return text;
}

}  // namespace

void diagnostics::error(const location& where, const std::string& message,
                        const std::string& hint) {
  entries_.push_back({where, message, hint, true});
  ++errors_;
}

void diagnostics::warning(const location& where, const std::string& message,
                          const std::string& hint) {
  entries_.push_back({where, message, hint, false});
}

void diagnostics::plugin_fault(const location& where, const std::string& message) {
  const std::size_t end = message.find('\n');
  std::string hint = end == std::string::npos ? "" : message.substr(end + 1);
  hint.erase(0, hint.find_first_not_of(' '));
  error(where, message.substr(0, end), hint);
  ++plugin_faults_;
}

std::string diagnostics::render() const {
  // Files in the order in which they were first complained of; what has no place comes last.
  std::vector<const source_file*> files;
  for (const entry& e : entries_)
    if (e.where.file && std::find(files.begin(), files.end(), e.where.file.get()) == files.end())
      files.push_back(e.where.file.get());
  const auto rank = [&](const entry* e) {
    return std::find(files.begin(), files.end(), e->where.file.get()) - files.begin();
  };
  std::vector<const entry*> ordered;
  for (const entry& e : entries_)
    ordered.push_back(&e);
  std::stable_sort(ordered.begin(), ordered.end(), [&](const entry* a, const entry* b) {
    if (rank(a) != rank(b)) return rank(a) < rank(b);
    if (a->where.line != b->where.line) return a->where.line < b->where.line;
    return a->where.column < b->where.column;
  });

  const std::size_t left_out = ordered.size() - std::min(ordered.size(), most_shown);
  ordered.resize(ordered.size() - left_out);
  std::string text;
  for (const entry* e : ordered) {
    if (!text.empty()) text += '\n';
    const bool in_line = e->where.file && e->where.line > 0;
    if (e->where.file) text += printable(e->where.file->path);
    if (in_line) text += fmt::format(":{}:{}", e->where.line, std::max(e->where.column, 1));
    if (e->where.file) text += ": ";
    text += fmt::format("{}: {}", e->is_error ? "error" : "warning", printable(e->message));
    if (in_line) text += '\n' + excerpt(e->where);
    if (!e->hint.empty()) text += fmt::format("\n     = {}", indented(e->hint));
  }
  if (left_out > 0) text += fmt::format("\nand {} more; mend these first", left_out);
  return text;
}

void diagnostics::raise_if_errors() const {
  if (!has_errors()) return;
  if (plugin_faults_ == errors_) throw plugin_error(render());
  throw configuration_error(render());
}

}  // namespace percuta

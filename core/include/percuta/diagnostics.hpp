#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace percuta {

/// A text file that was read, kept so that messages can show its lines.
struct source_file {
  std::string path;  ///< as the user named it
  std::string text;
};

/// A place in a file; line and column count from 1. No file: the place is unknown.
struct location {
  std::shared_ptr<const source_file> file;
  int line = 0, column = 0;
};

/// Collects everything that is wrong with the user's input, so that all of it is reported at once.
class diagnostics {
public:
  /// `message` is one sentence: what is wrong and what would be right. `hint` may be empty:
  /// "did you mean 'thickness'?".
  void error(const location& where, const std::string& message, const std::string& hint = {});
  void warning(const location& where, const std::string& message, const std::string& hint = {});
  /// A plugin that is missing or at fault. The first line of `message` is the message, the rest its
  /// hint.
  void plugin_fault(const location& where, const std::string& message);

  bool has_errors() const { return errors_ > 0; }
  int errors() const { return errors_; }

  /// Every message in file and line order, errors and warnings:
  ///     protocol.toml:12:1: error: unknown key 'thicknes' in [[skin.layers]]
  ///       12 | thicknes = "15 um"
  ///          | ^
  ///          = did you mean 'thickness'? Keys here: name, kind, thickness, ...
  /// After the first hundred only how many more there are.
  std::string render() const;

  /// When there are errors, throws with render(): plugin_error where all of them are faults of
  /// plugins, else configuration_error.
  void raise_if_errors() const;

private:
  struct entry {
    location where;
    std::string message, hint;
    bool is_error;
  };
  std::vector<entry> entries_;
  int errors_ = 0, plugin_faults_ = 0;
};

/// The candidates nearest to a misspelt word by edit distance (case-insensitive), best first; none
/// that is further than a third of the word's length (at least 2 edits allowed).
std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates,
                                 std::size_t limit = 3);

/// "did you mean 'thickness'?" for the nearest candidate, "" where nothing is near.
std::string guess(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace percuta

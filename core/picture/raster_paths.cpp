#include "picture/raster_paths.hpp"

#include <fmt/format.h>
#include <cstddef>
#include <iterator>

namespace percuta {
namespace {

/// Samples of one colour: from a column, so many, over so many rows.
struct block {
  int column = 0, width = 0, row = 0, height = 1, number = 0;
  bool continues(const block& above) const {
    return column == above.column && width == above.width && number == above.number;
  }
};

void append(std::string& path, const block& b) {
  fmt::format_to(std::back_inserter(path), "M{} {}h{}v{}h-{}z", b.column, b.row, b.width, b.height,
                 b.width);
}

std::vector<block> runs_of(const std::vector<int>& numbers, int columns, int row) {
  const auto number = [&](int column) {
    return numbers[static_cast<std::size_t>(row * columns + column)];
  };
  std::vector<block> runs;
  for (int from = 0, to = 0; from < columns; from = to) {
    for (to = from + 1; to < columns && number(to) == number(from);)
      ++to;
    if (number(from) >= 0) runs.push_back({from, to - from, row, 1, number(from)});
  }
  return runs;
}

}  // namespace

std::string raster_paths(const std::vector<int>& numbers, int columns,
                         const std::vector<std::string>& colour) {
  std::vector<std::string> paths(colour.size());
  std::vector<block> open;  // that the row above ends with
  const int rows = static_cast<int>(numbers.size()) / columns;
  for (int row = 0; row < rows; ++row) {
    std::vector<block> runs = runs_of(numbers, columns, row);
    std::size_t next = 0;
    for (const block& above : open) {
      while (next < runs.size() && runs[next].column < above.column)
        ++next;
      if (next < runs.size() && runs[next].continues(above)) {
        runs[next].row = above.row;
        runs[next].height = above.height + 1;
      } else {
        append(paths[static_cast<std::size_t>(above.number)], above);
      }
    }
    open = std::move(runs);
  }
  for (const block& last : open)
    append(paths[static_cast<std::size_t>(last.number)], last);
  std::string out;
  for (std::size_t k = 0; k < paths.size(); ++k) {
    if (!paths[k].empty())
      fmt::format_to(std::back_inserter(out), "<path fill=\"{}\" d=\"{}\"/>\n", colour[k],
                     paths[k]);
  }
  return out;
}

}  // namespace percuta

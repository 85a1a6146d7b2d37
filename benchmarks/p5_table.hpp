#pragma once

#include "percuta/batch.hpp"

#include <array>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

/// Reads the thousand variations of the tracer (peers/README.md) into the batch's columns and size;
/// returns their answers: film, three layers, cleared, receptor, as shares of the dose.
inline std::vector<std::array<double, 6>> read_p5(percuta::batch& b, const std::string& table,
                                                  int every = 1) {
  using percuta::quantity;
  b.columns = {{quantity::film_capacity_m, 0, 0, {}}, {quantity::diffusivity_m2_s, 0, 0, {}},
               {quantity::partition, 0, 0, {}},       {quantity::diffusivity_m2_s, 1, 0, {}},
               {quantity::partition, 1, 0, {}},       {quantity::diffusivity_m2_s, 2, 0, {}},
               {quantity::partition, 2, 0, {}},       {quantity::loss_1_s, 2, 0, {}}};
  std::vector<std::array<double, 6>> answers;
  std::ifstream file(table);
  std::string line;
  std::getline(file, line);  // the header
  for (int row = 0; std::getline(file, line); ++row) {
    if (row % every != 0) continue;
    std::istringstream cells(line);
    std::string cell;
    for (percuta::column& column : b.columns)
      column.values.push_back(std::getline(cells, cell, ',') ? std::stod(cell) : 0.0);
    std::array<double, 6>& answer = answers.emplace_back();
    for (double& share : answer)
      share = std::getline(cells, cell, ',') ? std::stod(cell) : 0.0;
  }
  b.size = answers.size();
  if (b.size == 0) throw std::runtime_error("cannot read " + table);
  return answers;
}

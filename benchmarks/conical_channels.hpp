#pragma once

#include "percuta/problem_json.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>

// P3 (peers/README.md): skin with conical channels, resolved in the unit cell around one of them.

/// The problem of configs/problems, with another density.
inline percuta::problem conical_channels(const std::string& configs, double per_cm2) {
  const std::string path = configs + "/problems/conical_channels.json";
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path);
  std::stringstream text;
  text << file.rdbuf();
  percuta::problem p = percuta::problem_from_json(text.str(), path);
  p.channels[0].density_1_m2 = 1e4 * per_cm2;
  p.wanted.peaks = false;
  return p;
}

/// What is delivered at the problem's four times, as shares of the dose.
using delivered_shares = std::array<double, 4>;

/// The answer, from the table of three densities.
inline delivered_shares read_p3(const std::string& table, double per_cm2) {
  std::ifstream file(table);
  for (std::string line; std::getline(file, line);) {
    std::replace(line.begin(), line.end(), ',', ' ');
    std::istringstream row(line);
    double density = 0.0;
    delivered_shares answer{};
    if (!(row >> density) || density != per_cm2) continue;  // a comment, the header, another
    if (row >> answer[0] >> answer[1] >> answer[2] >> answer[3]) return answer;
  }
  throw std::runtime_error("no such density in " + table);
}

/// What was found less the answer.
inline delivered_shares errors_of(const percuta::solution& found, const delivered_shares& answer) {
  constexpr double dose_kg_m2 = 2e-4;
  delivered_shares errors{};
  for (std::size_t i = 0; i < answer.size(); ++i)
    errors[i] = found.solutes[0].delivered_kg_m2[i] / dose_kg_m2 - answer[i];
  return errors;
}

/// NaN wins.
inline double largest_of(const delivered_shares& errors) {
  double largest = 0.0;
  for (const double error : errors)
    if (!(std::abs(error) <= largest)) largest = std::abs(error);
  return largest;
}

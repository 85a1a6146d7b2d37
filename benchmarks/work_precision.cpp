// Percuta on the reference problems: percuta_work_precision P1|P2|P5 p5.csv EVERY, or
// percuta_work_precision P3/PER_CM2 p3.csv; rows of CSV to stdout, as the programs of peers/ print
// them.

#include "conical_channels.hpp"
#include "p5_table.hpp"
#include "percuta/batch.hpp"
#include "percuta/error.hpp"
#include "percuta/solve.hpp"
#include "problems.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace {

using inventories = std::array<double, 8>;  // in the order of problems.hpp, shares of the dose
constexpr double dose_kg_m2 = 2e-4;

struct reference {
  std::vector<percuta::problem> problems;
  percuta::batch variations;  ///< the same as variations of P1
  std::vector<inventories> answers;
  std::size_t known = 6;  ///< inventories of each answer
};

template <std::size_t N>
reference single(percuta::problem p, const double (&answer)[N]) {
  inventories known{};
  std::copy(std::begin(answer), std::end(answer), known.begin());
  return {{std::move(p)}, {}, {known}, N};
}

/// Every so many rows of the table.
reference read_variations(const char* table, int every) {
  reference r;
  r.variations.shape = problems::layered_tracer(1e-4);
  for (const auto& shares : read_p5(r.variations, table, every))
    std::copy(shares.begin(), shares.end(), r.answers.emplace_back().begin());
  for (std::size_t i = 0; i < r.variations.size; ++i)
    r.problems.push_back(percuta::variation(r.variations, i));
  return r;
}

reference read_reference(std::string_view name, const char* table, int every) {
  if (name == "P1") return single(problems::layered_tracer(1e-4), problems::layered_tracer_answer);
  if (name == "P2") return single(problems::drying_film(1e-4), problems::drying_film_answer);
  return read_variations(table, every);
}

void ask(percuta::problem& p, double tolerance) {
  p.tolerance = tolerance;
  p.wanted.time_s = {86400.0};
  p.wanted.peaks = false;
}

using way = std::function<std::vector<inventories>(const reference&)>;

way one_by_one(percuta::time_method method) {
  return [method](const reference& r) {
    std::vector<inventories> found;
    found.reserve(r.problems.size());
    for (const percuta::problem& p : r.problems)
      found.push_back(problems::inventories(percuta::solve(p, {nullptr, method}).solutes[0]));
    return found;
  };
}

std::vector<inventories> as_batch(const reference& r) {
  const percuta::batch_solute s = percuta::solve(r.variations).solutes[0];
  std::vector<inventories> found;
  found.reserve(r.variations.size);
  for (std::size_t i = 0; i < r.variations.size; ++i) {
    found.push_back({s.film_kg_m2[i], s.layers[0].amount_kg_m2[i], s.layers[1].amount_kg_m2[i],
                     s.layers[2].amount_kg_m2[i], s.layers[2].cleared_kg_m2[i], s.receptor_kg_m2[i],
                     s.evaporated_kg_m2[i], s.via_channels_kg_m2[i]});
    for (double& share : found.back())
      share /= dose_kg_m2;
  }
  return found;
}

/// Each has a row for each tolerance.
std::vector<std::pair<std::string, way>> ways_through(std::string_view name) {
  std::vector<std::pair<std::string, way>> ways{
      {"Percuta", one_by_one(percuta::time_method::automatic)}};
  if (name == "P1")
    ways.emplace_back("Percuta stepping", one_by_one(percuta::time_method::stepping));
  if (name == "P5") ways.emplace_back("Percuta batch", as_batch);
  return ways;
}

double delivered(const inventories& of) {
  return of[2] + of[3] + of[4] + of[5];
}

/// NaN wins.
double larger(double a, double b) {
  return a >= b || std::isnan(a) ? a : b;
}

/// Runs for 0.2 s, after once that does not count; returns the seconds for one.
template <class Run>
double seconds_of(const Run& run) {
  using clock = std::chrono::steady_clock;
  run();
  double seconds = 0.0;
  int rounds = 0;
  for (const clock::time_point start = clock::now(); seconds < 0.2; ++rounds) {
    run();
    seconds = std::chrono::duration<double>(clock::now() - start).count();
  }
  return seconds / rounds;
}

void print_row(std::string_view name, const std::string& code, int digits, double seconds,
               double error, double relative, const delivered_shares* each = nullptr) {
  std::printf("%.*s,%s,tolerance 1e-%d,%.4g,%.3g,%.3g", static_cast<int>(name.size()), name.data(),
              code.c_str(), digits, seconds, error, relative);
  for (std::size_t i = 0; each && i < each->size(); ++i)
    std::printf(",%.3g", (*each)[i]);
  std::printf("\n");
  std::fflush(stdout);
}

void measure(std::string_view name, const std::string& code, int digits, const way& solve,
             const reference& r) {
  std::vector<inventories> found;
  const double seconds = seconds_of([&] { found = solve(r); });
  double error = 0.0, relative = 0.0;
  for (std::size_t k = 0; k < found.size(); ++k) {
    for (std::size_t i = 0; i < r.known; ++i)
      error = larger(error, std::abs(found[k][i] - r.answers[k][i]));
    const double right = delivered(r.answers[k]);
    relative = larger(relative, std::abs(delivered(found[k]) - right) / right);
  }
  print_row(name, code, digits, seconds / static_cast<double>(r.problems.size()), error, relative);
}

/// The cell around one channel.
void measure_cell(std::string_view name, const std::string& code, int digits,
                  const percuta::problem& p, percuta::time_method method,
                  const delivered_shares& answer) {
  percuta::solution found;
  const double seconds = seconds_of([&] {
    found = percuta::solve(p, {nullptr, method, percuta::resolution::unit_cell});
  });
  const delivered_shares errors = errors_of(found, answer);
  double relative = 0.0;
  for (std::size_t i = 0; i < answer.size(); ++i)
    relative = larger(relative, std::abs(errors[i]) / answer[i]);
  print_row(name, code, digits, seconds, largest_of(errors), relative, &errors);
}

/// A run for each tolerance from 1e-3; what cannot be met is skipped.
template <class Run>
void for_tolerances(const std::string& code, int last_digits, const Run& run) {
  for (int digits = 3; digits <= last_digits; ++digits) {
    try {
      run(digits, std::pow(10.0, -digits));
    } catch (const percuta::numerical_error& e) {
      std::fprintf(stderr, "%s at tolerance 1e-%d: %s\n", code.c_str(), digits, e.what());
    }
  }
}

void measure_layers(std::string_view name, const char* table, int every) {
  reference r = read_reference(name, table, every);
  for (const auto& [code, solve] : ways_through(name))
    for_tolerances(code, 8, [&, &code = code, &solve = solve](int digits, double tolerance) {
      for (percuta::problem& p : r.problems)
        ask(p, tolerance);
      ask(r.variations.shape, tolerance);
      measure(name, code, digits, solve, r);
    });
}

void measure_cells(std::string_view name, const char* table) {
  const double per_cm2 = std::atof(name.substr(3).data());
  percuta::problem p = conical_channels(PERCUTA_CONFIGS, per_cm2);
  const delivered_shares answer = read_p3(table, per_cm2);
  const std::pair<const char*, percuta::time_method> ways[] = {
      {"Percuta", percuta::time_method::automatic},
      {"Percuta stepping", percuta::time_method::stepping}};
  for (const auto& [code, method] : ways)
    for_tolerances(code, 6, [&, code = code, method = method](int digits, double tolerance) {
      p.tolerance = tolerance;
      measure_cell(name, code, digits, p, method, answer);
    });
}

}  // namespace

int main(int argc, char** argv) {
  const std::string_view name = argc > 1 ? argv[1] : "";
  const bool cells = name.substr(0, 3) == "P3/";
  if (argc != (cells ? 3 : 4)) {
    std::fputs(
        "percuta_work_precision P1|P2|P5 p5.csv EVERY\n"
        "percuta_work_precision P3/PER_CM2 p3.csv\n",
        stderr);
    return 2;
  }
  try {
    if (cells)
      measure_cells(name, argv[2]);
    else
      measure_layers(name, argv[2], std::atoi(argv[3]));
  } catch (const std::exception& e) {
    std::fprintf(stderr, "percuta_work_precision: %s\n", e.what());
    return 1;
  }
}

#pragma once

#include <CLI/App.hpp>
#include <functional>
#include <string>
#include <vector>

namespace percuta::cli {

/// What the chosen command does once the command line has been understood; returns the exit code.
using action = std::function<int()>;

// Each adds one command with its options to the program; when it is chosen it sets `chosen`.

/// `command_line` is recorded in the provenance of results.
void add_run(CLI::App& program, action& chosen, std::vector<std::string> command_line);
void add_sweep(CLI::App& program, action& chosen);
void add_solve(CLI::App& program, action& chosen);
void add_check(CLI::App& program, action& chosen);
void add_explain(CLI::App& program, action& chosen);
void add_plugin(CLI::App& program, action& chosen);
void add_model(CLI::App& program, action& chosen);
void add_ingredient(CLI::App& program, action& chosen);

}  // namespace percuta::cli

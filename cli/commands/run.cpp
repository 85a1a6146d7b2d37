#include "commands/commands.hpp"
#include "commands/options.hpp"
#include "files.hpp"
#include "interrupt.hpp"
#include "percuta/diagnostics.hpp"
#include "percuta/error.hpp"
#include "percuta/problem_json.hpp"
#include "percuta/result.hpp"
#include "terminal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace percuta::cli {
namespace {

struct run_command {
  std::string file;
  scenario_options reading;
  std::string output, json, problem_file, serum;
  bool no_uncertainty = false;
  int threads = 0;
  std::vector<std::string> command_line;
};

/// Files that the run reads.
std::vector<std::filesystem::path> inputs_of(const scenario& s) {
  std::vector<std::filesystem::path> files{s.file};
  for (const serum& x : s.serums) {
    if (!x.file.empty()) files.push_back(x.file);
  }
  return files;
}

/// No output may replace an input or another output.
void check_outputs(const run_command& c, const scenario& s) {
  const std::vector<std::filesystem::path> taken = inputs_of(s);
  refuse_overwriting("--json", c.json, taken);
  refuse_overwriting("--emit-problem", c.problem_file, taken);
  if (!c.json.empty() && c.json == c.problem_file) {
    throw error(exit_code::usage,
                fmt::format("--json and --emit-problem cannot both go to {}", c.json));
  }
  if (!c.output.empty()) check_output_folder(c.output);
}

/// The problem of the only serum, as JSON.
void emit_problem(const plan& p, const std::string& file) {
  if (p.serums.size() != 1) {
    std::vector<std::string> names;
    for (const planned_serum& s : p.serums)
      names.push_back(s.name);
    throw error(
        exit_code::usage,
        fmt::format("--emit-problem writes one problem, and there are {} serums; choose one "
                    "with --serum '{}'",
                    p.serums.size(), fmt::join(names, "' or --serum '")));
  }
  write_whole(file, to_json(p.serums[0].base));
  if (file != "-") message(fmt::format("problem written to {}", file));
}

int perform(const run_command& c) {
  const thread_limit limit(c.threads);
  auto [s, p] = prepare(c.file, c.reading, [&c](scenario& said, diagnostics& found) {
    if (!found.has_errors()) check_outputs(c, said);
    if (!c.serum.empty()) choose_serum(said, c.serum, found);
    if (c.no_uncertainty) said.simulation.uncertainty = false;
  });
  if (!c.problem_file.empty()) {
    emit_problem(p, c.problem_file);
    if (c.output.empty() && c.json.empty()) return 0;
  }
  const result r =
      simulate(std::move(p), {&interrupted(), s.simulation.method, s.simulation.resolve_at.value});
  if (!c.output.empty()) {
    write_output(r, s, c.output, {c.command_line, settings_of(c.reading), c.threads});
    message(fmt::format("result written to {}", c.output));
  }
  if (!c.json.empty()) write_whole(c.json, to_json(r));
  const bool stdout_is_taken = c.json == "-" || c.problem_file == "-";
  if (!stdout_is_taken) answer(render_table(r, page_width(), wants_colour()));
  return 0;
}

}  // namespace

void add_run(CLI::App& program, action& chosen, std::vector<std::string> command_line) {
  CLI::App* command = program.add_subcommand("run", "Simulate a scenario and compare its serums");
  auto c = std::make_shared<run_command>();
  c->command_line = std::move(command_line);
  command->add_option("FILE", c->file, "Scenario in TOML")->required();
  command->add_option("-o,--output", c->output, "Folder for JSON, CSV, input and provenance")
      ->type_name("DIR")
      ->check(CLI::Validator(check_output_directory, ""));
  command->add_option("--json", c->json, "Write the result as JSON; - is the standard output")
      ->type_name("FILE")
      ->check(CLI::Validator(check_output_name, ""));
  command->add_option("--serum", c->serum, "Take only the serum of that name")->type_name("NAME");
  command->add_flag("--no-uncertainty", c->no_uncertainty,
                    "Leave out the ranges: one problem instead of many");
  command
      ->add_option("--emit-problem", c->problem_file,
                   "Write the problem for `percuta solve`, and run only with -o or --json")
      ->type_name("FILE")
      ->check(CLI::Validator(check_output_name, ""));
  add_scenario_options(*command, c->reading);
  add_threads(*command, c->threads);
  command->callback([c, &chosen] {
    if (c->json == "-" && c->problem_file == "-") {
      throw CLI::ValidationError("--json and --emit-problem cannot both go to the standard output");
    }
    chosen = [c] { return perform(*c); };
  });
}

}  // namespace percuta::cli

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

std::vector<std::string> names_of(const std::vector<serum>& serums) {
  std::vector<std::string> names;
  for (const serum& s : serums)
    names.push_back(s.name);
  return names;
}

/// Leaves only the serum of that name.
void choose_serum(scenario& s, const std::string& name) {
  const std::vector<std::string> names = names_of(s.serums);
  std::erase_if(s.serums, [&](const serum& x) { return x.name != name; });
  if (!s.serums.empty()) return;
  const std::vector<std::string> guesses = nearest(name, names, 1);
  throw configuration_error(
      fmt::format("{} has no serum named '{}'{}\n  its serums: '{}'", s.file.string(), name,
                  guesses.empty() ? "" : fmt::format("; did you mean '{}'?", guesses[0]),
                  fmt::join(names, "', '")));
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
  scenario s = read(c.file, c.reading);
  if (!c.serum.empty()) choose_serum(s, c.serum);
  if (c.no_uncertainty) s.simulation.uncertainty = false;
  if (!c.output.empty()) check_output_folder(c.output);

  plan p = plan_for(s, c.reading);
  if (!c.problem_file.empty()) {
    emit_problem(p, c.problem_file);
    if (c.output.empty() && c.json.empty()) return 0;
  }
  const result r = simulate(std::move(p), {&interrupted()});
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
      ->type_name("DIR");
  command->add_option("--json", c->json, "Write the result as JSON; - is the standard output")
      ->type_name("FILE");
  command->add_option("--serum", c->serum, "Take only the serum of that name")->type_name("NAME");
  command->add_flag("--no-uncertainty", c->no_uncertainty,
                    "Leave out the ranges: one problem instead of many");
  command
      ->add_option("--emit-problem", c->problem_file,
                   "Write the problem for `percuta solve`, and run only with -o or --json")
      ->type_name("FILE");
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

#include "percuta/solve.hpp"

#include "commands/commands.hpp"
#include "commands/options.hpp"
#include "files.hpp"
#include "interrupt.hpp"
#include "percuta/problem_json.hpp"

#include <memory>
#include <string>

namespace percuta::cli {
namespace {

struct solve_command {
  std::string problem_file;
  std::string output = "-";
  std::string method = "auto", space = "layered";
  int threads = 0;
};

time_method method_named(const std::string& name) {
  if (name == "transform") return time_method::transform;
  if (name == "krylov") return time_method::krylov;
  return name == "stepping" ? time_method::stepping : time_method::automatic;
}

int perform(const solve_command& c) {
  const thread_limit limit(c.threads);
  refuse_overwriting("-o", c.output, {c.problem_file});
  const problem p = problem_from_json(read_whole(c.problem_file), c.problem_file);
  const solve_options options{&interrupted(), method_named(c.method), resolution_named(c.space)};
  write_whole(c.output, to_json(solve(p, options)));
  return 0;
}

}  // namespace

void add_solve(CLI::App& program, action& chosen) {
  CLI::App* command = program.add_subcommand(
      "solve", "Solve a problem that is given in numbers (see run --emit-problem)");
  auto c = std::make_shared<solve_command>();
  command->add_option("PROBLEM", c->problem_file, "Problem in JSON")->required();
  command->add_option("-o,--output", c->output, "File for the solution; - is the standard output")
      ->capture_default_str()
      ->check(CLI::Validator(check_output_name, ""));
  command
      ->add_option("--time-method", c->method,
                   "How time is passed: auto, transform, krylov, stepping")
      ->capture_default_str()
      ->check(CLI::Validator(CLI::IsMember({"auto", "transform", "krylov", "stepping"}))
                  .description(""));
  command->add_option("--resolution", c->space, "How space is resolved: auto, layered, unit_cell")
      ->capture_default_str()
      ->check(CLI::Validator(CLI::IsMember({"auto", "layered", "unit_cell"})).description(""));
  add_threads(*command, c->threads);
  command->callback([c, &chosen] { chosen = [c] { return perform(*c); }; });
}

}  // namespace percuta::cli

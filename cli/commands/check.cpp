#include "commands/commands.hpp"
#include "commands/options.hpp"
#include "percuta/error.hpp"
#include "percuta/problem.hpp"
#include "terminal.hpp"

#include <fmt/format.h>
#include <memory>
#include <string>
#include <vector>

namespace percuta::cli {
namespace {

struct check_command {
  std::vector<std::string> files;
  scenario_options reading;
};

/// Everything short of running.
void check_file(const std::string& file, const scenario_options& options) {
  const plan p = prepare(file, options).made;
  std::size_t ingredients = 0, problems = 0;
  for (const planned_serum& serum : p.serums) {
    check(serum.base);
    for (const problem& x : serum.corners)
      check(x);
    for (const problem& x : serum.intact)
      check(x);
    ingredients += serum.ingredients.size();
    problems += 1 + serum.corners.size() + serum.intact.size();
  }
  answer(fmt::format("{}: fine; serums: {}, ingredients: {}, problems to solve: {}\n", file,
                     p.serums.size(), ingredients, problems));
}

/// All files are looked at; the exit code is that of the first that fails.
int perform(const check_command& c) {
  int code = 0;
  for (const std::string& file : c.files) {
    try {
      check_file(file, c.reading);
    } catch (const error& e) {
      message(e.what());
      if (code == 0) code = static_cast<int>(e.code());
      if (e.code() == exit_code::interrupted) break;
    }
  }
  return code;
}

}  // namespace

void add_check(CLI::App& program, action& chosen) {
  CLI::App* command = program.add_subcommand("check", "Check scenarios, short of running them");
  auto c = std::make_shared<check_command>();
  command->add_option("FILE", c->files, "Scenarios in TOML")->required();
  add_scenario_options(*command, c->reading);
  command->callback([c, &chosen] { chosen = [c] { return perform(*c); }; });
}

}  // namespace percuta::cli

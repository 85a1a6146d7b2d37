#include "commands/commands.hpp"
#include "percuta/diagnostics.hpp"
#include "percuta/error.hpp"
#include "percuta/version.hpp"
#include "terminal.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <exception>
#include <string>
#include <vector>

namespace {

using percuta::exit_code;

constexpr const char* footer =
    "Exit codes: 0 done, 2 usage, 3 configuration, 4 plugin, 5 numerical, 6 file system,\n"
    "70 a fault of the program itself, 130 interrupted.";

int as_int(exit_code code) {
  return static_cast<int>(code);
}

/// Runs the chosen command; every failure becomes a message and an exit code.
int perform(const percuta::cli::action& chosen) {
  try {
    return chosen();
  } catch (const percuta::error& e) {
    percuta::cli::message(e.what());
    return as_int(e.code());
  } catch (const std::exception& e) {
    percuta::cli::message(
        fmt::format("percuta {} has met a fault of its own: {}\nPlease report it, with the command "
                    "and the files "
                    "that led here.",
                    percuta::version(), e.what()));
    return as_int(exit_code::internal);
  } catch (...) {
    percuta::cli::message(
        fmt::format("percuta {} has met an unknown fault of its own. Please report it, with the "
                    "command and the files that led here.",
                    percuta::version()));
    return as_int(exit_code::internal);
  }
}

/// The first word that no command takes, with the nearest command; "" when there is none.
std::string unknown_command(const CLI::App& program) {
  const CLI::App* asked = &program;
  while (!asked->get_subcommands().empty())
    asked = asked->get_subcommands().front();
  const std::vector<std::string> rest = asked->remaining();
  if (rest.empty()) return {};
  std::vector<std::string> known;
  for (const CLI::App* command : asked->get_subcommands([](const CLI::App*) { return true; }))
    known.push_back(command->get_name());
  const std::string guess = percuta::guess(rest.front(), known);
  return fmt::format("there is no command '{}'{}{}\nCommands: {}", rest.front(),
                     guess.empty() ? "" : "; ", guess, fmt::join(known, ", "));
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App program{"How much of a serum's ingredients reaches which layer of the skin, and when.",
                   "percuta"};
  program.set_version_flag("--version", fmt::format("percuta {}", percuta::version()));
  program.require_subcommand(1);
  program.footer(footer);

  percuta::cli::action chosen;
  percuta::cli::add_run(program, chosen, {argv, argv + argc});
  percuta::cli::add_sweep(program, chosen);
  percuta::cli::add_solve(program, chosen);
  percuta::cli::add_check(program, chosen);
  percuta::cli::add_explain(program, chosen);
  percuta::cli::add_model(program, chosen);
  percuta::cli::add_ingredient(program, chosen);
  percuta::cli::add_plugin(program, chosen);
  try {
    program.parse(argc, argv);
  } catch (const CLI::RequiredError& e) {
    const std::string unknown = unknown_command(program);
    if (unknown.empty()) {
      program.exit(e);
    } else {
      percuta::cli::message(unknown);
    }
    return as_int(exit_code::usage);
  } catch (const CLI::ParseError& e) {
    const int code = program.exit(e);
    return code == 0 ? 0 : as_int(exit_code::usage);
  }
  return perform(chosen);
}

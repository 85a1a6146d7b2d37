#include "percuta/sweep.hpp"

#include "commands/commands.hpp"
#include "commands/options.hpp"
#include "files.hpp"
#include "interrupt.hpp"
#include "percuta/error.hpp"
#include "percuta/units.hpp"
#include "quantity_list.hpp"
#include "terminal.hpp"

#include <fmt/format.h>
#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <system_error>
#include <vector>

namespace percuta::cli {
namespace {

namespace fs = std::filesystem;

struct sweep_command {
  std::string file;
  scenario_options reading;
  std::string densities, depths, at, serum, output;
  std::vector<std::string> resolutions;
  int repeat = 1;
};

sweep_axes axes_of(const sweep_command& c) {
  sweep_axes axes;
  if (!c.densities.empty()) axes.density_1_m2 = quantity_list("--densities", c.densities, "/cm^2");
  if (!c.depths.empty()) axes.depth_m = quantity_list("--depths", c.depths, "um");
  if (!c.resolutions.empty()) axes.space.clear();
  for (const std::string& name : c.resolutions) {
    const resolution space = resolution_named(name);
    if (std::find(axes.space.begin(), axes.space.end(), space) == axes.space.end())
      axes.space.push_back(space);
  }
  return axes;
}

double time_of(const sweep_command& c) {
  if (c.at.empty()) return 0.0;
  const std::vector<double> times = quantity_list("--at", c.at, "h");
  if (times.size() == 1) return times[0];
  throw error(exit_code::usage, fmt::format("--at: \"{}\" is more than one time", c.at));
}

/// Before anything is solved: the folder is there, or can be made.
void check_folder(const std::string& name) {
  const fs::path folder = fs::absolute(name).lexically_normal();
  const fs::path above =
      folder.has_filename() ? folder.parent_path() : folder.parent_path().parent_path();
  if (fs::is_directory(folder)) return;
  if (fs::exists(folder)) throw file_error(fmt::format("{} exists and is not a folder", name));
  if (!fs::is_directory(above)) {
    throw file_error(
        fmt::format("cannot make {}: the folder {} does not exist", name, above.string()));
  }
}

void write_folder(const std::string& name, const sweep_result& r) {
  std::error_code failed;
  fs::create_directory(name, failed);
  if (failed) throw file_error(fmt::format("cannot make {}: {}", name, failed.message()));
  write_whole((fs::path(name) / "sweep.csv").string(), sweep_csv(r));
  write_whole((fs::path(name) / "sweep.svg").string(), sweep_svg(r));
  message(fmt::format("sweep written to {}", name));
}

void show_progress(const sweep_point& p, std::size_t done, std::size_t all) {
  progress(fmt::format("{} of {}: {}, {}, {}", done + 1, all,
                       format_quantity(p.density_1_m2, "/cm^2"), format_quantity(p.depth_m, "um"),
                       name_of(p.space)));
}

/// Clears the line of progress behind whatever happens.
struct tidy_terminal {
  ~tidy_terminal() { progress(""); }
};

sweep_result sweep_shown(const sweep_command& c, const plan& p, const sweep_axes& axes,
                         const sweep_options& options) {
  const tidy_terminal at_the_end;
  try {
    return sweep(p, axes, options);
  } catch (const configuration_error& e) {
    throw configuration_error(fmt::format("{}: {}", c.file, e.what()));
  }
}

int perform(const sweep_command& c) {
  const sweep_axes axes = axes_of(c);
  const double at_s = time_of(c);
  if (!c.output.empty()) check_folder(c.output);
  const auto [s, p] = prepare(c.file, c.reading, [&c](scenario& said, diagnostics& found) {
    if (!c.serum.empty()) choose_serum(said, c.serum, found);
    said.simulation.uncertainty = false;
  });
  const sweep_result r =
      sweep_shown(c, p, axes, {at_s, c.repeat, s.simulation.method, &interrupted(), show_progress});
  if (!c.output.empty()) write_folder(c.output, r);
  answer(sweep_table(r, page_width()));
  if (!r.any_failed()) return 0;
  message("some points could not be solved; the notes say why");
  return static_cast<int>(exit_code::numerical);
}

}  // namespace

void add_sweep(CLI::App& program, action& chosen) {
  CLI::App* command = program.add_subcommand(
      "sweep", "Solve a scenario for many channel densities and depths, and time it");
  auto c = std::make_shared<sweep_command>();
  command->add_option("FILE", c->file, "Scenario in TOML, with channels")->required();
  command
      ->add_option("--densities", c->densities,
                   "Channels of each needling per area; unless said 5, 10, 20, 50, 100, 200, 500, "
                   "1000 /cm^2")
      ->type_name("LIST");
  command
      ->add_option("--depths", c->depths,
                   "Depths of channels, e.g. \"50, 150, 300 um\"; unless said the scenario's own")
      ->type_name("LIST");
  command
      ->add_option("--resolutions", c->resolutions,
                   "Any of layered, unit_cell, auto; unless said layered,unit_cell")
      ->type_name("LIST")
      ->delimiter(',')
      ->check(CLI::Validator(CLI::IsMember({"layered", "unit_cell", "auto"})).description(""));
  command->add_option("--at", c->at, "When delivered is read, e.g. \"1 h\"; unless said the end")
      ->type_name("TIME");
  command->add_option("--serum", c->serum, "Take only the serum of that name")->type_name("NAME");
  command->add_option("--repeat", c->repeat, "Solve each point so often; the quickest is the cost")
      ->type_name("N")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command
      ->add_option("-o,--output", c->output,
                   "Folder for sweep.csv and sweep.svg; earlier ones are replaced")
      ->type_name("DIR")
      ->check(CLI::Validator(check_output_directory, ""));
  add_scenario_options(*command, c->reading);
  command->callback([c, &chosen] { chosen = [c] { return perform(*c); }; });
}

}  // namespace percuta::cli

#include <fmt/format.h>

#include <cmath>
#include <limits>

#include "scenario/rules.hpp"
#include "scenario/sections.hpp"

namespace percuta {

namespace {

constexpr double unread = std::numeric_limits<double>::quiet_NaN();
const bounds any_time = between("0 h", "3650 d");

// Each element of an array of times; what cannot be read is NaN.
std::vector<double> read_times(const raw_array& elements, const key_place& place,
                               const reading& run) {
  const dimension time = parse_unit("s").dim;
  value_context context = place.in(run);
  std::vector<double> times;
  for (const raw_value& element : elements)
    times.push_back(read_quantity(element, time, any_time, context).value_or(unread));
  return times;
}

// Ascending, none twice.
void check_order(const std::vector<double>& times, const raw_array& elements,
                 const std::string& key, diagnostics& out) {
  for (std::size_t i = 1; i < times.size(); ++i) {
    if (times[i] == times[i - 1])
      out.error(elements[i].where,
                fmt::format("\"{}\" stands twice in '{}'", text_of(elements[i]), key));
    else if (times[i] < times[i - 1])
      out.error(elements[i].where, fmt::format("'{}' must ascend: \"{}\" follows \"{}\"", key,
                                               text_of(elements[i]), text_of(elements[i - 1])));
  }
}

void read_output_times(simulation_section& simulation, const raw_value& value,
                       const key_place& place, reading& run) {
  const raw_array* const elements = read_array(value, place.in(run));
  if (!elements) return;
  simulation.times_s = read_times(*elements, place, run);
  check_order(simulation.times_s, *elements, place.key, run.out);
}

void read_window(target_section& target, const raw_value& value, const key_place& place,
                 reading& run) {
  const raw_array* const elements = read_array(value, place.in(run));
  if (!elements) return;
  const std::vector<double> ends = read_times(*elements, place, run);
  if (ends.size() != 2) {
    run.out.error(value.where,
                  fmt::format("'window' has {} times; it takes its start and its end", ends.size()),
                  fmt::format("write for example window = {}", place.example));
    return;
  }
  check_order(ends, *elements, place.key, run.out);
  target.window_s = {ends[0], ends[1]};
}

void read_resolution(simulation_section& simulation, const raw_value& value, const key_place& place,
                     reading& run) {
  static const std::vector<std::string> words = {"auto", "layered", "unit_cell", "patch"};
  static constexpr resolution meanings[] = {resolution::automatic, resolution::layered,
                                            resolution::unit_cell, resolution::automatic};
  const auto index = read_choice(value, words, place.in(run));
  if (!index) return;
  simulation.resolve_at = {meanings[*index], value.where};
  if (words[*index] == "patch")
    run.out.error(value.where, "this version of percuta cannot resolve \"patch\"",
                  "write resolution = \"unit_cell\" for the cell around one channel, or \"auto\"");
}

void read_time_method(simulation_section& simulation, const raw_value& value,
                      const key_place& place, reading& run) {
  static const std::vector<std::string> words = {"auto", "transform", "krylov", "stepping"};
  static constexpr time_method meanings[] = {time_method::automatic, time_method::transform,
                                             time_method::krylov, time_method::stepping};
  if (const auto index = read_choice(value, words, place.in(run)))
    simulation.method = meanings[*index];
}

// No value beyond the end of the simulation.
void check_end(const std::vector<double>& times, const raw_value& value, const std::string& key,
               const scenario& s, diagnostics& out) {
  const auto& elements = std::get<raw_array>(value.data);
  for (std::size_t i = 0; i < times.size(); ++i)
    if (times[i] > s.simulation.duration_s)
      out.error(elements[i].where,
                fmt::format("'{}' holds \"{}\", but the simulation ends at {}", key,
                            text_of(elements[i]), format_quantity(s.simulation.duration_s, "h")),
                "make [simulation] duration longer, or ask for earlier times");
}

}  // namespace

const section<simulation_section>& simulation_keys() {
  static const section<simulation_section> keys{
      {
          {"duration", quantity(&simulation_section::duration_s, "h", above("0 h", "3650 d")),
           R"("24 h")", "", "When the simulation ends, counted from the start of the protocol."},
          {"times",
           special<simulation_section>("array of times", "0 h to duration, ascending",
                                       read_output_times),
           R"(["10 min", "1 h", "24 h"])", "a set that suits the protocol",
           "The times at which results are given."},
          {"resolution",
           special<simulation_section>("one of auto, layered, unit_cell, patch", "",
                                       read_resolution),
           R"("unit_cell")", "auto",
           "How space is resolved: layered, channels lumped; unit_cell, the cell around one "
           "channel; "
           "auto takes the layers where they agree with the cell within the tolerance."},
          {"time_method",
           special<simulation_section>("one of auto, transform, krylov, stepping", "",
                                       read_time_method),
           R"("stepping")", "auto",
           "How time is passed. The transform (layered) and krylov (unit_cell) take all times at "
           "once and need numbers that stand still; stepping takes everything; auto takes the "
           "quicker wherever it holds."},
          {"tolerance", number(&simulation_section::tolerance, between("1e-12", "0.1")), "1e-6",
           "1e-3",
           "Largest error of any amount, as a share of the dose. In a unit cell, the ends of the "
           "ranges are computed ten times looser, up to 1e-2."},
          {"uncertainty", truth(&simulation_section::uncertainty), "false", "true",
           "Whether ranges are computed from the inputs that are uncertain."},
          {"profiles", truth(&simulation_section::profiles), "false", "true",
           "Whether concentrations against depth are kept."},
          {"fields", truth(&simulation_section::fields), "false", "true",
           "Whether the concentration around a channel is kept where a unit cell is solved."},
      },
      [](simulation_section& simulation, const raw_value& table, reading&) {
        simulation.where = table.where;
      },
      {},
      {}};
  return keys;
}

const section<target_section>& target_keys() {
  static const section<target_section> keys{
      {
          {"layer", text(&target_section::layer), R"("viable_epidermis")", "",
           "The layer in which the actives should work; peak and mean are those of this layer."},
          {"window",
           special<target_section>("array of two times", "0 h to duration, ascending", read_window),
           R"(["0 h", "24 h"])", "the whole simulation", "Start and end of the time that counts."},
      },
      [](target_section& target, const raw_value& table, reading&) { target.where = table.where; },
      {},
      {}};
  return keys;
}

void check_simulation(const scenario& s, const raw_table& root, diagnostics& out) {
  const auto value_of = [&](std::string_view section, std::string_view key) -> const raw_value* {
    const raw_value* const table = find(root, section);
    const auto* const entries = table ? std::get_if<raw_table>(&table->data) : nullptr;
    return entries ? find(*entries, key) : nullptr;
  };
  if (!s.simulation.times_s.empty())
    check_end(s.simulation.times_s, *value_of("simulation", "times"), "times", s, out);
  if (s.target && s.target->window_s)
    check_end({s.target->window_s->first, s.target->window_s->second},
              *value_of("target", "window"), "window", s, out);
}

}  // namespace percuta
